// Qt on our event dispatcher: timers, queued calls from other threads, sockets, quitting.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client.h"
#include "shared/http/epoll_dispatcher.h"
#include "tests/http/http_rig.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <functional>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace txdesk::http {
namespace {

// A thread with an event loop on the dispatcher; run() does something there and leaves it running.
class EpollThread
{
public:
    EpollThread()
    {
        m_thread.setEventDispatcher(new EpollDispatcher);
        m_context = new QObject;
        m_context->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
        m_thread.start();
    }

    ~EpollThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    void run(std::function<void(QObject *context)> work)
    {
        QMetaObject::invokeMethod(m_context, [this, work] { work(m_context); }, Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    QObject *m_context = nullptr;
};

} // namespace

class EpollDispatcherTest final : public QObject
{
    Q_OBJECT

private slots:
    void timersAreNeverEarly_data()
    {
        QTest::addColumn<Qt::TimerType>("type");
        QTest::newRow("precise") << Qt::PreciseTimer;
        QTest::newRow("coarse") << Qt::CoarseTimer;
    }

    void timersAreNeverEarly()
    {
        QFETCH(Qt::TimerType, type);
        EpollThread thread;
        std::atomic<int> fired = 0;
        std::atomic<qint64> firstMs = -1;
        thread.run([&, type](QObject *context) {
            auto *timer = new QTimer(context);
            timer->setTimerType(type);
            timer->setInterval(30ms);
            auto started = std::make_shared<QElapsedTimer>();
            started->start();
            QObject::connect(timer, &QTimer::timeout, context, [&, started] {
                if (fired++ == 0)
                    firstMs = started->elapsed();
            });
            timer->start();
        });

        QTRY_VERIFY(fired >= 3);
        QVERIFY2(firstMs >= 30, qPrintable(QString::number(firstMs)));
    }

    void knowsItsTimers()
    {
        EpollThread thread;
        std::atomic<bool> isDone = false;
        std::atomic<int> remaining = -2;
        std::atomic<int> known = -2;
        std::atomic<int> after = -2;
        thread.run([&](QObject *context) {
            const int id = context->startTimer(60'000);
            auto *dispatcher = QAbstractEventDispatcher::instance();
            remaining = dispatcher->remainingTime(id);
            known = static_cast<int>(dispatcher->registeredTimers(context).size());
            context->killTimer(id);
            after = dispatcher->remainingTime(id);
            isDone = true;
        });

        QTRY_VERIFY(isDone);
        QVERIFY(remaining > 50'000 && remaining <= 63'000);
        QCOMPARE(known, 1);
        QCOMPARE(after, -1);
    }

    void zeroTimerDoesNotStarveQueuedCalls()
    {
        EpollThread thread;
        std::atomic<int> ticks = 0;
        std::atomic<bool> called = false;
        thread.run([&](QObject *context) {
            auto *timer = new QTimer(context);
            QObject::connect(timer, &QTimer::timeout, context, [&] { ++ticks; });
            timer->start(0);
        });
        QTRY_VERIFY(ticks > 10);

        thread.run([&](QObject *) { called = true; });

        QTRY_VERIFY(called);
    }

    void queuedCallsWakeASleepingLoop()
    {
        EpollThread thread;
        std::atomic<int> calls = 0;
        for (int i = 0; i < 2000; ++i) {
            thread.run([&](QObject *) { ++calls; });
            if (i % 100 == 0)
                QTRY_COMPARE(calls, i + 1); // the loop sleeps now
        }
        QTRY_COMPARE(calls, 2000);
    }

    void callsPostedInsideTheLoopRun()
    {
        EpollThread thread;
        std::atomic<int> left = 1000;
        std::function<void(QObject *)> again = [&](QObject *context) {
            if (--left > 0)
                QMetaObject::invokeMethod(context, [&, context] { again(context); }, Qt::QueuedConnection);
        };

        thread.run(again);

        QTRY_COMPARE(left, 0);
    }

    void threadsQuitAlways()
    {
        for (int i = 0; i < 200; ++i) {
            QThread thread;
            thread.setEventDispatcher(new EpollDispatcher);
            thread.start();
            thread.quit();
            QVERIFY(thread.wait(5000));
        }
    }

    void notifierMayBeSwitchedAndDeleted()
    {
        int pipe[2];
        QVERIFY(::pipe(pipe) == 0);
        EpollThread thread;
        std::atomic<int> activations = 0;
        std::atomic<bool> isReady = false;
        thread.run([&](QObject *context) {
            auto *notifier = new QSocketNotifier(pipe[0], QSocketNotifier::Read, context);
            notifier->setEnabled(false);
            notifier->setEnabled(true);
            QObject::connect(notifier, &QSocketNotifier::activated, context, [&, notifier] {
                char byte = 0;
                if (::read(pipe[0], &byte, 1) == 1 && ++activations == 2)
                    delete notifier;
            });
            isReady = true;
        });
        QTRY_VERIFY(isReady);

        QVERIFY(::write(pipe[1], "abc", 3) == 3);

        QTRY_COMPARE(activations, 2);
        std::atomic<bool> isLater = false;
        thread.run([&](QObject *) { isLater = true; });
        QTRY_VERIFY(isLater);
        QCOMPARE(activations, 2);
        ::close(pipe[0]);
        ::close(pipe[1]);
    }

    // The same number is closed and opened again between two waits: the new one must be watched.
    void reusedDescriptorIsWatched()
    {
        EpollThread thread;
        std::atomic<int> activations = 0;
        std::atomic<int> rounds = 0;
        std::function<void(QObject *)> round = [&](QObject *context) {
            int pipe[2];
            if (::pipe(pipe) != 0 || ::write(pipe[1], "a", 1) != 1)
                return;
            auto *notifier = new QSocketNotifier(pipe[0], QSocketNotifier::Read, context);
            QObject::connect(notifier, &QSocketNotifier::activated, context, [&, notifier, context, pipe0 = pipe[0], pipe1 = pipe[1]] {
                ++activations;
                delete notifier;
                ::close(pipe0);
                ::close(pipe1);
                if (++rounds < 50)
                    round(context);
            });
        };

        thread.run(round);

        QTRY_COMPARE(rounds, 50);
        QCOMPARE(activations, 50);
    }

    void serverAndClientRunOnIt()
    {
        EpollThread thread;
        std::atomic<int> answered = 0;
        thread.run([&](QObject *context) {
            auto *server = new Server({}, echo, context);
            const quint16 port = server->listen(QHostAddress::LocalHost, 0).value_or(0);
            auto *client = new Client({.perHostMax = 4}, context);
            for (int i = 0; i < 100; ++i)
                client->send({.method = "POST", .url = u"http://127.0.0.1:%1/x"_s.arg(port), .body = QByteArray(1000, 'x')},
                             [&](ClientResult &&result) { answered += result.body == "POST /x 1000" ? 1 : 0; });
        });

        QTRY_COMPARE(answered, 100);
    }
};

TXDESK_TEST(EpollDispatcherTest);

} // namespace txdesk::http

#include "epoll_dispatcher_test.moc"
