// What the demo says of a transaction's events: the text timeline and the narrator.
// SPDX-License-Identifier: Apache-2.0
#include "console/demo/narrator.h"
#include "console/demo/timeline_text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::demo;

namespace txdesk::test {
namespace {

TransactionDetail sagaOfTwo()
{
    TransactionDetail detail;
    const auto addStep = [&detail](const QString &branch, const QString &url) {
        detail.snapshot.ops.append({.branch = BranchId{branch}, .kind = OpKind::Compensate, .url = url + u"/undo"_s});
        detail.snapshot.ops.append({.branch = BranchId{branch}, .kind = OpKind::Action, .url = url + u"/do"_s});
    };
    addStep(u"01"_s, u"http://127.0.0.1:1001"_s);
    addStep(u"02"_s, u"http://127.0.0.1:1002"_s);
    detail.snapshot.transaction.queryPrepared = u"http://127.0.0.1:1001/QueryPrepared"_s;
    return detail;
}

QString bankName(const QString &hostAndPort)
{
    return hostAndPort == "127.0.0.1:1001"_L1 ? u"bank-a"_s : u"bank-b"_s;
}

JournalEvent happening(EventKind kind, const QString &branch = {}, std::optional<OpKind> op = {}, int attempt = 1)
{
    return {.kind = kind, .branch = BranchId{branch}, .op = op, .attempt = attempt};
}

JournalEvent answer(const QString &branch, OpKind op, Outcome outcome, int status, BarrierNote note = BarrierNote::Run, int attempt = 1)
{
    JournalEvent result = happening(EventKind::Answered, branch, op, attempt);
    result.outcome = outcome;
    result.statusCode = status;
    result.barrier = note;
    return result;
}

JournalEvent moved(std::optional<TransactionStatus> from, TransactionStatus to, const QString &text = {})
{
    JournalEvent result = happening(EventKind::StatusChanged);
    result.from = from;
    result.to = to;
    result.text = text;
    return result;
}

} // namespace

class WordsTest final : public QObject
{
    Q_OBJECT

private slots:
    void writesOneLineAnEvent();
    void tellsOfAnEvent_data();
    void tellsOfAnEvent();
    void claimsNoMoreThanTheVerdict_data();
    void claimsNoMoreThanTheVerdict();
};

void WordsTest::writesOneLineAnEvent()
{
    TransactionDetail detail = sagaOfTwo();
    JournalEvent request = happening(EventKind::Requested);
    request.text = u"submit"_s;
    JournalEvent pressed = happening(EventKind::ManualAct);
    pressed.text = u"retry"_s;
    pressed.actor = u"lin"_s;
    detail.events = {request,
                     moved({}, TransactionStatus::Submitted),
                     happening(EventKind::Called, u"01"_s, OpKind::Action),
                     answer(u"01"_s, OpKind::Action, Outcome::Succeeded, 200),
                     happening(EventKind::Called, u"02"_s, OpKind::Action),
                     answer(u"02"_s, OpKind::Action, Outcome::Unknown, 0, BarrierNote::None),
                     pressed,
                     happening(EventKind::Called, u"02"_s, OpKind::Action, 2),
                     answer(u"02"_s, OpKind::Action, Outcome::Rejected, 409, BarrierNote::None, 2),
                     moved(TransactionStatus::Submitted, TransactionStatus::Aborting, u"no"_s),
                     happening(EventKind::Called, u"02"_s, OpKind::Compensate),
                     answer(u"02"_s, OpKind::Compensate, Outcome::Succeeded, 200, BarrierNote::Empty),
                     happening(EventKind::Called, u"00"_s, OpKind::Query),
                     happening(EventKind::Recovered)};

    QCOMPARE(timelineText(detail, bankName), (QStringList{
        u"L01 AP>TM submit ok"_s, u"L02 TM new -> submitted"_s, u"L03 TM>bank-a 01 action"_s, u"L04 bank-a>TM 01 action ok"_s,
        u"L05 TM>bank-b 02 action"_s, u"L06 bank-b>TM 02 action unknown, no answer"_s, u"L07 OP>TM retry (lin)"_s,
        u"L08 TM>bank-b 02 action #2"_s, u"L09 bank-b>TM 02 action #2 refused 409"_s, u"L10 TM submitted -> aborting"_s,
        u"L11 TM>bank-b 02 compensate"_s, u"L12 bank-b>TM 02 compensate ok [empty]"_s, u"L13 TM>AP 00 msg"_s,
        u"L14 TM recovered it from its store"_s}));
}

void WordsTest::tellsOfAnEvent_data()
{
    QTest::addColumn<JournalEvent>("what");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("call") << happening(EventKind::Called, u"01"_s, OpKind::Action) << u"The coordinator asks bank-a to do branch 01."_s;
    QTest::newRow("call again") << happening(EventKind::Called, u"02"_s, OpKind::Action, 3) << u"The coordinator asks bank-b again, attempt 3."_s;
    QTest::newRow("undo") << happening(EventKind::Called, u"02"_s, OpKind::Compensate) << u"The coordinator asks bank-b to undo branch 02."_s;
    QTest::newRow("done") << answer(u"01"_s, OpKind::Action, Outcome::Succeeded, 200) << u"bank-a has done it."_s;
    QTest::newRow("refused") << answer(u"02"_s, OpKind::Action, Outcome::Rejected, 409) << u"bank-b refuses."_s;
    QTest::newRow("committed") << answer(u"00"_s, OpKind::Query, Outcome::Succeeded, 200) << u"The application answers: yes, it committed."_s;
    QTest::newRow("empty") << answer(u"02"_s, OpKind::Compensate, Outcome::Succeeded, 200, BarrierNote::Empty)
                           << u"bank-b never did what it shall undo: its barrier answers success and does nothing."_s;
    QTest::newRow("turns back") << moved(TransactionStatus::Submitted, TransactionStatus::Aborting, u"account frozen"_s)
                                << u"The coordinator decides to roll back: account frozen"_s;
    QTest::newRow("turns back from a refusal") << moved(TransactionStatus::Submitted, TransactionStatus::Aborting, u"url:http://b/x return failed: y FAILURE"_s)
                                               << u"The coordinator decides to roll back, because a branch was refused."_s;
    QTest::newRow("confirm") << happening(EventKind::Called, u"02"_s, OpKind::Confirm) << u"The coordinator asks bank-b to confirm branch 02."_s;
    QTest::newRow("wake-up") << happening(EventKind::Called, u"00"_s, OpKind::Resume)
                             << u"The workflow has not ended in time: the coordinator wakes its client."_s;
    QTest::newRow("waits") << happening(EventKind::Scheduled) << QString();
}

void WordsTest::tellsOfAnEvent()
{
    QFETCH(const JournalEvent, what);
    QTEST(Narrator(bankName).sentence(sagaOfTwo(), what), "sentence");
}

// What became of each branch decides what the last sentence says, as it does in the verdict.
void WordsTest::claimsNoMoreThanTheVerdict_data()
{
    QTest::addColumn<QList<JournalEvent>>("events");
    QTest::addColumn<QString>("statuses"); // of 01 compensate, 01 action, 02 compensate, 02 action: s succeeded, f failed, p prepared
    QTest::addColumn<int>("to");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QList<JournalEvent> &events, const char *statuses, TransactionStatus to, const char *sentence) {
        QTest::newRow(name) << events << QString::fromLatin1(statuses) << int(to) << QString::fromLatin1(sentence);
    };
    const QList<JournalEvent> bothCalled{answer(u"01"_s, OpKind::Action, Outcome::Succeeded, 200), answer(u"02"_s, OpKind::Action, Outcome::Rejected, 409)};
    const auto skipped = [](OpKind op) {
        JournalEvent act = happening(EventKind::ManualAct, u"01"_s, op);
        act.text = u"skip: by hand"_s;
        return act;
    };
    using enum TransactionStatus;
    row("undone", bothCalled, "ssff", Failed, "Everything is undone: the transaction is rolled back.");
    row("never called", {}, "pppp", Failed, "Nothing had been done: the transaction is rolled back, and there was nothing to undo.");
    row("an empty compensation", {answer(u"01"_s, OpKind::Compensate, Outcome::Succeeded, 200, BarrierNote::Empty)}, "sppp", Failed,
        "Nothing had been done: the transaction is rolled back, and there was nothing to undo.");
    row("counted as undone", bothCalled + QList{skipped(OpKind::Compensate)}, "ssff", Failed,
        "The transaction is rolled back; a person counted branch 01 as undone.");
    row("something stays", bothCalled, "psff", Failed, "The transaction is rolled back, but what branch 01 did may stay.");
    row("done", {}, "psps", Succeeded, "Everything is done: the transaction has succeeded.");
    row("counted as done", {skipped(OpKind::Action)}, "psps", Succeeded, "The transaction has succeeded; a person counted branch 01 as done.");
}

void WordsTest::claimsNoMoreThanTheVerdict()
{
    QFETCH(const QList<JournalEvent>, events);
    QFETCH(const QString, statuses);
    QFETCH(const int, to);
    TransactionDetail detail = sagaOfTwo();
    for (qsizetype i = 0; i < statuses.size(); ++i)
        detail.snapshot.ops[i].status = statuses[i] == u's' ? OpStatus::Succeeded : statuses[i] == u'f' ? OpStatus::Failed : OpStatus::Prepared;
    detail.snapshot.transaction.status = static_cast<TransactionStatus>(to);
    detail.events = events;
    QTEST(Narrator(bankName).sentence(detail, moved(TransactionStatus::Aborting, static_cast<TransactionStatus>(to))), "sentence");
}

TXDESK_TEST(WordsTest);

} // namespace txdesk::test

#include "words_test.moc"
