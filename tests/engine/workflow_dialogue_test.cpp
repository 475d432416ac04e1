// Whole dialogues of workflows, one row a story. The notation is machine_harness.h's.
// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class WorkflowDialogueTest : public QObject
{
    Q_OBJECT
private slots:
    void plays_data();
    void plays();
    void wakesWithItsNameAndData();
    void endsAsItsClientSays();
    void progressIsWhatIsStored();
    void progressOfAnotherCoordinatorIsSeen();
    void progressIsReadAfterItWasAskedFor();
    void stepsAreTold();
    void nobodyToWakeIsSaidOnce();
    void itsOwnIntervalCounts();
    void theRowStaysLeasedWhileItsClientWorks();
};

void WorkflowDialogueTest::plays_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("ops");

    const QString begun = u"create:prepared ok "_s;
    const auto row = [&](const char *name, const QString &script, const QString &trace, const char *status, const char *ops) {
        QTest::newRow(name) << script << trace << QString::fromLatin1(status) << QString::fromLatin1(ops);
    };
    row("runs to its end", u"progress step01 step02 end+"_s,
        begun + u"load write:prepared ok load write:prepared ok load write:succeed ok"_s, "succeed", "succeed,succeed");
    row("its client gives up", u"progress step01 step02! end!"_s,
        begun + u"load write:prepared ok load write:prepared ok load write:failed ok"_s, "failed", "succeed,failed");
    row("not reported: woken after the base interval", u"progress 9s 1s wake+ 9s 1s wake+"_s,
        begun + u"call wake write:prepared call wake write:prepared"_s, "prepared", "");
    row("no answer: woken later each time", u"progress 10s wake? 19s 1s wake? 39s 1s"_s,
        begun + u"call wake write:prepared call wake write:prepared call wake"_s, "prepared", "");
    row("ongoing keeps the interval", u"progress 10s wake~ 9s 1s wake~ 10s"_s,
        begun + u"call wake write:prepared call wake write:prepared call wake"_s, "prepared", "");
    row("a success brings the interval back", u"progress 10s wake? 20s wake+ 10s"_s,
        begun + u"call wake write:prepared call wake write:prepared call wake"_s, "prepared", "");
    row("a refusal of the wake-up decides nothing", u"progress 10s wake! 20s"_s, begun + u"call wake write:prepared call wake"_s,
        "prepared", "");
    row("the third failure alerts", u"progress 10s wake? 20s wake? 40s wake?"_s,
        begun + u"call wake write:prepared call wake write:prepared call wake alert(3) write:prepared"_s, "prepared", "");
    row("ends while its client is being woken", u"progress 10s step01 end+ wake+"_s,
        begun + u"call wake write:prepared ok write:succeed ok write:succeed"_s, "succeed", "succeed");
    row("never times out", u"progress 10s wake+ 10s wake+ 10s wake+ 10s wake+"_s,
        begun + u"call wake write:prepared call wake write:prepared call wake write:prepared call wake write:prepared"_s, "prepared", "");
    row("a crash while its client works: woken again", u"progress 10s crash wake+"_s, begun + u"call wake call wake write:prepared"_s,
        "prepared", "");
    row("a step that is recorded already tells of a second runner", u"progress step01 step01"_s,
        begun + u"load write:prepared ok load error(storage: UniqueKeyConflict)"_s, "prepared", "succeed");
    row("two runners at once: one of them wins", u"progress hold step01 step01! release"_s,
        begun + u"load write:prepared ok error(storage: UniqueKeyConflict)"_s, "prepared", "succeed");
    row("a step too late", u"progress end+ step01"_s,
        begun + u"load write:succeed ok load fail(no trans with gid: g status: prepared found FAILURE)"_s, "succeed", "");
    row("an end of nothing", u"end+"_s, u"load error(storage: NotFound)"_s, "none", "");
    row("ended twice", u"progress end+ end+"_s, begun + u"load write:succeed ok load error(storage: NotFound)"_s, "succeed", "");
    row("an end without a status", u"progress end?"_s,
        begun + u"load error(req_extra.status must be 'succeed' or 'failed')"_s, "prepared", "");
    row("prepared twice", u"progress progress"_s, begun + u"create:prepared ok"_s, "prepared", "");
    row("prepared after its end", u"progress end! progress"_s, begun + u"load write:failed ok create:prepared ok"_s, "failed", "");
    row("a lapse while its client works: claimed before it is woken again", u"progress 10s lapse wake+ 10s"_s,
        begun + u"call wake load write:prepared call wake"_s, "prepared", "");
}

void WorkflowDialogueTest::plays()
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, status);
    QFETCH(QString, ops);
    MachineHarness harness(workflow());

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.rowStatus(), status);
    QCOMPARE(harness.opStatuses(), ops);
}

void WorkflowDialogueTest::wakesWithItsNameAndData()
{
    MachineHarness harness(workflow());

    harness.play(u"progress 10s"_s);

    const Call &call = harness.calls.first();
    QCOMPARE(call.kind, TransactionKind::Workflow);
    QCOMPARE(call.branch, BranchId{u"00"_s});
    QCOMPARE(call.op, OpKind::Resume);
    QCOMPARE(call.opText, u"order"_s);
    QCOMPARE(call.payload, QByteArray("data"));
    QCOMPARE(call.url, u"http://p/wake"_s);
}

void WorkflowDialogueTest::endsAsItsClientSays()
{
    MachineHarness good(workflow());
    MachineHarness bad(workflow());
    good.play(u"progress end+"_s);
    bad.play(u"progress"_s);
    TransactionSnapshot asked = workflow();
    bad.send(SubmitRequest{9, asked, WorkflowEnd{TransactionStatus::Failed, QString(2000, u'x'), u"cg=="_s}});

    QCOMPARE(good.row->transaction.result, u"cmVzdWx0"_s);
    QCOMPARE(good.row->transaction.succeededAt, std::optional(good.now));
    QCOMPARE(bad.row->transaction.rollbackReason.size(), 1024);
    QCOMPARE(bad.row->transaction.result, u"cg=="_s);
    QCOMPARE(bad.row->transaction.rolledBackAt, std::optional(bad.now));
}

void WorkflowDialogueTest::progressIsWhatIsStored()
{
    MachineHarness harness(workflow());
    harness.play(u"progress"_s);
    QVERIFY(harness.replies.last().snapshot->ops.isEmpty());
    QCOMPARE(harness.replies.last().snapshot->transaction.status, TransactionStatus::Prepared);
    QCOMPARE(harness.row->transaction.nextDueAt, std::optional(harness.now + Seconds{10}));

    harness.play(u"step01 step02! end! progress"_s);

    const TransactionSnapshot told = *harness.replies.last().snapshot;
    QCOMPARE(told, *harness.row);
    QCOMPARE(told.ops.size(), 2);
    QCOMPARE(told.transaction.status, TransactionStatus::Failed);
    QCOMPARE(told.transaction.rollbackReason, u"no money"_s);
}

// Its client may have reported steps elsewhere while it was being woken from here: those must not be done twice.
void WorkflowDialogueTest::progressOfAnotherCoordinatorIsSeen()
{
    MachineHarness harness(workflow());
    harness.play(u"progress 10s"_s);
    harness.row->ops.append(workflowOp({u"01"_s}, OpKind::Action, OpStatus::Succeeded, "elsewhere", harness.now));
    ++harness.row->transaction.epoch;

    QCOMPARE(harness.play(u"progress"_s), u"load load write:prepared ok"_s);
    QCOMPARE(harness.replies.last().snapshot->ops.size(), 1);
    QCOMPARE(harness.play(u"step01"_s), u"error(storage: UniqueKeyConflict)"_s);
    QCOMPARE(harness.play(u"step02 wake+"_s), u"write:prepared ok write:prepared"_s);
    QCOMPARE(harness.row->ops.size(), 2);
}

// Found by the simulator: a load that was under way before the question came may be older than the question.
void WorkflowDialogueTest::progressIsReadAfterItWasAskedFor()
{
    MachineHarness harness(workflow());
    harness.play(u"progress hold-load end+"_s);

    QCOMPARE(harness.play(u"progress release-load"_s), u"load write:succeed ok ok"_s);
    QCOMPARE(harness.replies.last().snapshot->transaction.status, TransactionStatus::Succeeded);
}

void WorkflowDialogueTest::stepsAreTold()
{
    MachineHarness harness(workflow());

    harness.play(u"progress step01"_s);
    QCOMPARE(harness.events.last().outcome, std::optional(Outcome::Succeeded));
    QVERIFY(harness.events.last().text.isEmpty());
    harness.play(u"step02!"_s);

    QCOMPARE(harness.events.last().kind, EventKind::Registered);
    QCOMPARE(harness.events.last().branch, BranchId{u"02"_s});
    QCOMPARE(harness.events.last().op, std::optional(OpKind::Action));
    QCOMPARE(harness.events.last().outcome, std::optional(Outcome::Rejected));
    QCOMPARE(harness.row->ops.last().payload, "answer");
    QVERIFY(harness.events.last().text.isEmpty()); // a payload may be secret, the journal is not
    QVERIFY(harness.row->ops.last().finishedAt.has_value());
}

void WorkflowDialogueTest::nobodyToWakeIsSaidOnce()
{
    TransactionSnapshot wanted = workflow();
    wanted.transaction.queryPrepared.clear();
    MachineHarness harness(wanted);

    harness.play(u"progress step01 1000s step02 crash 1000s"_s);

    const auto said = [](const JournalEvent &event) { return event.kind == EventKind::Note && event.text.contains(u"no address"_s); };
    QCOMPARE(std::ranges::count_if(harness.events, said), 1);
    QVERIFY(!harness.row->transaction.nextDueAt);
    QVERIFY(harness.allCalls.isEmpty());
}

void WorkflowDialogueTest::itsOwnIntervalCounts()
{
    TransactionSnapshot wanted = workflow();
    wanted.transaction.options.retryInterval = Seconds{3};
    MachineHarness harness(wanted);

    QCOMPARE(harness.play(u"progress 2s"_s), u"create:prepared ok"_s);
    QCOMPARE(harness.play(u"1s wake+ 2s"_s), u"call wake write:prepared"_s);
    QCOMPARE(harness.play(u"1s wake? 5s"_s), u"call wake write:prepared"_s);
    QCOMPARE(harness.play(u"1s"_s), u"call wake"_s);
}

void WorkflowDialogueTest::theRowStaysLeasedWhileItsClientWorks()
{
    MachineHarness harness(workflow());
    harness.play(u"progress 10s"_s);
    QCOMPARE(harness.row->transaction.owner, u"node-1"_s);

    harness.play(u"step01"_s);
    QCOMPARE(harness.row->transaction.owner, u"node-1"_s);
    harness.play(u"wake+"_s);

    QVERIFY(harness.row->transaction.owner.isEmpty());
    QCOMPARE(harness.row->transaction.nextDueAt, std::optional(harness.now + Seconds{10}));
}

TXDESK_TEST(WorkflowDialogueTest);

} // namespace txdesk::test

#include "workflow_dialogue_test.moc"
