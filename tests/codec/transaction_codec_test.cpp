// Everything of /api/v1 goes to JSON and comes back equal; the fast journal writer agrees with the slow one.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/journal_codec.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/transaction_codec.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;

namespace {

JournalEvent fullEvent()
{
    JournalEvent event;
    event.seq = 7;
    event.at = fromMs(1'700'000'000'123);
    event.kind = EventKind::Answered;
    event.branch = BranchId{u"01-02"_s};
    event.op = OpKind::Compensate;
    event.attempt = 3;
    event.outcome = Outcome::Unknown;
    event.statusCode = 500;
    event.took = Milliseconds{12};
    event.barrier = BarrierNote::Duplicate;
    event.from = TransactionStatus::Submitted;
    event.to = TransactionStatus::Aborting;
    event.until = fromMs(1'700'000'010'000);
    event.text = u"said \"no\" \\ \n\t\u0001 \u007f 中文 😀"_s;
    event.coordinator = u"desk-1"_s;
    event.actor = u"alice"_s;
    return event;
}

TransactionRow fullRow()
{
    TransactionRow row;
    GlobalTransaction &t = row.transaction;
    t.id = 42;
    t.gid = Gid{u"order-1"_s};
    t.kind = TransactionKind::Saga;
    t.status = TransactionStatus::Aborting;
    t.options.waitResult = true;
    t.options.timeoutToFail = Seconds{60};
    t.options.requestTimeout = Seconds{5};
    t.options.retryInterval = Seconds{15};
    t.options.retryLimit = 2;
    t.options.concurrent = true;
    t.customData = u"{\"concurrent\":true,\"orders\":{\"1\":[0]}}"_s;
    t.custom.concurrent = true;
    t.custom.orders = {{1, {0}}};
    t.queryPrepared = u"http://127.0.0.1/q"_s;
    t.protocol = u"http"_s;
    t.createdAt = fromMs(1'700'000'000'000);
    t.updatedAt = fromMs(1'700'000'000'500);
    t.succeededAt = fromMs(1'700'000'001'000);
    t.rolledBackAt = fromMs(1'700'000'002'000);
    t.rollbackReason = u"no money"_s;
    t.result = u"eyJvayI6dHJ1ZX0="_s;
    t.retryInterval = Milliseconds{20'000};
    t.nextDueAt = fromMs(1'700'000'020'000);
    t.epoch = 9;
    t.owner = u"desk-1"_s;
    t.failures = 4;
    t.attempts = 11;
    t.lastError = u"timed out"_s;
    t.paused = true;
    t.forced = true;
    t.lastSeq = 19;
    t.ranAhead = true;
    row.participants = {u"127.0.0.1:8081"_s, u"127.0.0.1:8082"_s};
    return row;
}

TransactionDetail fullDetail()
{
    TransactionDetail detail;
    detail.snapshot.transaction = fullRow().transaction;
    detail.snapshot.transaction.options.branchHeaders = {{u"X-Token"_s, u"t"_s}};
    BranchOp op{BranchId{u"01"_s}, OpKind::Compensate, OpStatus::Failed, u"http://a/b?c=d&e"_s, QByteArray("\x00\xff{}", 4),
                fromMs(5), fromMs(9)};
    detail.snapshot.ops = {op, BranchOp{}};
    detail.participants = {u"a"_s};
    detail.events = {fullEvent(), JournalEvent{}};
    detail.eventsTruncated = true;
    detail.actions = {{Action::Retry, true, {}, {}}, {Action::ForceStop, false, u"final"_s, fromMs(77)}};
    detail.planned = {{BranchId{u"02"_s}, OpKind::Query, u"http://q"_s, u"asks"_s, fromMs(88), false}, PlannedCall{}};
    return detail;
}

QJsonObject throughText(const QJsonObject &json)
{
    const auto back = codec::parseObject(QJsonDocument(json).toJson(QJsonDocument::Compact), codec::KeyRule::StrictOnce);
    return back ? *back : QJsonObject{};
}

template<class T>
auto strictly(Result<T> (*read)(const QJsonObject &, UnknownWords))
{
    return [read](const QJsonObject &json) { return read(json, UnknownWords::Refused); };
}

template<class T, class Read>
void compareBack(const T &value, Read read)
{
    const Result<T> back = read(throughText(codec::toJson(value)));
    QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().message));
    QVERIFY(*back == value);
}

} // namespace

class TransactionCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void comesBackEqual();
    void leavesHeadersOutOfRows();
    void writesTheJournalFast_data();
    void writesTheJournalFast();
    void refusesABrokenJournal();
    void namesTheBrokenField_data();
    void namesTheBrokenField();
};

void TransactionCodecTest::comesBackEqual()
{
    compareBack(fullRow(), strictly(codec::rowFromJson));
    compareBack(fullDetail(), strictly(codec::detailFromJson));
    compareBack(TransactionPage{{fullRow(), fullRow()}, u"cursor"_s}, strictly(codec::pageFromJson));
    compareBack(fullEvent(), strictly(codec::eventFromJson));
    ActionRequest request;
    request.reason = u"the customer called"_s;
    request.actor = u"alice"_s;
    request.expectedStatus = TransactionStatus::Prepared;
    request.expectedEpoch = 0;
    compareBack(request, codec::actionRequestFromJson);
    CoordinatorStats stats;
    stats.unfinished = {{TransactionStatus::Prepared, 1}, {TransactionStatus::Aborting, 3}};
    stats.stuck = 2;
    stats.oldestUnfinishedAge = Seconds{61};
    stats.oldestDue = Seconds{62};
    stats.succeededTotal = 4;
    stats.failedTotal = 5;
    stats.callsTotal = 6;
    stats.callsFailedTotal = 7;
    stats.callsInFlight = 8;
    stats.inMemory = 9;
    stats.commitMsP50 = 1.25;
    stats.commitMsP99 = 2.5;
    compareBack(stats, strictly(codec::statsFromJson));
    compareBack(ParticipantStats{u"a:1"_s, 1, 2, 3, 4, 5, 6, 7.5, 8.5, u"broken"_s, fromMs(9)}, codec::participantStatsFromJson);
    compareBack(NodeInfo{u"n"_s, u"0.1.0"_s, u"sqlite"_s, fromMs(1), fromMs(2), true, true}, codec::nodeFromJson);
}

void TransactionCodecTest::leavesHeadersOutOfRows()
{
    TransactionRow row = fullRow();
    row.transaction.options.branchHeaders = {{u"Authorization"_s, u"secret"_s}};
    QVERIFY(!QJsonDocument(codec::toJson(row)).toJson().contains("secret"));
}

void TransactionCodecTest::writesTheJournalFast_data()
{
    QTest::addColumn<JournalEvent>("event");
    QTest::newRow("empty") << JournalEvent{};
    QTest::newRow("full") << fullEvent();
    for (const auto &[kind, name] : eventKindNames) {
        JournalEvent event = fullEvent();
        event.kind = kind;
        QTest::newRow(name.data()) << event;
    }
}

void TransactionCodecTest::writesTheJournalFast()
{
    QFETCH(JournalEvent, event);
    const QByteArray text = codec::journalText({event, event});
    const QJsonArray slow{codec::toJson(event), codec::toJson(event)};
    QCOMPARE(QJsonDocument::fromJson(text).array(), slow);
    const auto back = codec::journalFromText(text);
    QVERIFY(back);
    QVERIFY(*back == QList<JournalEvent>({event, event}));
}

void TransactionCodecTest::refusesABrokenJournal()
{
    QVERIFY(!codec::journalFromText("{}"));
    QVERIFY(!codec::journalFromText("[{\"kind\":\"dance\"}]"));
    QCOMPARE(codec::journalText({}), QByteArray("[]"));
}

void TransactionCodecTest::namesTheBrokenField_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("no gid") << QByteArray("{}") << u"field gid: is missing"_s;
    QTest::newRow("word for number") << QByteArray(R"({"gid":"a","epoch":"1"})") << u"field epoch: expected a whole number"_s;
    QTest::newRow("unknown status") << QByteArray(R"({"gid":"a","status":"done"})") << u"field status: is not a known word"_s;
    QTest::newRow("inner") << QByteArray(R"({"gid":"a","options":{"waitResult":1}})")
                           << u"field options.waitResult: expected true or false"_s;
    QTest::newRow("list") << QByteArray(R"({"gid":"a","participants":[1]})") << u"field participants: expected a list of strings"_s;
    QTest::newRow("too large for int") << QByteArray(R"({"gid":"a","failures":4294967296})") << u"field failures: is out of range"_s;
}

void TransactionCodecTest::namesTheBrokenField()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const auto json = codec::parseObject(text, codec::KeyRule::StrictOnce);
    QVERIFY(json);
    const auto row = codec::rowFromJson(*json);
    QVERIFY(!row);
    QCOMPARE(row.error().message, message);
}

TXDESK_TEST(TransactionCodecTest);
#include "transaction_codec_test.moc"
