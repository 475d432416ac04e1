// What a person does about one op: skips it, marks it as failed, calls it alone; and what must come first.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/action_gate.h"
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

namespace {

TransactionSnapshot side(int steps)
{
    TransactionSnapshot wanted = saga(steps);
    wanted.transaction.custom.concurrent = true;
    return wanted;
}

TransactionSnapshot laddered(int receivers)
{
    TransactionSnapshot wanted = message(receivers);
    wanted.transaction.options.retryLadder = {Seconds{10}};
    return wanted;
}

constexpr const char *neverFailed = "denied(No call of this branch has failed: it may still be done by itself.)";

} // namespace

class BranchActsTest : public QObject
{
    Q_OBJECT
private slots:
    void dialogues_data();
    void dialogues();
    void tellsWhoAndWhich();
    void gateNamesTheBranches();
    void previews_data();
    void previews();
};

void BranchActsTest::dialogues_data()
{
    QTest::addColumn<TransactionSnapshot>("wanted");
    QTest::addColumn<QString>("script"); // everything up to the last word has been seen elsewhere; its trace is told
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("rows");

    const auto row = [](const char *name, const TransactionSnapshot &wanted, const QString &script, const QString &last, const QString &trace,
                        const QString &rows) { QTest::newRow(name) << wanted << script << last << trace << rows; };
    row("skip: durable first, then the next step", saga(2), u"submit 01?"_s, u"hold skip/01 release"_s,
        u"load write:submitted ok call 02"_s, u"prepared,succeed,prepared,prepared"_s);
    row("skip of the last one ends it", saga(2), u"submit 01+ 02?"_s, u"skip/02"_s, u"load write:submitted ok write:succeed"_s,
        u"prepared,succeed,prepared,succeed"_s);
    row("a skipped action is compensated when the saga turns back", saga(2), u"submit 01? skip/01 02!"_s, u"c02+ c01+"_s,
        u"call c01 write:failed"_s, u"succeed,succeed,succeed,failed"_s);
    row("skip of a compensation", saga(2), u"submit 01+ 02! c02?"_s, u"skip/02 c01+"_s, u"load write:aborting ok call c01 write:failed"_s,
        u"succeed,succeed,succeed,failed"_s);
    row("a skipped op is not called again after a crash", saga(2), u"submit 01? skip/01"_s, u"crash 20s"_s, u"call 02 write:submitted"_s,
        u"prepared,succeed,prepared,prepared"_s);
    row("skip of a confirm", tcc(), u"prepare reg01 reg02 submit confirm02?"_s, u"skip/02 confirm01+"_s,
        u"load write:submitted ok call confirm01 write:succeed"_s, u"prepared,succeed,prepared,succeed"_s);
    row("skip of a receiver", message(2), u"submit 01?"_s, u"skip/01"_s, u"load write:submitted ok call 02"_s, u"succeed,prepared"_s);
    row("skip of a dead letter", laddered(2), u"submit 01? 02+ 10s 01?"_s, u"skip/01"_s, u"load write:submitted ok write:succeed"_s,
        u"succeed,succeed"_s);
    row("one of two dead letters is skipped: it stays parked", laddered(2), u"submit 01? 02? 10s 01? 02?"_s, u"skip/01 100s"_s,
        u"load write:submitted ok"_s, u"succeed,dead"_s);
    row("skip while it is paused: done, and nothing is called", saga(2), u"submit 01? pause"_s, u"skip/01 100s"_s,
        u"load write:submitted ok write:submitted"_s, u"prepared,succeed,prepared,prepared"_s);

    row("what has not failed is not skipped", saga(2), u"submit"_s, u"skip/01"_s, u"denied(A call of this branch is under way: its answer comes first.)"_s,
        u"prepared,prepared,prepared,prepared"_s);
    row("what is only slow is not skipped", saga(2), u"submit 01~"_s, u"skip/01"_s, u"load "_s + QLatin1StringView(neverFailed),
        u"prepared,prepared,prepared,prepared"_s);
    row("not the turn of this one", saga(2), u"submit 01?"_s, u"skip/02"_s, u"load "_s + QLatin1StringView(neverFailed),
        u"prepared,prepared,prepared,prepared"_s);
    row("what is done is not skipped", saga(2), u"submit 01+ 02?"_s, u"skip/01"_s, u"load denied(This branch is done already.)"_s,
        u"prepared,succeed,prepared,prepared"_s);
    row("no such branch", saga(1), u"submit 01?"_s, u"skip/07"_s, u"load denied(It has no such branch.)"_s, u"prepared,prepared"_s);
    row("which branch", saga(1), u"submit 01?"_s, u"skip"_s, u"load denied(It is done to one branch at a time: choose the branch.)"_s,
        u"prepared,prepared"_s);
    row("a dirty branch has decisions of its own", at(), u"prepare at1 abort rollback01!"_s, u"skip/01"_s,
        u"load denied(This branch is dirty: decide whether its rows are overwritten or kept.)"_s, u"dirty,prepared"_s);
    row("a workflow's steps are its client's", workflow(), u"progress step01+"_s, u"skip/01"_s,
        u"load denied(The workflow's own client does its steps: only it can report one as done.)"_s, u"succeed"_s);

    row("mark: durable with the turn, then compensated, itself too", saga(2), u"submit 01+ 02?"_s, u"hold mark/02 release c02+ c01+"_s,
        u"load write:aborting ok call c02 call c01 write:failed"_s, u"succeed,succeed,succeed,failed"_s);
    row("mark: others that are under way are awaited", side(2), u"submit 01?"_s, u"mark/01 02+ c01+ c02+"_s,
        u"write:aborting ok call c01 call c02 write:failed"_s, u"succeed,failed,succeed,succeed"_s);
    row("mark: not of a compensation", saga(1), u"submit 01! c01?"_s, u"mark/01"_s, u"load denied(It is turning back already.)"_s, u"prepared,failed"_s);
    row("mark: not of a receiver", message(1), u"submit 01?"_s, u"mark/01"_s,
        u"load denied(Only an action of a saga can be marked as failed: nothing else turns back for one branch.)"_s, u"prepared"_s);
    row("mark: not of what never failed", saga(1), u"submit"_s, u"mark/01"_s, u"denied(A call of this branch is under way: its answer comes first.)"_s,
        u"prepared,prepared"_s);

    row("retry of the only one that fails is a retry", side(2), u"submit 01? 02+"_s, u"retry/01"_s, u"load write:submitted ok call 01"_s,
        u"prepared,prepared,prepared,succeed"_s);
    row("retry of one of two: the other waits", side(2), u"submit 01? 02?"_s, u"retry/02 02+ 20s"_s,
        u"load write:submitted ok call 02 write:submitted call 01"_s, u"prepared,prepared,prepared,succeed"_s);
    row("retry of what waits for its turn", saga(2), u"submit 01?"_s, u"retry/02"_s, u"load "_s + QLatin1StringView(neverFailed),
        u"prepared,prepared,prepared,prepared"_s);
    row("retry of a branch of a paused one", saga(1), u"submit 01? pause"_s, u"retry/01"_s, u"load denied(It is paused: resume it first.)"_s,
        u"prepared,prepared"_s);
}

void BranchActsTest::dialogues()
{
    QFETCH(TransactionSnapshot, wanted);
    QFETCH(QString, script);
    QFETCH(QString, last);
    QFETCH(QString, trace);
    QFETCH(QString, rows);
    MachineHarness harness(wanted);
    harness.play(script);
    harness.act.expectedEpoch = -1;

    QCOMPARE(harness.play(last), trace);
    QCOMPARE(harness.opStatuses(), rows);
}

void BranchActsTest::tellsWhoAndWhich()
{
    MachineHarness harness(saga(2));
    harness.act.by = AuditContext{u"ann"_s, u"t1"_s, Role::Admin, u"10.0.0.1"_s, u"r1"_s};
    harness.play(u"submit 01? skip/01 02? mark/02"_s);

    QList<JournalEvent> acts = harness.events;
    acts.removeIf([](const JournalEvent &event) { return event.kind != EventKind::ManualAct; });
    QCOMPARE(acts.size(), 2);
    QCOMPARE(acts[0].text, u"skip: told to"_s);
    QCOMPARE(acts[0].branch.value, u"01"_s);
    QCOMPARE(acts[0].op, OpKind::Action);
    QCOMPARE(acts[1].text, u"mark-failed: told to"_s);
    QCOMPARE(acts[1].branch.value, u"02"_s);
    QCOMPARE(harness.audit.size(), 2);
    QCOMPARE(harness.audit[0].action, u"skip"_s);
    QCOMPARE(harness.audit[0].target, u"01"_s);
    QCOMPARE(harness.audit[1].action, u"mark-failed"_s);
    QCOMPARE(harness.row->transaction.rollbackReason, u"02 marked as failed by ann: told to"_s);
    QCOMPARE(harness.row->ops[1].failures, 1);
    QCOMPARE(harness.row->ops[1].lastError, u"words"_s);
}

void BranchActsTest::gateNamesTheBranches()
{
    MachineHarness harness(side(3));
    harness.play(u"submit 01? 02+ 03?"_s);

    for (const ActionState &state : gateAll(*harness.row, harness.now)) {
        const bool ofOne = state.action == Action::Skip || state.action == Action::MarkFailed;
        QCOMPARE(state.branches, ofOne ? (QList<BranchId>{{u"01"_s}, {u"03"_s}}) : QList<BranchId>{});
        QCOMPARE(state.allowed, state.reason.isEmpty());
        QVERIFY(state.allowed || !ofOne);
    }
}

void BranchActsTest::previews_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<QString>("calls");
    QTest::addColumn<QString>("does");
    QTest::addColumn<QString>("doesNot");

    QTest::newRow("skip") << Action::Skip << u"02:action 03:action"_s << u"counts as done"_s << u"by hand"_s;
    QTest::newRow("mark") << Action::MarkFailed << u"01:compensate"_s << u"counts as rejected"_s << u"on its way is not stopped"_s;
    QTest::newRow("retry alone") << Action::Retry << u"01:action"_s << u"This branch is called now"_s << u"keep waiting"_s;
}

void BranchActsTest::previews()
{
    QFETCH(Action, action);
    QFETCH(QString, calls);
    QFETCH(QString, does);
    QFETCH(QString, doesNot);
    MachineHarness harness(saga(3));
    harness.play(u"submit 01?"_s);

    const Preview shown = preview(action, *harness.row, harness.settings, harness.now, BranchId{u"01"_s});

    QStringList words;
    for (const PlannedCall &call : shown.calls)
        words.append(call.branch.value + u':' + nameIn(opKindNames, call.op));
    QCOMPARE(words.join(u' '), calls);
    QVERIFY2(shown.willDo.join(u' ').contains(does), qPrintable(shown.willDo.join(u' ')));
    QVERIFY2(shown.willNotDo.join(u' ').contains(doesNot), qPrintable(shown.willNotDo.join(u' ')));
    QVERIFY(preview(action, *harness.row, harness.settings, harness.now, BranchId{u"02"_s}).willDo.isEmpty());
}

TXDESK_TEST(BranchActsTest);

} // namespace txdesk::test

#include "branch_acts_test.moc"
