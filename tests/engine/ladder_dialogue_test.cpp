// Whole dialogues of messages with a ladder, of notifications, and of back-checks with a limit, one row a story.
// The notation is machine_harness.h's.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/ladder.h"
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class LadderDialogueTest : public QObject
{
    Q_OBJECT
private slots:
    void messages_data();
    void messages();
    void notifications_data();
    void notifications();
    void checks_data();
    void checks();
    void stepsOfTheLadder_data();
    void stepsOfTheLadder();
    void receiversHaveTheirOwnState();
    void theWindowEndsIt_data();
    void theWindowEndsIt();
    void givenUpIsTold();
    void resentFromTheBeginning();
    void resentToOneReceiver();
    void theDefaultLadderOfNotifications();
    void onlyItsPreparedLadderCounts();
    void successBodyTravels();
};

namespace {

void ladderColumns()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("ops");
    QTest::addColumn<QString>("parked");
}

void ladderRow(const char *name, const QString &script, const QString &trace, const char *status, const char *ops, const char *parked)
{
    QTest::newRow(name) << script << trace << QString::fromLatin1(status) << QString::fromLatin1(ops) << QString::fromLatin1(parked);
}

void play(const TransactionSnapshot &wanted)
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, status);
    QFETCH(QString, ops);
    QFETCH(QString, parked);
    MachineHarness harness(wanted);

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.rowStatus(), status);
    QCOMPARE(harness.opStatuses(), ops);
    QCOMPARE(QString(nameIn(parkedNames, harness.row->transaction.parked)), parked);
}

TransactionSnapshot withLadder(int receivers, const QList<Seconds> &ladder)
{
    TransactionSnapshot wanted = message(receivers);
    wanted.transaction.options.retryLadder = ladder;
    return wanted;
}

} // namespace

void LadderDialogueTest::messages_data()
{
    ladderColumns();
    const QString both = u"create:submitted ok call 01 call 02 "_s;
    const QString dead = both + u"write:submitted call 01 write:submitted call 01 alert(3) alert(3) write:submitted"_s;
    const QString toDeath = u"submit 01? 02+ 10s 01! 30s 01? "_s;
    ladderRow("everybody at once, whatever `concurrent` says", u"submit 02+ 01+"_s, both + u"write:succeed"_s, "succeed", "succeed,succeed", "");
    ladderRow("a refusal climbs like an error", u"submit 01! 02+ 9s 1s"_s, both + u"write:submitted call 01"_s, "submitted", "prepared,succeed", "");
    ladderRow("the second step is the ladder's, not twice the first", u"submit 01? 02+ 10s 01? 29s 1s"_s,
        both + u"write:submitted call 01 write:submitted call 01"_s, "submitted", "prepared,succeed", "");
    ladderRow("ongoing stays on its step", u"submit 01? 02+ 10s 01~ 10s 01~ 9s 1s"_s,
        both + u"write:submitted call 01 write:submitted call 01 write:submitted call 01"_s, "submitted", "prepared,succeed", "");
    ladderRow("ongoing at first waits the first step", u"submit 01~ 02+ 9s 1s"_s, both + u"write:submitted call 01"_s, "submitted", "prepared,succeed", "");
    ladderRow("receivers do not hold each other up", u"submit 01? 02~ 10s 02+ 01?"_s,
        both + u"write:submitted call 01 call 02 write:submitted"_s, "submitted", "prepared,succeed", "");
    ladderRow("used up: dead letter, parked", toDeath + u"100000s"_s, dead, "submitted", "dead,succeed", "dead-letter");
    ladderRow("delivered at the last step", u"submit 01? 02+ 10s 01! 30s 01+"_s, both + u"write:submitted call 01 write:submitted call 01 write:succeed"_s,
        "succeed", "succeed,succeed", "");
    ladderRow("one dead, the other still climbs", u"submit 01? 10s 01? 30s 01? 02~ 9s"_s,
        both + u"write:submitted call 01 write:submitted call 01 alert(3) write:submitted"_s, "submitted", "dead,prepared", "");
    ladderRow("a crash when it is parked: still parked", toDeath + u"crash 1000s"_s, dead + u" write:submitted"_s, "submitted", "dead,succeed",
        "dead-letter");
    ladderRow("a crash between the steps: it stays on its step", u"submit 01? 02+ 10s 01? crash 29s 1s 01? "_s,
        both + u"write:submitted call 01 write:submitted write:submitted call 01 alert(3) alert(3) write:submitted"_s, "submitted", "dead,succeed",
        "dead-letter");
    ladderRow("a step whose write is lost: kept in mind and stored", u"submit 01? lose 02+ 9s 1s"_s, both + u"write:submitted load write:submitted call 01"_s,
        "submitted", "prepared,succeed", "");
    ladderRow("the last step's write is lost", u"submit 02+ 01? 10s 01? lose 30s 01?"_s,
        both + u"write:submitted call 01 write:submitted call 01 alert(3) alert(3) write:submitted load alert(3) write:submitted"_s, "submitted",
        "dead,succeed", "dead-letter");
    ladderRow("a crash before the last step is stored: delivered once more", u"submit 02+ 01? 10s 01? hold 30s 01? crash 01?"_s,
        both + u"write:submitted call 01 write:submitted call 01 alert(3) alert(3) write:submitted call 01 alert(3) alert(3) write:submitted"_s,
        "submitted", "dead,succeed", "dead-letter");
    ladderRow("a resend that is lost is made again", toDeath + u"lose retry 01+"_s, dead + u" load write:submitted load write:submitted ok call 01 write:succeed"_s,
        "succeed", "succeed,succeed", "");
    ladderRow("resent, delivered", toDeath + u"retry 01+"_s, dead + u" load write:submitted ok call 01 write:succeed"_s, "succeed", "succeed,succeed", "");
    ladderRow("resent, fails again: the ladder from its beginning", toDeath + u"retry 01? 10s 01? 30s"_s,
        dead + u" load write:submitted ok call 01 write:submitted call 01 write:submitted call 01"_s, "submitted", "prepared,succeed", "");
    ladderRow("retry while it climbs: now", u"submit 01? 02+ retry"_s, both + u"write:submitted load write:submitted ok call 01"_s, "submitted",
        "prepared,succeed", "");
    ladderRow("force-stopped: what is dead stays dead", toDeath + u"stop"_s, dead + u" load write:failed ok"_s, "failed", "dead,succeed", "");
    ladderRow("abort is refused as ever", toDeath + u"turn"_s,
        dead + u" load denied(A submitted message cannot be taken back: its receivers will be called until they accept.)"_s, "submitted",
        "dead,succeed", "dead-letter");
    ladderRow("waited for: refused", u"submit-wait 01+ 02!"_s,
        u"create:submitted call 01 call 02 write:submitted fail(http/grpc result should be specified as "
        u"in:\nhttp://d.dtm.pub/practice/arch.html#proto\nunkown result will be retried: words FAILURE)"_s, "submitted", "succeed,prepared", "");
    ladderRow("paused: no step", u"submit 01? 02+ pause 1000s"_s, both + u"write:submitted load write:submitted ok"_s, "submitted", "prepared,succeed", "");
    ladderRow("resumed before the step is due: it waits", u"submit 01? 02+ pause 5s resume 4s 1s"_s,
        both + u"write:submitted load write:submitted ok load write:submitted ok write:submitted call 01"_s, "submitted", "prepared,succeed", "");
}

void LadderDialogueTest::messages() { play(withLadder(2, {Seconds{10}, Seconds{30}})); }

void LadderDialogueTest::notifications_data()
{
    ladderColumns();
    const QString dead = u"create:submitted ok call 01 write:submitted call 01 alert(2) write:submitted"_s;
    ladderRow("delivered", u"submit 01+"_s, u"create:submitted ok call 01 write:succeed"_s, "succeed", "succeed", "");
    ladderRow("prepared, submitted", u"prepare submit 01+"_s, u"create:prepared ok create:submitted write:submitted ok call 01 write:succeed"_s, "succeed",
        "succeed", "");
    ladderRow("prepared, taken back", u"prepare abort"_s, u"create:prepared ok load write:failed ok"_s, "failed", "prepared", "");
    ladderRow("asked back: committed", u"prepare 35s q+ 01+"_s, u"create:prepared ok call q write:submitted call 01 write:succeed"_s, "succeed", "succeed", "");
    ladderRow("asked back: rolled back", u"prepare 35s q!"_s, u"create:prepared ok call q write:failed"_s, "failed", "prepared", "");
    ladderRow("given up", u"submit 01? 60s 01? 1000s"_s, dead, "submitted", "dead", "dead-letter");
    ladderRow("given up, and nobody cares", u"submit 01? 60s 01? 604799s 1s"_s, dead + u" write:failed"_s, "failed", "dead", "");
    ladderRow("resent in time", u"submit 01? 60s 01? 1000s retry 01+"_s, dead + u" load write:submitted ok call 01 write:succeed"_s, "succeed", "succeed", "");
    ladderRow("resent, given up again: kept as long again", u"submit 01? 60s 01? 600000s retry 01? 60s 01? 604799s"_s,
        dead + u" load write:submitted ok call 01 write:submitted call 01 alert(2) write:submitted"_s, "submitted", "dead", "dead-letter");
    ladderRow("a crash while it is kept: it still ends", u"submit 01? 60s 01? crash 604799s 1s"_s, dead + u" write:submitted write:failed"_s, "failed",
        "dead", "");
    ladderRow("an operator stops it", u"submit 01? turn 1000s"_s, u"create:submitted ok call 01 write:submitted load write:failed ok"_s, "failed",
        "prepared", "");
    ladderRow("paused: it does not end either", u"submit 01? 60s 01? pause 1000000s"_s, dead + u" load write:submitted ok"_s, "submitted", "dead",
        "dead-letter");
}

void LadderDialogueTest::notifications()
{
    TransactionSnapshot wanted = notification(1);
    wanted.transaction.options.retryLadder = {Seconds{60}};
    play(wanted);
}

void LadderDialogueTest::checks_data()
{
    ladderColumns();
    const QString asked = u"create:prepared ok call q write:prepared call q write:prepared call q "_s;
    const QString parked = asked + u"alert(3) alert(3) write:prepared"_s;
    const QString silent = u"prepare 35s q? 20s q~ 20s q? "_s;
    ladderRow("at its own pace, never doubled", u"prepare 35s q? 19s 1s q? 19s 1s"_s, asked.trimmed(), "prepared", "prepared,prepared", "");
    ladderRow("asked often enough: parked", silent + u"100000s"_s, parked, "prepared", "prepared,prepared", "unanswered");
    ladderRow("no answer but ongoing counts, too", u"prepare 35s q~ 20s q~ 20s q~ 100000s"_s, asked + u"alert(3) write:prepared"_s, "prepared",
        "prepared,prepared", "unanswered");
    ladderRow("a crash when it is parked", silent + u"crash 1000s"_s, parked + u" write:prepared"_s, "prepared", "prepared,prepared", "unanswered");
    ladderRow("an answer at the last time", u"prepare 35s q? 20s q? 20s q+"_s, asked + u"write:submitted call 01"_s, "submitted", "prepared,prepared", "");
    ladderRow("its client submits after all", silent + u"submit"_s, parked + u" create:submitted write:submitted ok call 01"_s, "submitted",
        "prepared,prepared", "");
    ladderRow("its client takes it back after all", silent + u"abort"_s, parked + u" load write:failed ok"_s, "failed", "prepared,prepared", "");
    ladderRow("an operator says that it committed", silent + u"say-yes"_s, parked + u" load write:submitted ok call 01"_s, "submitted", "prepared,prepared",
        "");
    ladderRow("an operator says that it did not", silent + u"turn"_s, parked + u" load write:failed ok"_s, "failed", "prepared,prepared", "");
    ladderRow("asked again, as often again", silent + u"retry q? 20s q? 20s q? 1000s"_s,
        parked + u" load write:prepared ok call q write:prepared call q write:prepared call q alert(3) alert(3) write:prepared"_s, "prepared",
        "prepared,prepared", "unanswered");
    ladderRow("nobody decides for it before", u"prepare 35s q? say-yes"_s,
        u"create:prepared ok call q write:prepared load denied(Its sender has not been asked as often as allowed: it may still say so itself.)"_s,
        "prepared", "prepared,prepared", "");
}

void LadderDialogueTest::checks()
{
    TransactionSnapshot wanted = message(2);
    wanted.transaction.options.checkInterval = Seconds{20};
    wanted.transaction.options.checkMax = 3;
    play(wanted);
}

void LadderDialogueTest::stepsOfTheLadder_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("waits");

    QTest::newRow("ongoing before any failure: the first step") << 0 << 10;
    QTest::newRow("the first") << 1 << 10;
    QTest::newRow("the second") << 2 << 30;
    QTest::newRow("none is left") << 3 << -1;
}

void LadderDialogueTest::stepsOfTheLadder()
{
    QFETCH(int, failures);
    QFETCH(int, waits);

    const std::optional<Milliseconds> step = ladderStep({Seconds{10}, Seconds{30}}, failures);

    QCOMPARE(step.has_value(), waits >= 0);
    QVERIFY(!step || *step == Seconds{waits});
    QVERIFY(!ladderStep({}, failures));
}

void LadderDialogueTest::receiversHaveTheirOwnState()
{
    MachineHarness harness(withLadder(2, {Seconds{10}, Seconds{30}}));
    harness.play(u"submit 01?"_s);
    const Instant began = harness.now;
    harness.play(u"02~ 10s 01! 02~"_s);

    const BranchOp &first = harness.row->ops[0];
    const BranchOp &second = harness.row->ops[1];
    QCOMPARE(first.failures, 2);
    QCOMPARE(first.lastError, u"words"_s);
    QCOMPARE(first.dueAt, std::optional(began + Seconds{40}));
    QCOMPARE(second.failures, 0);
    QCOMPARE(second.dueAt, std::optional(began + Seconds{20}));
    QVERIFY(second.lastError.isEmpty());
    QCOMPARE(harness.row->transaction.nextDueAt, std::optional(began + Seconds{20}));
    QCOMPARE(harness.row->transaction.failures, 2);
}

void LadderDialogueTest::theWindowEndsIt_data()
{
    QTest::addColumn<int>("window");
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("calls");
    QTest::addColumn<QString>("ops");

    QTest::newRow("the next step is beyond it") << 100 << u"submit 01? 60s 01? 1000s"_s << 2 << u"dead"_s;
    QTest::newRow("the next step is within it") << 400 << u"submit 01? 60s 01? 300s"_s << 3 << u"prepared"_s;
    QTest::newRow("no window: the ladder's end") << 0 << u"submit 01? 60s 01? 300s"_s << 3 << u"prepared"_s;
    QTest::newRow("nobody was there in time: no late repetition") << 100 << u"submit 01? pause 1000s resume"_s << 1 << u"dead"_s;
    QTest::newRow("the first delivery is made however late") << 100 << u"prepare 90s submit 20s pause 01? 1s resume"_s << 1 << u"dead"_s;
    QTest::newRow("a person may try once more, whatever the window") << 100 << u"submit 01? 60s 01? 1000s retry 01? 1000s"_s << 3 << u"dead"_s;
}

void LadderDialogueTest::theWindowEndsIt()
{
    QFETCH(int, window);
    QFETCH(QString, script);
    QFETCH(int, calls);
    QFETCH(QString, ops);
    TransactionSnapshot wanted = notification(1);
    wanted.transaction.options.retryLadder = {Seconds{60}, Seconds{300}, Seconds{600}};
    wanted.transaction.options.window = Seconds{window};
    wanted.transaction.options.timeoutToFail = Seconds{500};
    MachineHarness harness(wanted);

    harness.play(script);

    QCOMPARE(harness.allCalls.size(), calls);
    QCOMPARE(harness.opStatuses(), ops);
    QCOMPARE(harness.row->transaction.parked == Parked::DeadLetter, ops == u"dead"_s);
}

void LadderDialogueTest::givenUpIsTold()
{
    MachineHarness harness(withLadder(1, {Seconds{10}}));
    harness.answerText = u"no such account"_s;
    harness.play(u"submit 01? 10s 01?"_s);

    QVERIFY(!harness.row->transaction.nextDueAt);
    QVERIFY(harness.row->transaction.owner.isEmpty());
    QVERIFY(harness.row->ops.first().finishedAt);
    QCOMPARE(harness.events.last().kind, EventKind::Parked);
    QCOMPARE(harness.events.last().branch, BranchId{u"01"_s});
    QCOMPARE(harness.events.last().text, u"given up after 2 deliveries: no such account"_s);
    QCOMPARE(harness.alerts.last().error, u"given up after 2 deliveries: no such account"_s);
    QCOMPARE(harness.alerts.last().branchUrl, u"http://p/a1"_s);
}

void LadderDialogueTest::resentFromTheBeginning()
{
    MachineHarness harness(withLadder(1, {Seconds{10}}));
    harness.play(u"submit 01? 10s 01? hold retry"_s);

    QCOMPARE(harness.calls.size(), 0);
    const TransactionWrite &write = harness.writes.last();
    QCOMPARE(write.transaction.parked, Parked::No);
    QCOMPARE(write.opChanges.size(), 1);
    QCOMPARE(write.opChanges.first().status, OpStatus::Prepared);
    QCOMPARE(write.opChanges.first().failures, 0);
    QVERIFY(!write.opChanges.first().finishedAt);
    harness.play(u"release"_s);
    QCOMPARE(harness.calls.size(), 1);
    QCOMPARE(harness.allCalls.last().attempt, 3);
}

void LadderDialogueTest::resentToOneReceiver()
{
    MachineHarness harness(withLadder(3, {Seconds{10}}));
    harness.play(u"submit 01? 02? 03+ 10s 01? 02?"_s);
    QCOMPARE(harness.opStatuses(), u"dead,dead,succeed"_s);

    QCOMPARE(harness.play(u"retry/02"_s), u"load write:submitted ok call 02"_s);
    QCOMPARE(harness.play(u"02+"_s), u"alert(2) write:submitted"_s);
    QCOMPARE(harness.opStatuses(), u"dead,succeed,succeed"_s);
    QCOMPARE(harness.row->transaction.parked, Parked::DeadLetter);
    QVERIFY(harness.play(u"retry/03"_s).contains(u"denied(Nothing about that branch waits for a person or for its next delivery.)"_s));
    QVERIFY(harness.play(u"retry/09"_s).contains(u"denied(Nothing about that branch waits for a person or for its next delivery.)"_s));
    QCOMPARE(harness.play(u"retry 01+"_s), u"load write:submitted ok call 01 write:succeed"_s);
}

// Source: spec/at-tcc-message-notify G.1.
void LadderDialogueTest::theDefaultLadderOfNotifications()
{
    MachineHarness harness(notification(1));
    harness.play(u"submit"_s);
    QList<qint64> minutes;
    for (int i = 0; i < 8; ++i) {
        harness.play(u"01?"_s);
        minutes.append(std::chrono::duration_cast<std::chrono::minutes>(*harness.row->ops.first().dueAt - harness.now).count());
        harness.play(u"%1s"_s.arg(minutes.last() * 60));
    }
    QCOMPARE(minutes, QList<qint64>({1, 5, 10, 30, 60, 120, 300, 600}));
    harness.play(u"01?"_s);
    QCOMPARE(harness.opStatuses(), u"dead"_s);
}

// What its prepare said is stored; what its submit says would be forgotten by the next coordinator.
void LadderDialogueTest::onlyItsPreparedLadderCounts()
{
    MachineHarness harness(message(1));
    harness.play(u"prepare"_s);
    harness.wanted.transaction.options.retryLadder = {Seconds{1}};

    harness.play(u"submit 01?"_s);

    QVERIFY(!harness.row->ops.first().dueAt);
    QCOMPARE(harness.play(u"20s"_s), u"call 01"_s);
}

void LadderDialogueTest::successBodyTravels()
{
    TransactionSnapshot wanted = notification(1);
    wanted.transaction.options.successBody = u"success"_s;
    MachineHarness harness(wanted);
    harness.play(u"submit"_s);
    QCOMPARE(harness.calls.first().successBody, u"success"_s);
    QCOMPARE(harness.calls.first().kind, TransactionKind::Notify);
}

TXDESK_TEST(LadderDialogueTest);

} // namespace txdesk::test

#include "ladder_dialogue_test.moc"
