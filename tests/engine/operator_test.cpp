// What operators may do, what it leads to, and how they are refused.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/action_gate.h"
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class OperatorTest : public QObject
{
    Q_OBJECT
private slots:
    void acts_data();
    void acts();
    void looksAtWhatTheOperatorSaw();
    void oldRoutesGetTheirOwnWords();
    void tellsWhoDidIt();
    void turnsBackWhatRegistered();
    void wakesAWorkflowNow();
    void actsAreOnRecord_data();
    void actsAreOnRecord();
    void recordTellsWhoAndWhat();
    void gates_data();
    void gates();
    void parkedGates_data();
    void parkedGates();
    void decisionsAreOnRecord();
};

void OperatorTest::acts_data()
{
    QTest::addColumn<bool>("isSaga");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("reason");

    const QString aborted = u"aborted by ann: told to"_s;
    const QString stopped = u"stopped by ann: told to"_s;
    QTest::newRow("retry: now instead of later") << true << "submit 01? retry"
        << "create:submitted ok call 01 write:submitted load write:submitted ok call 01" << "";
    QTest::newRow("retry while a call is under way says so") << true << "submit retry"
        << "create:submitted ok call 01 write:submitted ok(calls are under way already)" << "";
    QTest::newRow("abort turns a saga back") << true << "submit 01+ 02? turn c02+ c01+"
        << "create:submitted ok call 01 call 02 write:submitted load write:aborting ok call c02 call c01 write:failed" << aborted;
    QTest::newRow("abort while a call is under way waits for its answer") << true << "submit turn 01+ c01+"
        << "create:submitted ok call 01 write:aborting ok call c01 write:failed" << aborted;
    QTest::newRow("abort drops a prepared message") << false << "prepare turn"
        << "create:prepared ok load write:failed ok" << aborted;
    QTest::newRow("force-stop ends it without a call") << true << "submit 01+ 02? stop 100s"
        << "create:submitted ok call 01 call 02 write:submitted load write:failed ok" << stopped;
    QTest::newRow("force-stop: late answers are recorded only") << true << "submit stop 01+"
        << "create:submitted ok call 01 write:failed ok write:failed" << stopped;
    QTest::newRow("pause: calls under way are recorded, nothing new") << true << "submit pause 01+ 100s"
        << "create:submitted ok call 01 write:submitted ok write:submitted" << "";
    QTest::newRow("resume goes on at once") << true << "submit pause 01+ 100s resume"
        << "create:submitted ok call 01 write:submitted ok write:submitted load write:submitted ok call 02" << "";
    QTest::newRow("retry of a paused one is refused") << true << "submit 01? pause retry"
        << "create:submitted ok call 01 write:submitted load write:submitted ok load "
           "denied(It is paused: resume it first.)" << "";
    QTest::newRow("abort of a submitted message is refused") << false << "submit turn"
        << "create:submitted ok call 01 denied(A submitted message cannot be taken back: its receivers will be called until they "
           "accept.)" << "";
    QTest::newRow("nothing is done to what has ended") << true << "submit 01+ 02+ turn"
        << "create:submitted ok call 01 call 02 write:succeed load denied(It has ended already.)" << "";
}

void OperatorTest::acts()
{
    QFETCH(bool, isSaga);
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, reason);
    MachineHarness harness(isSaga ? saga(2) : message(2));
    harness.act.expectedEpoch = -1;

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.row->transaction.rollbackReason, reason);
}

void OperatorTest::looksAtWhatTheOperatorSaw()
{
    MachineHarness harness(saga(1));
    harness.play(u"submit 01?"_s);
    harness.act.expectedStatus = TransactionStatus::Submitted;
    harness.act.expectedEpoch = harness.row->transaction.epoch - 1;

    QCOMPARE(harness.play(u"retry"_s).section(u' ', 0, 1), u"load moved"_s);

    harness.act.expectedEpoch = harness.row->transaction.epoch;
    harness.act.expectedStatus = TransactionStatus::Aborting;
    QVERIFY(harness.play(u"retry"_s).contains(u"moved"_s));
}

void OperatorTest::oldRoutesGetTheirOwnWords()
{
    MachineHarness harness(saga(1));
    harness.act.expectedEpoch.reset();
    harness.act.actor.clear();
    harness.play(u"submit 01+"_s);

    QVERIFY(harness.play(u"stop"_s).endsWith(u"fail(global transaction force stop error. status: succeed. error: FAILURE)"_s));
    QVERIFY(harness.play(u"retry"_s).endsWith(u" ok"_s));
}

void OperatorTest::tellsWhoDidIt()
{
    MachineHarness harness(saga(1));
    harness.play(u"submit 01? stop"_s);

    const auto act = std::ranges::find(harness.events, EventKind::ManualAct, &JournalEvent::kind);

    QCOMPARE(act->actor, u"ann"_s);
    QCOMPARE(act->text, u"force-stop: told to"_s);
    QVERIFY(harness.row->transaction.forced);
    QCOMPARE(harness.replies.last().transaction->status, TransactionStatus::Failed);
    QCOMPARE(harness.replies.last().transaction->epoch, harness.row->transaction.epoch);
}

void OperatorTest::turnsBackWhatRegistered()
{
    MachineHarness harness(xa());
    harness.play(u"prepare reg01"_s);

    QCOMPARE(harness.play(u"turn rollback01+"_s), u"load write:aborting ok call rollback01 write:failed"_s);
    QCOMPARE(harness.row->transaction.rollbackReason, u"aborted by ann: told to"_s);
    QVERIFY(!harness.row->transaction.forced);
}

void OperatorTest::wakesAWorkflowNow()
{
    MachineHarness harness(workflow());
    harness.play(u"progress"_s);

    const ActionState early = gate(Action::Retry, harness.row->transaction, harness.now);
    QVERIFY(!early.allowed);
    QCOMPARE(early.legalAt, harness.row->transaction.nextDueAt);
    QVERIFY(harness.play(u"retry"_s).contains(u"denied("_s));
    harness.play(u"10s wake?"_s);
    QVERIFY(gate(Action::Retry, harness.row->transaction, harness.now).allowed);

    QCOMPARE(harness.play(u"retry"_s), u"load write:prepared ok call wake"_s);
}

// Each ManualAct of the journal has its record and the other way round, whatever became of the writes.
void OperatorTest::actsAreOnRecord_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("states");

    const QString begun = u"create:submitted ok call 01 "_s;
    QTest::newRow("pause") << "submit pause" << begun + u"write:submitted ok"_s << "submitted epoch=1 > submitted epoch=2 paused";
    QTest::newRow("force-stop") << "submit stop" << begun + u"write:failed ok"_s << "submitted epoch=1 > failed epoch=2";
    QTest::newRow("retry while a call is under way") << "submit retry"
        << begun + u"write:submitted ok(calls are under way already)"_s << "submitted epoch=1 > submitted epoch=2";
    QTest::newRow("two in one write") << "submit hold 01? pause resume release"
        << begun + u"write:submitted write:submitted ok ok call 01"_s << "submitted epoch=2 > submitted epoch=3 paused, submitted epoch=2 paused > submitted epoch=3";
    QTest::newRow("refused: nothing is done") << "submit 01? stop stop" << begun + u"write:submitted load write:failed ok load denied(It has ended already.)"_s
        << "submitted epoch=3 > failed epoch=4";
    QTest::newRow("the store refuses the write") << "submit refuse stop 100ms 01+ 02+"
        << begun + u"write:failed error(disk full) load call 02 write:succeed"_s << "";
    QTest::newRow("the write is lost, and done again") << "submit lose stop" << begun + u"write:failed load write:failed ok"_s
        << "submitted epoch=2 > failed epoch=3";
    QTest::newRow("the write is done, its answer lost") << "submit unknown stop" << begun + u"write:failed load ok"_s
        << "submitted epoch=1 > failed epoch=2";
    QTest::newRow("a create that is lost, then stopped") << "lose hold-load submit stop release-load"
        << "create:submitted load create:failed ok ok" << "submitted epoch=0 > failed epoch=1";
    QTest::newRow("crash before it is stored") << "submit hold stop crash 01+ 02+" << begun + u"write:failed call 01 call 02 write:succeed"_s << "";
    QTest::newRow("no audit: a stop is undone and the saga goes on") << "submit unaudited stop 01+ 02+"
        << begun + u"write:failed unaudited load call 02 write:succeed"_s << "";
    QTest::newRow("no audit: a pause is undone") << "submit unaudited pause 01+ 02+"
        << begun + u"write:submitted unaudited load call 02 write:succeed"_s << "";
    QTest::newRow("no audit: a turn is undone, nothing is compensated") << "submit 01+ unaudited turn 02+"
        << begun + u"call 02 write:aborting unaudited load write:succeed"_s << "";
    QTest::newRow("no audit: a retry is undone, it waits as before") << "submit 01? unaudited retry 1s 20s 01+ 02+"
        << begun + u"write:submitted load write:submitted unaudited load write:submitted call 01 write:submitted call 02 write:succeed"_s << "";
    QTest::newRow("no audit: a resume is undone, it stays paused") << "submit pause 01+ unaudited resume 100s"
        << begun + u"write:submitted ok write:submitted load write:submitted unaudited load write:submitted"_s << "submitted epoch=1 > submitted epoch=2 paused";
    QTest::newRow("no audit: what else is in the write is stored without the act") << "submit-wait unaudited stop 01+ 02+"
        << "create:submitted call 01 write:failed unaudited load call 02 write:succeed ok" << "";
}

void OperatorTest::actsAreOnRecord()
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, states);
    MachineHarness harness(saga(2));
    harness.act.by = AuditContext{u"ann"_s, u"t1"_s, Role::Admin, u"10.0.0.1"_s, u"r1"_s};

    QCOMPARE(harness.play(script), trace);

    QStringList told;
    for (const AuditRecord &record : std::as_const(harness.audit))
        told.append(record.before + u" > "_s + record.after);
    QCOMPARE(told.join(u", "_s), states);
    QCOMPARE(harness.audit.size(), std::ranges::count(harness.events, EventKind::ManualAct, &JournalEvent::kind));
}

void OperatorTest::recordTellsWhoAndWhat()
{
    MachineHarness harness(saga(1));
    harness.act.actor.clear(); // DTM's route
    harness.act.reason.clear();
    harness.act.by = AuditContext{u"ann"_s, u"t1"_s, Role::Admin, u"10.0.0.1"_s, u"r1"_s};
    harness.play(u"submit stop"_s);

    QCOMPARE(harness.audit.size(), 1);
    AuditRecord expected;
    expected.at = harness.now;
    expected.by = *harness.act.by;
    expected.action = u"force-stop"_s;
    expected.gid = u"g"_s;
    expected.reason = u"(none given)"_s;
    expected.before = u"submitted epoch=1"_s;
    expected.after = u"failed epoch=2"_s;
    QCOMPARE(harness.audit.constFirst(), expected);
    QCOMPARE(std::ranges::find(harness.events, EventKind::ManualAct, &JournalEvent::kind)->actor, u"ann"_s);
    QCOMPARE(harness.row->transaction.rollbackReason, QString()); // as DTM leaves it
}

void OperatorTest::gates_data()
{
    QTest::addColumn<TransactionKind>("kind");
    QTest::addColumn<TransactionStatus>("status");
    QTest::addColumn<bool>("paused");
    QTest::addColumn<QString>("allowed");

    using enum TransactionStatus;
    using enum TransactionKind;
    QTest::newRow("prepared saga") << Saga << Prepared << false << "force-stop,pause";
    QTest::newRow("submitted saga") << Saga << Submitted << false << "retry,abort,force-stop,pause";
    QTest::newRow("paused saga") << Saga << Submitted << true << "abort,force-stop,resume";
    QTest::newRow("aborting saga") << Saga << Aborting << false << "retry,force-stop,pause";
    QTest::newRow("prepared message") << Message << Prepared << false << "abort,force-stop,pause";
    QTest::newRow("submitted message") << Message << Submitted << false << "retry,force-stop,pause";
    QTest::newRow("prepared tcc") << Tcc << Prepared << false << "abort,force-stop,pause";
    QTest::newRow("submitted tcc") << Tcc << Submitted << false << "retry,force-stop,pause";
    QTest::newRow("aborting tcc") << Tcc << Aborting << false << "retry,force-stop,pause";
    QTest::newRow("paused tcc") << Tcc << Submitted << true << "force-stop,resume";
    QTest::newRow("prepared xa") << Xa << Prepared << false << "abort,force-stop,pause";
    QTest::newRow("submitted xa") << Xa << Submitted << false << "retry,force-stop,pause";
    QTest::newRow("aborting xa") << Xa << Aborting << false << "retry,force-stop,pause";
    QTest::newRow("prepared at") << At << Prepared << false << "abort,force-stop,pause";
    QTest::newRow("aborting at") << At << Aborting << false << "retry,force-stop,pause";
    QTest::newRow("prepared notification") << Notify << Prepared << false << "abort,force-stop,pause";
    QTest::newRow("submitted notification") << Notify << Submitted << false << "retry,abort,force-stop,pause";
    QTest::newRow("paused notification") << Notify << Submitted << true << "abort,force-stop,resume";
    QTest::newRow("workflow that nobody can wake") << Workflow << Prepared << false << "force-stop,pause";
    QTest::newRow("paused workflow") << Workflow << Prepared << true << "force-stop,resume";
    QTest::newRow("succeeded") << Saga << Succeeded << false << "";
    QTest::newRow("failed") << Message << Failed << true << "";
}

void OperatorTest::gates()
{
    QFETCH(TransactionKind, kind);
    QFETCH(TransactionStatus, status);
    QFETCH(bool, paused);
    QFETCH(QString, allowed);
    GlobalTransaction transaction;
    transaction.kind = kind;
    transaction.status = status;
    transaction.paused = paused;
    transaction.nextDueAt = fromMs(5'000);

    QStringList names;
    for (const ActionState &state : gateAll(transaction, fromMs(1'000))) {
        if (state.allowed)
            names.append(nameIn(actionNames, state.action));
        QCOMPARE(state.allowed, state.reason.isEmpty());
    }

    QCOMPARE(names.join(u','), allowed);
}

void OperatorTest::parkedGates_data()
{
    QTest::addColumn<TransactionKind>("kind");
    QTest::addColumn<TransactionStatus>("status");
    QTest::addColumn<Parked>("parked");
    QTest::addColumn<bool>("paused");
    QTest::addColumn<QString>("allowed");

    using enum TransactionStatus;
    using enum TransactionKind;
    QTest::newRow("dirty") << At << Aborting << Parked::Dirty << false << "retry,force-stop,pause,force-rollback,accept-current";
    QTest::newRow("dirty, paused") << At << Aborting << Parked::Dirty << true << "force-stop,resume";
    QTest::newRow("unanswered") << Message << Prepared << Parked::Unanswered << false << "retry,abort,force-stop,pause,submit";
    QTest::newRow("unanswered, paused") << Message << Prepared << Parked::Unanswered << true << "abort,force-stop,resume";
    QTest::newRow("unanswered notification") << Notify << Prepared << Parked::Unanswered << false << "retry,abort,force-stop,pause,submit";
    QTest::newRow("dead letter of a message") << Message << Submitted << Parked::DeadLetter << false << "retry,force-stop,pause";
    QTest::newRow("dead letter of a notification") << Notify << Submitted << Parked::DeadLetter << false << "retry,abort,force-stop,pause";
}

void OperatorTest::parkedGates()
{
    QFETCH(TransactionKind, kind);
    QFETCH(TransactionStatus, status);
    QFETCH(Parked, parked);
    QFETCH(bool, paused);
    QFETCH(QString, allowed);
    GlobalTransaction transaction;
    transaction.kind = kind;
    transaction.status = status;
    transaction.parked = parked;
    transaction.paused = paused;

    QStringList names;
    for (const ActionState &state : gateAll(transaction, fromMs(1'000)))
        if (state.allowed)
            names.append(nameIn(actionNames, state.action));

    QCOMPARE(names.join(u','), allowed);
}

// A resend that could not be put on record is undone: it stays parked.
void OperatorTest::decisionsAreOnRecord()
{
    MachineHarness harness(at());
    harness.act.by = AuditContext{u"ann"_s, u"t1"_s, Role::Admin, u"10.0.0.1"_s, u"r1"_s};
    harness.play(u"prepare at1 abort rollback01!"_s);

    QCOMPARE(harness.play(u"unaudited force 1000s"_s), u"load write:aborting unaudited load write:aborting"_s);
    QCOMPARE(harness.row->transaction.parked, Parked::Dirty);
    QCOMPARE(harness.row->transaction.resolution, Resolution::None);
    QCOMPARE(harness.opStatuses(), u"dirty,prepared"_s);
    harness.play(u"force"_s);
    QCOMPARE(harness.audit.size(), 1);
    QCOMPARE(harness.audit.first().action, u"force-rollback"_s);
    QVERIFY(harness.audit.first().before.endsWith(u" parked=dirty"_s));
    QVERIFY(!harness.audit.first().after.contains(u"parked"_s));
}

TXDESK_TEST(OperatorTest);

} // namespace txdesk::test

#include "operator_test.moc"
