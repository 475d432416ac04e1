// What `txdeskctl show` and `list` print, compared with the files in golden/. TXDESK_REWRITE=1 writes them instead.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/lock_text.h"
#include "server/ctl/transaction_text.h"
#include "shared/base/foreign_word.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::ctl;

namespace {

const Instant start = fromMs(1'795'273'200'000); // 2026-11-21 15:00:00Z

Instant after(int ms)
{
    return start + Milliseconds{ms};
}

GlobalTransaction saga(TransactionStatus status)
{
    GlobalTransaction transaction;
    transaction.gid = {u"8RZpYk3QfHsT0aV2LwXc1d"_s};
    transaction.kind = TransactionKind::Saga;
    transaction.status = status;
    transaction.createdAt = start;
    transaction.epoch = 5;
    transaction.owner = u"desk:36789"_s;
    transaction.attempts = 4;
    return transaction;
}

JournalEvent called(int ms, const QString &branch, OpKind op, const QString &url, int attempt = 1)
{
    return {.at = after(ms), .kind = EventKind::Called, .branch = {branch}, .op = op, .attempt = attempt, .text = url};
}

JournalEvent answered(int ms, const QString &branch, OpKind op, Outcome outcome, int status, const QString &text = {})
{
    return {.at = after(ms), .kind = EventKind::Answered, .branch = {branch}, .op = op, .outcome = outcome, .statusCode = status, .took = Milliseconds{12}, .text = text};
}

JournalEvent changed(int ms, std::optional<TransactionStatus> from, TransactionStatus to, const QString &text = {})
{
    return {.at = after(ms), .kind = EventKind::StatusChanged, .from = from, .to = to, .text = text};
}

// The second branch does not answer.
TransactionDetail stuck()
{
    TransactionDetail detail;
    GlobalTransaction &transaction = detail.snapshot.transaction;
    transaction = saga(TransactionStatus::Submitted);
    transaction.failures = 3;
    transaction.lastError = u"connection refused by 127.0.0.1:8082\u001b[31m"_s;
    transaction.nextDueAt = after(100'000);
    detail.participants = {u"127.0.0.1:8081"_s, u"127.0.0.1:8082"_s};
    detail.events = {
        {.at = after(0), .kind = EventKind::Requested, .text = u"submit"_s},
        changed(0, std::nullopt, TransactionStatus::Submitted),
        called(3, u"01"_s, OpKind::Action, u"http://127.0.0.1:8081/TransOut"_s),
        answered(15, u"01"_s, OpKind::Action, Outcome::Succeeded, 200),
        called(16, u"02"_s, OpKind::Action, u"http://127.0.0.1:8082/TransIn"_s),
        answered(30, u"02"_s, OpKind::Action, Outcome::Unknown, 0, u"connection refused\nINFO admin login"_s),
        {.at = after(31), .kind = EventKind::Scheduled, .until = after(10'031), .text = u"02 action has no answer"_s},
        called(10'031, u"02"_s, OpKind::Action, u"http://127.0.0.1:8082/TransIn"_s, 2),
        answered(10'050, u"02"_s, OpKind::Action, Outcome::Unknown, 502, u"bad gateway"_s),
        {.at = after(10'051), .kind = EventKind::Scheduled, .until = after(100'000)},
        {.at = after(20'000), .kind = EventKind::ManualAct, .text = u"retry: customer called"_s, .actor = u"anna"_s},
        {.at = after(21'000), .kind = EventKind::Recovered, .coordinator = u"desk:36789"_s},
    };
    detail.planned = {{.branch = {u"02"_s}, .op = OpKind::Action, .url = u"http://127.0.0.1:8082/TransIn"_s, .why = u"next action"_s, .at = after(100'000)}};
    detail.actions = {{Action::Retry, true, {}, {}},
                      {Action::Resume, false, u"it is not paused"_s, {}},
                      {Action::ForceStop, false, u"younger than a minute"_s, after(120'000)}};
    return detail;
}

TransactionDetail waiting()
{
    TransactionDetail detail;
    detail.snapshot.transaction = saga(TransactionStatus::Aborting);
    detail.snapshot.transaction.rollbackReason = u"no money"_s;
    detail.snapshot.transaction.nextDueAt = after(60'000);
    detail.eventsTruncated = true;
    detail.events = {changed(40, TransactionStatus::Submitted, TransactionStatus::Aborting, u"no money"_s),
                     called(86'400'000, u"01"_s, OpKind::Compensate, u"http://127.0.0.1:8081/转账"_s)};
    return detail;
}

TransactionDetail message()
{
    TransactionDetail detail;
    detail.snapshot.transaction = saga(TransactionStatus::Prepared);
    detail.snapshot.transaction.kind = TransactionKind::Message;
    detail.snapshot.transaction.paused = true;
    detail.snapshot.transaction.owner.clear();
    return detail;
}

TransactionDetail ended()
{
    TransactionDetail detail;
    detail.snapshot.transaction = saga(TransactionStatus::Failed);
    detail.snapshot.transaction.rolledBackAt = after(4'200);
    detail.snapshot.transaction.rollbackReason = u"no money"_s;
    detail.events = {{.at = after(4'000), .kind = EventKind::Answered, .branch = {u"01"_s}, .op = OpKind::Compensate, .outcome = Outcome::Succeeded,
                      .statusCode = 200, .took = Milliseconds{3}, .barrier = BarrierNote::Empty},
                     changed(4'200, TransactionStatus::Aborting, TransactionStatus::Failed)};
    return detail;
}

// Its client tells how each step ended.
TransactionDetail workflow()
{
    TransactionDetail detail;
    detail.snapshot.transaction = saga(TransactionStatus::Failed);
    detail.snapshot.transaction.kind = TransactionKind::Workflow;
    for (const auto &[branch, outcome] : {std::pair(u"01"_s, Outcome::Succeeded), std::pair(u"02"_s, Outcome::Rejected)})
        detail.events.append({.at = after(4'000), .kind = EventKind::Registered, .branch = {branch}, .op = OpKind::Action, .outcome = outcome});
    return detail;
}

// Two of three receivers: one is still being told, one has been given up.
TransactionDetail deadLetter()
{
    TransactionDetail detail;
    GlobalTransaction &transaction = detail.snapshot.transaction;
    transaction = saga(TransactionStatus::Submitted);
    transaction.kind = TransactionKind::Notify;
    transaction.parked = Parked::DeadLetter;
    const auto op = [&detail](const char *branch, OpStatus status, int failures, const QString &error, std::optional<Instant> due = {}) {
        detail.snapshot.ops.append({.branch = {QLatin1StringView(branch)}, .kind = OpKind::Action, .status = status, .url = u"http://partner/told"_s,
                                    .createdAt = start, .failures = failures, .dueAt = due, .lastError = error});
    };
    op("01", OpStatus::Succeeded, 0, {});
    op("02", OpStatus::Prepared, 2, u"expected \"success\", the receiver answered \"busy\"\u001b[31m"_s, after(300'000));
    op("03", OpStatus::Dead, 8, u"answered with HTTP status 500: nothing"_s);
    detail.events = {{.at = after(90), .kind = EventKind::Parked, .branch = {u"03"_s}, .text = u"8 deliveries have failed"_s}};
    detail.actions = {{Action::Retry, true, {}, {}}, {Action::Submit, false, u"nothing waits for that"_s, {}}};
    return detail;
}

TransactionDetail dirty()
{
    TransactionDetail detail;
    GlobalTransaction &transaction = detail.snapshot.transaction;
    transaction = saga(TransactionStatus::Aborting);
    transaction.kind = TransactionKind::At;
    transaction.parked = Parked::Dirty;
    detail.snapshot.ops = {{.branch = {u"01"_s}, .kind = OpKind::Rollback, .status = OpStatus::Dirty, .url = u"http://bank/at"_s, .createdAt = start,
                            .lastError = u"account 1 was changed"_s}};
    detail.events = {{.at = after(5), .kind = EventKind::Locked, .branch = {u"01"_s}, .text = u"account 1"_s}};
    detail.actions = {{Action::ForceRollback, true, {}, {}}, {Action::AcceptCurrent, true, {}, {}}};
    return detail;
}

// Nobody looks at it although it is time.
TransactionDetail overdue()
{
    TransactionDetail detail;
    detail.snapshot.transaction = saga(TransactionStatus::Submitted);
    detail.snapshot.transaction.owner.clear();
    detail.snapshot.transaction.nextDueAt = after(10'000);
    return detail;
}

} // namespace

class TimelineTest : public QObject
{
    Q_OBJECT

private slots:
    void printsTheSame_data();
    void printsTheSame();
    void listsTheSame();
    void locksTheSame();
    void undoTheSame();
    void aNewerServersWordsAreShown();
    void listsNothing() { QCOMPARE(listText({}, start), u"no transactions\n"_s); }

private:
    static void compare(const QString &name, const QString &text);
};

void TimelineTest::aNewerServersWordsAreShown()
{
    TransactionDetail detail = stuck();
    QVERIFY(unknownText(detail.snapshot.transaction).isEmpty());
    detail.snapshot.transaction.status = foreignValue<TransactionStatus>(u"fro\u001bzen");
    detail.events[0].kind = foreignValue<EventKind>(u"teleported");
    detail.events[0].text = uR"({"kind":"teleported"})"_s;
    detail.events[3].outcome = foreignValue<Outcome>(u"both");
    const QString shown = detailText(detail, start);
    for (const QString &words : {uR"(saga 8RZpYk3QfHsT0aV2LwXc1d: "fro\u{1b}zen")"_s, uR"(The server says status "fro\u{1b}zen", which this txdeskctl does not know: update it.)"_s,
                                 uR"("teleported" {"kind":"teleported"})"_s, uR"(01 action <- "both" (200))"_s})
        QVERIFY2(shown.contains(words), qPrintable(shown));
    QVERIFY(listText({{.transaction = detail.snapshot.transaction, .participants = {}}}, start).contains(uR"("fro\u{1b}zen")"_s));
}

void TimelineTest::compare(const QString &name, const QString &text)
{
    QFile golden(QStringLiteral(TXDESK_SOURCE_DIR "/tests/ctl/golden/") + name);
    if (qEnvironmentVariableIsSet("TXDESK_REWRITE")) {
        QVERIFY(golden.open(QIODevice::WriteOnly) && golden.write(text.toUtf8()) > 0);
        return;
    }
    QVERIFY2(golden.open(QIODevice::ReadOnly), "the golden file is missing: run with TXDESK_REWRITE=1");
    const QStringList wanted = QString::fromUtf8(golden.readAll()).split(u'\n');
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < std::min(wanted.size(), lines.size()); ++i)
        QCOMPARE(lines[i], wanted[i]);
    QCOMPARE(lines.size(), wanted.size());
}

void TimelineTest::printsTheSame_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    QTest::newRow("stuck.txt") << stuck();
    QTest::newRow("waiting.txt") << waiting();
    QTest::newRow("message.txt") << message();
    QTest::newRow("ended.txt") << ended();
    QTest::newRow("overdue.txt") << overdue();
    QTest::newRow("workflow.txt") << workflow();
    QTest::newRow("dead-letter.txt") << deadLetter();
    QTest::newRow("dirty.txt") << dirty();
}

void TimelineTest::printsTheSame()
{
    QFETCH(TransactionDetail, detail);
    compare(QString::fromLatin1(QTest::currentDataTag()), detailText(detail, after(60'000)));
}

void TimelineTest::listsTheSame()
{
    QList<TransactionRow> rows;
    for (const TransactionDetail &detail : {stuck(), waiting(), message(), ended()})
        rows.append({detail.snapshot.transaction, detail.participants});
    rows[1].transaction.gid = {u"转账-0001"_s};
    compare(u"list.txt"_s, listText(rows, after(60'000)));
}

void TimelineTest::locksTheSame()
{
    const LockedRow row{.key = "k", .resource = u"mysql:db1:3306/bank1"_s, .table = u"account_info"_s, .row = u"17"_s};
    const QList<LockHolder> locks{{.row = row, .gid = Gid{u"g1\u001b[31m"_s}, .branch = BranchId{u"01"_s}, .since = start, .status = TransactionStatus::Prepared},
                                  {.row = row, .gid = Gid{u"g2"_s}, .branch = BranchId{u"02"_s}, .since = after(4'000), .status = TransactionStatus::Aborting}};
    const QList<LockWait> waits{{.waiter = Gid{u"g3"_s}, .holder = Gid{u"g2"_s}, .row = row, .waiterCreatedAt = start, .since = after(4'500),
                                 .until = after(9'500), .coordinator = u"desk:36789"_s}};
    compare(u"locks.txt"_s, locksText(locks, after(5'000)) + u'\n' + waitsText(waits, after(5'000)) + locksText({}, start) + waitsText({}, start));
}

void TimelineTest::undoTheSame()
{
    const QByteArray answer = R"({"gid":"g1","branch":"01","url":"http://bank/at","undo":{"branch_id":"01","resource":"mysql:bank1","items":[
        {"kind":"update","table":"account","pk":["id"],"columns":["id","balance","note"],
         "before":[[{"i":"1"},{"t":"100.00"},null]],"after":[[{"i":"1"},{"t":"70.00"},{"b":"AP8="}]],"now":[[{"i":"1"},{"t":"60.00"},{"b":"AP8="}]]},
        {"kind":"insert","table":"log","pk":["id"],"columns":["id"],"before":[null],"after":[[{"i":"7"}]],"now":[[{"i":"7"}]]}]}})";
    compare(u"undo.txt"_s, undoText(QJsonDocument::fromJson(answer).object()));
}

TXDESK_TEST(TimelineTest);
#include "timeline_test.moc"
