#include "shared/http/epoll_dispatcher.h"

#include "shared/base/check.h"
#include "shared/http/timer_queue.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <limits>
#include <vector>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace txdesk::http {

namespace {

constexpr std::array<quint32, 3> eventsOfType{EPOLLIN, EPOLLOUT, EPOLLPRI}; // by QSocketNotifier::Type
constexpr quint32 endEvents = EPOLLHUP | EPOLLERR;                           // readers and writers must see them
constexpr quint64 wakeKey = std::numeric_limits<quint64>::max();
constexpr int batchMax = 256;

size_t indexOf(const QSocketNotifier *notifier)
{
    return static_cast<size_t>(notifier->type());
}

} // namespace

// Interest in a socket is told to the kernel just before waiting: switching a notifier on and off again in between,
// as a buffered write followed by flush() does, costs no system call.
class EpollDispatcher::Impl
{
public:
    Impl();
    ~Impl();

    void watch(QSocketNotifier *notifier);
    void unwatch(QSocketNotifier *notifier);
    int wait(bool mayBlock, bool withSockets);
    void wake();
    void ring(); // makes the present or next wait end at once

    TimerQueue timers;
    std::atomic<bool> isInterrupted = false;
    std::atomic<bool> isWoken = false;   // something was posted since the last round began

private:
    struct Watch
    {
        std::array<QSocketNotifier *, 3> notifiers{};
        quint32 wanted = 0;
        quint32 applied = 0;
        quint32 generation = 0; // tells events of this socket from those of an older one with its number
        bool isListed = false;  // in m_changed
    };

    void applyChanges();
    void apply(int socket, Watch &watch);
    void forget(int socket, Watch &watch);
    int deliver(const epoll_event &event);
    [[nodiscard]] int timeout(bool mayBlock) const;

    const int m_epoll;
    const int m_wakeUp;
    std::atomic<bool> m_isBlocked = false;
    std::vector<Watch> m_watches; // by socket number
    std::vector<int> m_changed;
};

EpollDispatcher::Impl::Impl() : m_epoll(epoll_create1(EPOLL_CLOEXEC)), m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    check(m_epoll >= 0 && m_wakeUp >= 0, "an event loop needs two file descriptors");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = wakeKey;
    check(epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event) == 0, "an event loop can be woken");
}

EpollDispatcher::Impl::~Impl()
{
    close(m_wakeUp);
    close(m_epoll);
}

void EpollDispatcher::Impl::watch(QSocketNotifier *notifier)
{
    const auto socket = static_cast<size_t>(notifier->socket());
    if (socket >= m_watches.size())
        m_watches.resize(std::max(socket + 1, m_watches.size() * 2));
    Watch &watch = m_watches[socket];
    watch.notifiers[indexOf(notifier)] = notifier;
    watch.wanted |= eventsOfType[indexOf(notifier)];
    if (!watch.isListed) {
        watch.isListed = true;
        m_changed.push_back(static_cast<int>(socket));
    }
}

void EpollDispatcher::Impl::unwatch(QSocketNotifier *notifier)
{
    const auto socket = static_cast<size_t>(notifier->socket());
    if (socket >= m_watches.size() || m_watches[socket].notifiers[indexOf(notifier)] != notifier)
        return;
    Watch &watch = m_watches[socket];
    watch.notifiers[indexOf(notifier)] = nullptr;
    watch.wanted &= ~eventsOfType[indexOf(notifier)];
    if (watch.wanted == 0) {
        forget(static_cast<int>(socket), watch); // at once: the number may be closed and used again before the next wait
    } else if (!watch.isListed) {
        watch.isListed = true;
        m_changed.push_back(static_cast<int>(socket));
    }
}

void EpollDispatcher::Impl::forget(int socket, Watch &watch)
{
    if (watch.applied != 0)
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, socket, nullptr); // fails when it is closed already, which does the same
    watch.applied = 0;
    ++watch.generation;
}

void EpollDispatcher::Impl::applyChanges()
{
    for (const int socket : m_changed) {
        Watch &watch = m_watches[static_cast<size_t>(socket)];
        watch.isListed = false;
        if (watch.wanted != watch.applied)
            apply(socket, watch);
    }
    m_changed.clear();
}

void EpollDispatcher::Impl::apply(int socket, Watch &watch)
{
    epoll_event event{};
    event.events = watch.wanted;
    event.data.u64 = (quint64(watch.generation) << 32) | static_cast<quint32>(socket);
    int result = epoll_ctl(m_epoll, watch.applied == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
    if (result != 0 && (errno == EEXIST || errno == ENOENT))
        result = epoll_ctl(m_epoll, errno == EEXIST ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
    if (result != 0)
        qWarning("socket cannot be watched socket=%d error=%d", socket, errno);
    watch.applied = result == 0 ? watch.wanted : 0;
}

int EpollDispatcher::Impl::timeout(bool mayBlock) const
{
    if (!mayBlock || isWoken)
        return 0;
    const auto next = timers.untilNext();
    return next ? static_cast<int>(std::min<qint64>(next->count(), std::numeric_limits<int>::max())) : -1;
}

// Invariant: whoever posts sets isWoken first and then looks at m_isBlocked; here the order is the other way round, so
// that one of the two always notices the other.
int EpollDispatcher::Impl::wait(bool mayBlock, bool withSockets)
{
    applyChanges();
    m_isBlocked = true;
    std::array<epoll_event, batchMax> events;
    int count = 0;
    if (withSockets) {
        count = epoll_wait(m_epoll, events.data(), batchMax, timeout(mayBlock));
    } else {
        pollfd wakeUp{m_wakeUp, POLLIN, 0};
        if (poll(&wakeUp, 1, timeout(mayBlock)) > 0) {
            events[0].data.u64 = wakeKey;
            count = 1;
        }
    }
    m_isBlocked = false;
    int delivered = 0;
    for (int i = 0; i < count; ++i)
        delivered += deliver(events[static_cast<size_t>(i)]);
    return delivered;
}

int EpollDispatcher::Impl::deliver(const epoll_event &event)
{
    if (event.data.u64 == wakeKey) {
        quint64 value = 0;
        [[maybe_unused]] const auto bytes = read(m_wakeUp, &value, sizeof value);
        return 0;
    }
    const size_t socket = event.data.u64 & std::numeric_limits<quint32>::max();
    const auto generation = static_cast<quint32>(event.data.u64 >> 32);
    int delivered = 0;
    for (size_t type = 0; type < eventsOfType.size(); ++type) {
        // Looked up again each time: what was delivered before may have changed everything.
        const Watch &watch = m_watches[socket];
        QSocketNotifier *notifier = watch.notifiers[type];
        const quint32 reasons = eventsOfType[type] | (type == QSocketNotifier::Exception ? 0 : endEvents);
        if (notifier == nullptr || watch.generation != generation || (event.events & reasons) == 0)
            continue;
        QEvent activation(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &activation);
        ++delivered;
    }
    return delivered;
}

void EpollDispatcher::Impl::wake()
{
    isWoken = true;
    if (m_isBlocked) // else the loop looks at isWoken before it blocks
        ring();
}

void EpollDispatcher::Impl::ring()
{
    const quint64 one = 1;
    [[maybe_unused]] const auto bytes = write(m_wakeUp, &one, sizeof one);
}

EpollDispatcher::EpollDispatcher(QObject *parent) : QAbstractEventDispatcher(parent), m_impl(std::make_unique<Impl>()) {}

EpollDispatcher::~EpollDispatcher() = default;

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_impl->isInterrupted = false;
    emit awake();
    m_impl->isWoken = false; // what is posted from here on is sent below or keeps the loop from blocking
    QCoreApplication::sendPostedEvents();
    const bool mayBlock = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_impl->isInterrupted;
    if (mayBlock)
        emit aboutToBlock();
    if (m_impl->isInterrupted)
        return false;
    int count = m_impl->wait(mayBlock, !flags.testFlag(QEventLoop::ExcludeSocketNotifiers));
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        count += m_impl->timers.fire();
    return count > 0;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    m_impl->watch(notifier);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    m_impl->unwatch(notifier);
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    m_impl->timers.add(timerId, std::chrono::milliseconds(interval), timerType, object);
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_impl->timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_impl->timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return m_impl->timers.of(object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto remaining = m_impl->timers.remaining(timerId);
    return remaining ? static_cast<int>(remaining->count()) : -1;
}

void EpollDispatcher::wakeUp()
{
    m_impl->wake();
}

void EpollDispatcher::interrupt()
{
    m_impl->isInterrupted = true;
    m_impl->ring(); // even when the next round clears the flag first, it does not block
}

} // namespace txdesk::http
