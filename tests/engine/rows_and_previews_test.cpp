// Rows of new transactions, and what the coordinator says it will do next.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/action_gate.h"
#include "shared/engine/texts.h"
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class RowsAndPreviewsTest : public QObject
{
    Q_OBJECT
private slots:
    void sagaRowsAreCompensateThenAction();
    void idsGrowPastTwoDigits();
    void topicsBecomeReceivers_data();
    void topicsBecomeReceivers();
    void plannedCalls_data();
    void plannedCalls();
    void previewOfAbortNamesTheCompensations();
    void previewsSayWhatStays_data();
    void previewsSayWhatStays();
    void textsAreCutBetweenCharacters();
};

namespace {

QString opWord(OpKind op)
{
    if (op == OpKind::Action)
        return {};
    return op == OpKind::Query ? u"q"_s : op == OpKind::Compensate ? u"c"_s : QString(nameIn(opKindNames, op));
}

QString callWords(const QList<PlannedCall> &calls)
{
    QStringList words;
    for (const PlannedCall &call : calls)
        words.append(opWord(call.op) + call.branch.value + (call.certain ? QString() : u"?"_s));
    return words.join(u' ');
}

TransactionSnapshot lowLadder(int receivers)
{
    TransactionSnapshot wanted = message(receivers);
    wanted.transaction.options.retryLadder = {Seconds{10}};
    return wanted;
}

TransactionSnapshot askedOnce()
{
    TransactionSnapshot wanted = message(1);
    wanted.transaction.options.checkMax = 1;
    return wanted;
}

} // namespace

void RowsAndPreviewsTest::sagaRowsAreCompensateThenAction()
{
    const QList<BranchOp> ops = sagaOps({{u"a"_s, u"b"_s, "p"}, {u"c"_s, {}, "q"}}, fromMs(7));

    QStringList words;
    for (const BranchOp &op : ops)
        words.append(u"%1 %2 %3 %4"_s.arg(op.branch.value, QString(nameIn(opKindNames, op.kind)), op.url,
                                          QString::fromLatin1(op.payload)));
    QCOMPARE(words, QStringList({u"01 compensate b p"_s, u"01 action a p"_s, u"02 compensate  q"_s, u"02 action c q"_s}));
    QCOMPARE(ops.first().createdAt, fromMs(7));
}

void RowsAndPreviewsTest::idsGrowPastTwoDigits()
{
    const QList<BranchOp> ops = sagaOps(QList<Step>(100, Step{}), {});

    QCOMPARE(ops[2 * 98].branch.value, u"99"_s);
    QCOMPARE(ops[2 * 99].branch.value, u"100"_s);
}

void RowsAndPreviewsTest::topicsBecomeReceivers_data()
{
    QTest::addColumn<QStringList>("subscribers");
    QTest::addColumn<QString>("rows");

    QTest::newRow("one subscriber") << QStringList{u"x"_s} << "01=first 02=x";
    QTest::newRow("two subscribers") << QStringList{u"x"_s, u"y"_s} << "01=first 02-01=x 02-02=y";
    QTest::newRow("none") << QStringList{} << "topic not found";
}

void RowsAndPreviewsTest::topicsBecomeReceivers()
{
    QFETCH(QStringList, subscribers);
    QFETCH(QString, rows);

    const auto ops = messageOps({{u"first"_s, {}, "1"}, {u"topic://t"_s, {}, "2"}}, {},
                                [&](const QString &topic) { return topic == u"t"_s ? subscribers : QStringList(); });

    QStringList words;
    if (ops)
        for (const BranchOp &op : *ops)
            words.append(op.branch.value + u'=' + op.url);
    else
        words.append(ops.error().message);
    QCOMPARE(words.join(u' '), rows);
}

void RowsAndPreviewsTest::plannedCalls_data()
{
    QTest::addColumn<TransactionSnapshot>("wanted");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("calls");

    QTest::newRow("rest of a saga") << saga(3) << "submit 01+ 02?" << "02 03?";
    QTest::newRow("compensations") << saga(3) << "submit 01+ 02! c02?" << "c02 c01?";
    QTest::newRow("a prepared message asks first") << message(3) << "prepare" << "q00 01? 02? 03?";
    QTest::newRow("a paused one does nothing") << saga(3) << "submit pause 01+" << "";
    QTest::newRow("an ended one does nothing") << saga(3) << "submit 01+ 02+ 03+" << "";
    QTest::newRow("a prepared saga waits for its client") << saga(3) << "prepare" << "";
    QTest::newRow("a tcc that is being confirmed") << tcc() << "prepare reg01 reg02 submit confirm02?" << "confirm02 confirm01?";
    QTest::newRow("a tcc that turns back") << tcc() << "prepare reg01 reg02 abort cancel02?" << "cancel02 cancel01?";
    QTest::newRow("a prepared tcc is cancelled only if its client stays silent") << tcc() << "prepare reg01 reg02"
        << "cancel02? cancel01?";
    QTest::newRow("an xa that is being committed") << xa() << "prepare reg01 reg02 submit commit01?" << "commit01 commit02?";
    QTest::newRow("an xa that turns back") << xa() << "prepare reg01 reg02 abort rollback01?" << "rollback01 rollback02?";
    QTest::newRow("a workflow wakes its client") << workflow() << "progress step01" << "resume00";
    QTest::newRow("an at that is being committed: all at once") << at() << "prepare at1 at2 submit commit02?" << "commit01 commit02";
    QTest::newRow("an at that turns back") << at() << "prepare at1 at2 abort rollback02?" << "rollback02 rollback01?";
    QTest::newRow("a dirty one does nothing") << at() << "prepare at1 at2 abort rollback02!" << "";
    QTest::newRow("a notification") << notification(2) << "submit 01? 02+" << "01";
    QTest::newRow("a dead letter does nothing") << lowLadder(1) << "submit 01? 10s 01?" << "";
    QTest::newRow("nobody is asked any more") << askedOnce() << "prepare 35s q?" << "";
    QTest::newRow("a workflow wakes its client again") << workflow() << "progress step01 10s wake?" << "resume00";
}

void RowsAndPreviewsTest::plannedCalls()
{
    QFETCH(TransactionSnapshot, wanted);
    QFETCH(QString, script);
    QFETCH(QString, calls);
    MachineHarness harness(wanted);
    harness.play(script);

    const QList<PlannedCall> planned = engine::plannedCalls(*harness.row, harness.settings, harness.now);

    QCOMPARE(callWords(planned), calls);
    if (!planned.isEmpty() && planned.first().certain)
        QCOMPARE(planned.first().at, harness.row->transaction.nextDueAt);
}

void RowsAndPreviewsTest::previewOfAbortNamesTheCompensations()
{
    MachineHarness harness(saga(3));
    harness.play(u"submit 01+ 02?"_s);

    const Preview abort = preview(Action::Abort, *harness.row, harness.settings, harness.now);
    const Preview stop = preview(Action::ForceStop, *harness.row, harness.settings, harness.now);

    QCOMPARE(callWords(abort.calls), u"c02 c01?"_s);
    QVERIFY(stop.calls.isEmpty());
    QVERIFY(!stop.willNotDo.isEmpty());
    QVERIFY(preview(Action::Resume, *harness.row, harness.settings, harness.now).willDo.isEmpty());
}

void RowsAndPreviewsTest::previewsSayWhatStays_data()
{
    QTest::addColumn<TransactionSnapshot>("wanted");
    QTest::addColumn<QString>("script");
    QTest::addColumn<Action>("action");
    QTest::addColumn<QString>("does");
    QTest::addColumn<QString>("doesNot");
    QTest::addColumn<QString>("calls");

    QTest::newRow("abort of a tcc") << tcc() << "prepare reg01 reg02" << Action::Abort << "is cancelled, the last one first"
        << "try that is under way is not stopped" << "cancel02 cancel01?";
    QTest::newRow("abort of an xa") << xa() << "prepare reg01 reg02" << Action::Abort << "lets its locks go" << "never registered"
        << "rollback01 rollback02?";
    QTest::newRow("force-stop of a tcc") << tcc() << "prepare reg01" << Action::ForceStop << "ends as failed" << "stays reserved" << "";
    QTest::newRow("force-stop of an xa: its locks stay") << xa() << "prepare reg01 submit commit01?" << Action::ForceStop
        << "ends as failed" << "hold their locks" << "";
    QTest::newRow("force-stop of a workflow") << workflow() << "progress" << Action::ForceStop << "ends as failed"
        << "neither told nor woken" << "";
    QTest::newRow("retry of a workflow") << workflow() << "progress 10s wake?" << Action::Retry << "woken now" << "" << "resume00";
    const char *dirty = "prepare at1 at2 abort rollback02!";
    QTest::newRow("abort of an at") << at() << "prepare at1 at2" << Action::Abort << "put back as they were" << "are not overwritten"
        << "rollback02 rollback01?";
    QTest::newRow("force-stop of a dirty at") << at() << dirty << Action::ForceStop << "ends as failed" << "rows stay as they are now" << "";
    QTest::newRow("retry of a dirty at") << at() << dirty << Action::Retry << "somebody has mended" << "not overwritten" << "rollback02 rollback01?";
    QTest::newRow("force a dirty branch") << at() << dirty << Action::ForceRollback << "put back as they were" << "is lost"
        << "rollback02 rollback01?";
    QTest::newRow("accept a dirty branch") << at() << dirty << Action::AcceptCurrent << "keep what they hold now" << "not taken back"
        << "rollback02 rollback01?";
    QTest::newRow("force is not offered while nothing is dirty") << at() << "prepare at1 abort" << Action::ForceRollback << "" << "" << "";
    QTest::newRow("resend") << lowLadder(2) << "submit 01? 02+ 10s 01?" << Action::Retry << "delivered again" << "not called again" << "01";
    QTest::newRow("force-stop of a notification") << notification(1) << "submit 01?" << Action::ForceStop << "ends as failed" << "keep what" << "";
    QTest::newRow("end of a notification") << notification(1) << "submit 01?" << Action::Abort << "No receiver" << "keep what" << "";
    QTest::newRow("end of a prepared notification") << notification(1) << "prepare" << Action::Abort << "dropped" << "stays committed" << "";
    QTest::newRow("ask again") << askedOnce() << "prepare 35s q?" << Action::Retry << "asked again" << "" << "q00 01?";
    QTest::newRow("say that it committed") << askedOnce() << "prepare 35s q?" << Action::Submit << "counts as committed" << "not asked" << "01";
    QTest::newRow("abort of a confirmed tcc is not offered") << tcc() << "prepare reg01 submit confirm01?" << Action::Abort << "" << ""
        << "";
}

void RowsAndPreviewsTest::previewsSayWhatStays()
{
    QFETCH(TransactionSnapshot, wanted);
    QFETCH(QString, script);
    QFETCH(Action, action);
    QFETCH(QString, does);
    QFETCH(QString, doesNot);
    QFETCH(QString, calls);
    MachineHarness harness(wanted);
    harness.play(script);

    const Preview shown = preview(action, *harness.row, harness.settings, harness.now);

    QCOMPARE(callWords(shown.calls), calls);
    QCOMPARE(shown.willDo.isEmpty(), does.isEmpty());
    QVERIFY2(shown.willDo.join(u' ').contains(does), qPrintable(shown.willDo.join(u' ')));
    QVERIFY2(shown.willNotDo.join(u' ').contains(doesNot), qPrintable(shown.willNotDo.join(u' ')));
}

void RowsAndPreviewsTest::textsAreCutBetweenCharacters()
{
    const QString text = u"ab"_s + QString::fromUcs4(U"\U0001F600");

    QCOMPARE(cutText(text, 3), u"ab"_s);
    QCOMPARE(cutText(text, 4), text);
}

TXDESK_TEST(RowsAndPreviewsTest);

} // namespace txdesk::test

#include "rows_and_previews_test.moc"
