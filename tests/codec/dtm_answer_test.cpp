// The bytes DTM's clients read: members, their order, their presence, RFC 3339 times.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_answer.h"
#include "shared/codec/json_text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

class DtmAnswerTest : public QObject
{
    Q_OBJECT

private slots:
    void writesSmallAnswers_data();
    void writesSmallAnswers();
    void writesTimes_data();
    void writesTimes();
    void writesATransaction_data();
    void writesATransaction();
    void writesBranches();
    void writesLists();
};

void DtmAnswerTest::writesSmallAnswers_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("success") << dtmSuccess() << QByteArray(R"({"dtm_result":"SUCCESS"})");
    QTest::newRow("failure") << dtmFailure(u"a FAILURE") << QByteArray(R"({"dtm_result":"FAILURE","message":"a FAILURE"})");
    QTest::newRow("ongoing") << dtmOngoing(u"ONGOING") << QByteArray(R"({"dtm_result":"ONGOING","message":"ONGOING"})");
    QTest::newRow("message") << dtmMessage(u"a \"b\"\n<&>") << QByteArray("{\"message\":\"a \\\"b\\\"\\n\\u003c\\u0026\\u003e\"}");
    QTest::newRow("gid") << dtmNewGid(u"abc") << QByteArray(R"({"dtm_result":"SUCCESS","gid":"abc"})");
    QTest::newRow("unknown gid") << dtmQuery(nullptr) << QByteArray(R"({"branches":[],"transaction":null})");
    QTest::newRow("none of all") << dtmAll({}, {}) << QByteArray(R"({"next_position":"","transactions":[]})");
    QTest::newRow("all by unknown gid") << dtmNoneFound(u"7"_s) << QByteArray(R"({"next_position":"7","transactions":null})");
    QTest::newRow("no kv") << dtmKvList({}) << QByteArray(R"({"kv":[]})");
    QTest::newRow("no kv page") << dtmKvPage({}, {}) << QByteArray(R"({"kv":[],"next_position":""})");
    QTest::newRow("hastened") << dtmHastened(3, true) << QByteArray(R"({"has_remaining":true,"succeed_count":3})");
}

void DtmAnswerTest::writesSmallAnswers()
{
    QFETCH(QByteArray, made);
    QFETCH(QByteArray, bytes);
    QCOMPARE(made, bytes);
}

void DtmAnswerTest::writesTimes_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("whole second") << qint64{1'700'000'000'000} << QByteArray("2023-11-14T22:13:20Z");
    QTest::newRow("milliseconds") << qint64{1'700'000'000'123} << QByteArray("2023-11-14T22:13:20.123Z");
    QTest::newRow("zeros are cut") << qint64{1'700'000'000'120} << QByteArray("2023-11-14T22:13:20.12Z");
    QTest::newRow("leading zeros stay") << qint64{1'700'000'000'001} << QByteArray("2023-11-14T22:13:20.001Z");
    QTest::newRow("leap day") << qint64{1'709'164'800'000} << QByteArray("2024-02-29T00:00:00Z");
    QTest::newRow("before 1970") << qint64{-1} << QByteArray("1969-12-31T23:59:59.999Z");
}

void DtmAnswerTest::writesTimes()
{
    QFETCH(qint64, ms);
    QFETCH(QByteArray, text);
    QCOMPARE(rfc3339(fromMs(ms)), text);
}

void DtmAnswerTest::writesATransaction_data()
{
    QTest::addColumn<GlobalTransaction>("transaction");
    QTest::addColumn<QByteArray>("bytes");
    GlobalTransaction t;
    t.id = 5;
    t.gid = Gid{u"g"_s};
    t.protocol = u"http"_s;
    t.createdAt = t.updatedAt = fromMs(1'700'000'000'000);
    const QByteArray head = R"({"id":5,"create_time":"2023-11-14T22:13:20Z","update_time":"2023-11-14T22:13:20Z","gid":"g",)";
    QTest::newRow("least") << t << head
            + R"("trans_type":"saga","status":"prepared","protocol":"http","options":"{\"concurrent\":false}","concurrent":false})";
    t.kind = TransactionKind::Message;
    t.status = TransactionStatus::Succeeded;
    t.queryPrepared = u"http://q"_s;
    t.succeededAt = fromMs(1'700'000'000'500);
    t.options.waitResult = true;
    t.customData = u"{\"delay\":1}"_s;
    t.retryInterval = Milliseconds{10'000};
    t.nextDueAt = fromMs(1'700'000'010'000);
    t.owner = u"n"_s;
    QTest::newRow("succeeded") << t << head
            + R"("trans_type":"msg","status":"succeed","query_prepared":"http://q","protocol":"http",)"
              R"("finish_time":"2023-11-14T22:13:20.5Z","options":"{\"wait_result\":true,\"concurrent\":false}",)"
              R"("custom_data":"{\"delay\":1}","next_cron_interval":10,"next_cron_time":"2023-11-14T22:13:30Z",)"
              R"("owner":"n","concurrent":false})";
    GlobalTransaction f;
    f.id = 5;
    f.gid = t.gid;
    f.createdAt = f.updatedAt = t.createdAt;
    f.status = TransactionStatus::Failed;
    f.rolledBackAt = t.createdAt;
    f.rollbackReason = u"no FAILURE"_s;
    QTest::newRow("failed") << f << head
            + R"("trans_type":"saga","status":"failed","rollback_time":"2023-11-14T22:13:20Z",)"
              R"("rollback_reason":"no FAILURE","options":"{\"concurrent\":false}","concurrent":false})";
}

void DtmAnswerTest::writesATransaction()
{
    QFETCH(GlobalTransaction, transaction);
    QFETCH(QByteArray, bytes);
    QCOMPARE(dtmTransaction(transaction), bytes);
}

void DtmAnswerTest::writesBranches()
{
    TransactionSnapshot snapshot;
    snapshot.transaction.gid = Gid{u"g"_s};
    BranchOp op;
    op.branch = BranchId{u"01"_s};
    op.createdAt = fromMs(0);
    QCOMPARE(dtmBranch(Gid{u"g"_s}, op), QByteArray(R"({"id":0,"create_time":"1970-01-01T00:00:00Z",)"
                                                    R"("update_time":"1970-01-01T00:00:00Z","gid":"g","branch_id":"01",)"
                                                    R"("op":"action","status":"prepared"})"));
    op.url = u"http://a"_s;
    op.payload = "{}";
    op.status = OpStatus::Succeeded;
    op.finishedAt = fromMs(1000);
    QCOMPARE(dtmBranch(Gid{u"g"_s}, op), QByteArray(R"({"id":0,"create_time":"1970-01-01T00:00:00Z",)"
                                                    R"("update_time":"1970-01-01T00:00:01Z","gid":"g","url":"http://a",)"
                                                    R"("bin_data":"e30=","branch_id":"01","op":"action",)"
                                                    R"("status":"succeed","finish_time":"1970-01-01T00:00:01Z"})"));
    snapshot.ops = {op, op};
    const QByteArray branch = dtmBranch(snapshot.transaction.gid, op);
    QCOMPARE(dtmQuery(&snapshot), "{\"branches\":[" + branch + ',' + branch + "],\"transaction\":"
                 + dtmTransaction(snapshot.transaction) + '}');
}

void DtmAnswerTest::writesLists()
{
    const KvRow row{3, u"topics"_s, u"t"_s, u"[]"_s, 2, fromMs(0), fromMs(0)};
    const QByteArray kv = R"({"id":3,"create_time":"1970-01-01T00:00:00Z","update_time":"1970-01-01T00:00:00Z",)"
                          R"("cat":"topics","k":"t","v":"[]","version":2})";
    QCOMPARE(dtmKvPage({row}, u"3"_s), "{\"kv\":[" + kv + "],\"next_position\":\"3\"}");
    const GlobalTransaction transaction;
    const QByteArray text = dtmTransaction(transaction);
    QCOMPARE(dtmAll({transaction, transaction}, u"1"_s),
             "{\"next_position\":\"1\",\"transactions\":[" + text + ',' + text + "]}");
}

TXDESK_TEST(DtmAnswerTest);
#include "dtm_answer_test.moc"
