// Time that does not jump, and time that a test suite drives.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/coordinator.h"
#include "server/coordinator/steady_clock.h"
#include "server/coordinator/timer_queue.h"
#include "shared/engine/new_transaction.h"
#include "tests/coordinator/shared_store.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;
using coordinator::Coordinator;
using coordinator::SteadyClock;

namespace {

constexpr std::chrono::hours timeTestDay{24};

// A coordinator that does only what it is told to.
class DrivenNode
{
public:
    explicit DrivenNode(test::SharedStore &shared)
    {
        coordinator::CoordinatorSettings settings;
        settings.node.node = settings.engine.coordinator = u"driven"_s;
        settings.testHooks = true;
        desk = std::make_unique<Coordinator>(settings, clock, shared.opener(std::make_shared<test::Line>()), shared.reader(), caller);
    }

    QString cron(Seconds now, Seconds ahead)
    {
        std::optional<QString> gid;
        desk->cronOnce(now, ahead, [&](Result<Gid> &&stepped) { gid = stepped ? stepped->value : u"error"_s; });
        return QTest::qWaitFor([&] { return gid.has_value(); }) ? *gid : u"nothing"_s;
    }

    SystemClock clock;
    test::FakeBranchCaller caller;
    std::unique_ptr<Coordinator> desk;
};

TransactionSnapshot timedMessage(const QString &gid, Seconds delay = Seconds{0})
{
    TransactionSnapshot message;
    message.transaction.gid = {gid};
    message.transaction.kind = TransactionKind::Message;
    message.transaction.custom.delay = delay;
    message.transaction.queryPrepared = u"http://bank:1/query"_s;
    message.transaction.protocol = u"http"_s;
    message.transaction.createdAt = SystemClock().now();
    message.ops = *engine::messageOps({{u"http://bank:1/in"_s, {}, "{}"_ba}}, SystemClock().now(), [](const QString &) { return QStringList(); });
    return message;
}

} // namespace

class TimeTest : public QObject
{
    Q_OBJECT

private slots:
    void jumpsOfTheWallClockMoveNothing_data();
    void jumpsOfTheWallClockMoveNothing();
    void followsSlowlyAndNeverBack();
    void timersFireThroughAJump();
    void drivesNothingByItself();
    void passesAreNumbered();
    void anAbortedMessageIsNoPass();
    void aRefusedSubmitIsNoPass();
    void aDelayedMessageWaitsForTheSchedulersTime();
    void resetForgetsEverything();

private:
    test::SharedStore m_store;
};

void TimeTest::jumpsOfTheWallClockMoveNothing_data()
{
    QTest::addColumn<int>("days");
    QTest::newRow("forward") << 1;
    QTest::newRow("back") << -1;
}

void TimeTest::jumpsOfTheWallClockMoveNothing()
{
    QFETCH(int, days);
    test::FakeClock wall;
    Milliseconds uptime{5};
    const SteadyClock clock(wall, [&] { return uptime; });
    const Instant before = clock.now();

    wall.advance(timeTestDay * days);
    uptime += Milliseconds{700};

    QCOMPARE(clock.now(), before + Milliseconds{700});
}

void TimeTest::followsSlowlyAndNeverBack()
{
    test::FakeClock wall;
    Milliseconds uptime{0};
    SteadyClock clock(wall, [&] { return uptime; });
    wall.advance(-Milliseconds{600});
    QCOMPARE(clock.follow(Milliseconds{5'000}), Milliseconds{-600});
    Instant last = clock.now();
    for (int step = 0; step < 20; ++step) {
        uptime += Milliseconds{500};
        wall.advance(Milliseconds{500});
        if (step % 10 == 9)
            clock.follow(Milliseconds{5'000});
        QVERIFY(clock.now() > last && clock.now() - last >= Milliseconds{450});
        last = clock.now();
    }
    QVERIFY(std::chrono::abs(clock.now() - wall.now()) <= Milliseconds{1});
}

void TimeTest::timersFireThroughAJump()
{
    test::FakeClock wall;
    SteadyClock clock(wall);
    bool fired = false;
    coordinator::TimerQueue timers(clock, [&](const Gid &) { fired = true; });
    timers.set({u"g"_s}, clock.now() + Milliseconds{30});
    wall.advance(-timeTestDay);

    QTRY_VERIFY(fired);
}

void TimeTest::drivesNothingByItself()
{
    DrivenNode node(m_store);
    QVERIFY(node.desk->start());
    bool prepared = false;
    node.desk->prepare(timedMessage(u"asked"_s), [&](coordinator::Answer &&) { prepared = true; });
    QTRY_VERIFY(prepared);

    QCOMPARE(node.cron(Seconds{0}, Seconds{0}), QString());
    QCOMPARE(node.cron(Seconds{0}, Seconds{180}), u"asked"_s); // looked at, not yet timed out
    QVERIFY(node.caller.calls.isEmpty());
    QCOMPARE(node.cron(Seconds{180}, Seconds{180}), u"asked"_s);
    QCOMPARE(node.caller.spoken(), (QStringList{u"00 msg"_s, u"01 action"_s}));
    QCOMPARE(m_store.transaction(u"asked"_s).status, TransactionStatus::Succeeded);
    QCOMPARE(node.cron(Seconds{180}, Seconds{180}), QString());
}

void TimeTest::passesAreNumbered()
{
    DrivenNode node(m_store);
    QVERIFY(node.desk->start());
    QStringList passes;
    const auto keep = [&](quint64 sequence, const Gid &gid) { passes.append(QString::number(sequence) + u' ' + gid.value); };
    node.desk->waitProcessed(0, keep);
    node.desk->prepare(timedMessage(u"p1"_s), [&](coordinator::Answer &&) {
        node.desk->submit(timedMessage(u"p1"_s), [&](coordinator::Answer &&) { node.desk->submit(timedMessage(u"p2"_s), [](auto &&) {}); });
    });

    QTRY_COMPARE(passes, QStringList{u"1 p1"_s}); // a prepare is no pass
    node.desk->waitProcessed(1, keep);
    QTRY_COMPARE(passes, (QStringList{u"1 p1"_s, u"2 p2"_s}));
    node.desk->waitProcessed(0, keep);
    QCOMPARE(passes.last(), u"1 p1"_s);
}

void TimeTest::aRefusedSubmitIsNoPass()
{
    DrivenNode node(m_store);
    QVERIFY(node.desk->start());
    QStringList passes;
    const auto keep = [&](quint64, const Gid &gid) { passes.append(gid.value); };
    node.desk->submit(timedMessage(u"done"_s), [](auto &&) {});
    node.desk->waitProcessed(0, keep);
    QTRY_COMPARE(passes, QStringList{u"done"_s});
    node.desk->waitProcessed(1, keep);
    bool refused = false;
    node.desk->submit(timedMessage(u"done"_s), [&](coordinator::Answer &&answer) {
        refused = answer.kind == engine::Reply::Kind::Failure;
        node.desk->submit(timedMessage(u"next"_s), [](auto &&) {});
    });

    QTRY_COMPARE(passes, (QStringList{u"done"_s, u"next"_s}));
    QVERIFY(refused);
}

void TimeTest::anAbortedMessageIsNoPass()
{
    DrivenNode node(m_store);
    QVERIFY(node.desk->start());
    QStringList passes;
    node.desk->waitProcessed(0, [&](quint64, const Gid &gid) { passes.append(gid.value); });
    node.desk->prepare(timedMessage(u"dropped"_s), [&](coordinator::Answer &&) {
        node.desk->abort({u"dropped"_s}, u"msg"_s, {}, false,
                         [&](coordinator::Answer &&) { node.desk->submit(timedMessage(u"sent"_s), [](auto &&) {}); });
    });

    QTRY_COMPARE(passes, QStringList{u"sent"_s});
    QCOMPARE(m_store.transaction(u"dropped"_s).status, TransactionStatus::Failed);
}

void TimeTest::aDelayedMessageWaitsForTheSchedulersTime()
{
    DrivenNode node(m_store);
    QVERIFY(node.desk->start());
    bool submitted = false;
    node.desk->submit(timedMessage(u"later"_s, Seconds{10}), [&](coordinator::Answer &&) { submitted = true; });
    QTRY_VERIFY(submitted);
    QTRY_COMPARE(node.desk->stats().inMemory, 0);

    QCOMPARE(node.cron(Seconds{0}, Seconds{0}), QString());
    QCOMPARE(node.cron(Seconds{0}, Seconds{8}), QString());
    QVERIFY(node.caller.calls.isEmpty());
    QCOMPARE(node.cron(Seconds{0}, Seconds{12}), u"later"_s);
    QCOMPARE(m_store.transaction(u"later"_s).status, TransactionStatus::Succeeded);
}

void TimeTest::resetForgetsEverything()
{
    DrivenNode node(m_store);
    node.caller.holding = true;
    QVERIFY(node.desk->start());
    node.desk->submit(timedMessage(u"old"_s), [](auto &&) {});
    QTRY_COMPARE(node.caller.calls.size(), 1);
    bool done = false;

    node.desk->resetStore([&](Result<> &&result) { done = result.has_value(); });
    QTRY_VERIFY(done);
    node.caller.release();

    QCOMPARE(node.desk->stats().inMemory, 0);
    QCOMPARE(node.cron(Seconds{0}, Seconds{3600}), QString());
    QVERIFY(m_store.transaction(u"old"_s).gid.value.isEmpty());
}

TXDESK_TEST(TimeTest);
#include "time_test.moc"
