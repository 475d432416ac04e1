// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/watchdog.h"

#include <QElapsedTimer>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <execinfo.h>
#include <pthread.h>
#include <semaphore.h>

namespace txdesk::console {

namespace {

constexpr int deepest = 64;
constexpr int sampleSignal = SIGURG; // ignored by default: nothing breaks when it comes late
constexpr long sampleWaitNs = 50'000'000;

pthread_t watchedThread;
void *frames[deepest];
std::atomic<int> frameCount{-1};
sem_t sampled;

// In the watched thread, wherever it is: only fills what is there already.
void sample(int)
{
    frameCount = backtrace(frames, deepest);
    sem_post(&sampled);
}

QStringList stackOfWatched()
{
    frameCount = -1;
    if (pthread_kill(watchedThread, sampleSignal) != 0)
        return {};
    timespec until{};
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += sampleWaitNs;
    if (until.tv_nsec >= 1'000'000'000) {
        until.tv_nsec -= 1'000'000'000;
        ++until.tv_sec;
    }
    while (sem_timedwait(&sampled, &until) != 0 && errno == EINTR) {
    }
    const int count = frameCount;
    if (count <= 0)
        return {};
    QStringList lines;
    char **names = backtrace_symbols(frames, count);
    for (int i = 0; names && i < count; ++i)
        lines.append(QString::fromLocal8Bit(names[i]));
    std::free(static_cast<void *>(names));
    return lines;
}

} // namespace

Watchdog::Watchdog(QObject *parent) : QObject(parent)
{
    watchedThread = pthread_self();
    sem_init(&sampled, 0, 0);
    void *warm[1];
    backtrace(warm, 1); // loads what it needs now, not inside a signal
    struct sigaction action = {};
    action.sa_handler = &sample;
    action.sa_flags = SA_RESTART;
    sigaction(sampleSignal, &action, nullptr);
    m_thread.reset(QThread::create([this] { watch(); }));
    m_thread->start();
}

Watchdog::~Watchdog()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_stop = true;
        m_answered.wakeAll();
    }
    m_thread->wait();
    std::signal(sampleSignal, SIG_IGN);
}

void Watchdog::watch()
{
    QMutexLocker lock(&m_mutex);
    while (!m_stop) {
        m_isAnswered = false;
        QElapsedTimer since;
        since.start();
        const QDateTime at = QDateTime::currentDateTimeUtc();
        QMetaObject::invokeMethod(
            this,
            [this] {
                const QMutexLocker inner(&m_mutex);
                m_isAnswered = true;
                m_answered.wakeAll();
            },
            Qt::QueuedConnection);
        m_answered.wait(&m_mutex, limitMs);
        if (!m_isAnswered && !m_stop) {
            lock.unlock();
            const QStringList stack = stackOfWatched();
            lock.relock();
            while (!m_isAnswered && !m_stop)
                m_answered.wait(&m_mutex);
            if (!m_stop)
                keep({at, since.elapsed(), stack});
        }
        if (!m_stop)
            m_answered.wait(&m_mutex, every); // nobody wakes it but the end
    }
}

void Watchdog::keep(const Stall &stall)
{
    m_stalls.append(stall);
    if (m_stalls.size() > kept)
        m_stalls.removeFirst();
}

QList<Stall> Watchdog::stalls() const
{
    const QMutexLocker lock(&m_mutex);
    return m_stalls;
}

} // namespace txdesk::console
