// One timer a transaction: replaced, cancelled, fired in order.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/timer_queue.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::coordinator;
using namespace Qt::StringLiterals;

class TimerQueueTest : public QObject
{
    Q_OBJECT

private slots:
    void firesInOrderOfTime();
    void firesTheNewestSettingOnly();
    void firesNothingThatWasCancelled();
    void forgetsWhatWasReplaced();
};

void TimerQueueTest::firesInOrderOfTime()
{
    SystemClock clock;
    QStringList fired;
    TimerQueue queue(clock, [&](const Gid &gid) { fired.append(gid.value); });
    const Instant now = clock.now();
    queue.set({u"late"_s}, now + Milliseconds{15});
    queue.set({u"early"_s}, now + Milliseconds{5});

    QTRY_COMPARE(fired.size(), 2);
    QCOMPARE(fired, (QStringList{u"early"_s, u"late"_s}));
    QCOMPARE(queue.size(), 0);
}

void TimerQueueTest::firesTheNewestSettingOnly()
{
    SystemClock clock;
    int fired = 0;
    bool last = false;
    TimerQueue queue(clock, [&](const Gid &gid) { gid.value == u"end" ? last = true : fired += 1; });
    const Instant now = clock.now();
    queue.set({u"a"_s}, now + Milliseconds{5});
    queue.set({u"a"_s}, now + Milliseconds{10});
    queue.set({u"end"_s}, now + Milliseconds{20});

    QTRY_VERIFY(last);
    QCOMPARE(fired, 1);
}

void TimerQueueTest::firesNothingThatWasCancelled()
{
    SystemClock clock;
    QStringList fired;
    TimerQueue queue(clock, [&](const Gid &gid) { fired.append(gid.value); });
    const Instant now = clock.now();
    queue.set({u"a"_s}, now + Milliseconds{5});
    queue.set({u"end"_s}, now + Milliseconds{10});
    queue.cancel({u"a"_s});

    QTRY_COMPARE(fired, QStringList{u"end"_s});
}

// Deadlines lie hours ahead, and each of a saga's calls sets its timer anew.
void TimerQueueTest::forgetsWhatWasReplaced()
{
    SystemClock clock;
    TimerQueue queue(clock, [](const Gid &) {});
    const Instant later = clock.now() + Seconds{3600};
    queue.set({u"first"_s}, clock.now() + Seconds{60}); // the next one that is due hides what lies behind it
    for (int i = 0; i < 10'000; ++i) {
        queue.set({u"a"_s}, later + Milliseconds{i});
        queue.set({u"b%1"_s.arg(i)}, later);
        queue.cancel({u"b%1"_s.arg(i)});
    }

    QCOMPARE(queue.size(), 2);
    QVERIFY2(queue.entries() < 1000, qPrintable(QString::number(queue.entries())));
}

TXDESK_TEST(TimerQueueTest);
#include "timer_queue_test.moc"
