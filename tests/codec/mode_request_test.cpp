// The bodies of TCC, XA and workflow: branches as a flat map of strings, protocols, custom_data, how a workflow ended.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_answer.h"
#include "shared/codec/dtm_request.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

class ModeRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void readsKinds_data();
    void readsKinds();
    void readsProtocols_data();
    void readsProtocols();
    void readsAWorkflow();
    void readsHowAWorkflowEnded();
    void leavesStepsOfOthersAlone();
    void readsBranches();
    void takesNullForEmpty();
    void refusesBranches_data();
    void refusesBranches();
    void refusesWorkflows_data();
    void refusesWorkflows();
    void readsParamsLikeABody();
    void tellsProgress();
};

void ModeRequestTest::readsKinds_data()
{
    QTest::addColumn<TransactionKind>("kind");
    for (const auto &[kind, name] : transactionKindNames)
        QTest::newRow(name.data()) << kind;
}

void ModeRequestTest::readsKinds()
{
    QFETCH(TransactionKind, kind);
    const QByteArray name = QString(nameIn(transactionKindNames, kind)).toLatin1();
    const auto request = transactionRequestFrom(R"({"gid":"g","steps":[],"payloads":[],"trans_type":")" + name + "\"}", {});
    QVERIFY2(request.has_value(), request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->kind, kind);
}

void ModeRequestTest::readsProtocols_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QString>("read");
    QTest::newRow("absent") << QByteArray(R"("a":1)") << u"http"_s;
    QTest::newRow("null") << QByteArray(R"("protocol":null)") << u"http"_s;
    QTest::newRow("empty") << QByteArray(R"("protocol":"")") << u"http"_s;
    QTest::newRow("http") << QByteArray(R"("protocol":"http")") << u"http"_s;
    QTest::newRow("json-rpc") << QByteArray(R"("protocol":"json-rpc")") << u"json-rpc"_s;
    QTest::newRow("grpc") << QByteArray(R"("protocol":"grpc")") << u"grpc"_s;
}

void ModeRequestTest::readsProtocols()
{
    QFETCH(QByteArray, given);
    QFETCH(QString, read);
    const auto request = transactionRequestFrom(R"({"gid":"g","trans_type":"tcc",)" + given + '}', {});
    QVERIFY(request);
    QCOMPARE(request->protocol, read);
}

void ModeRequestTest::readsAWorkflow()
{
    const auto request = transactionRequestFrom(
        R"({"gid":"g","trans_type":"workflow","query_prepared":"http://a/resume","custom_data":"{\"name\":\"order\",\"data\":\"aGVsbG8=\"}"})", {});
    QVERIFY(request);
    QCOMPARE(request->custom.workflowName, u"order"_s);
    QCOMPARE(request->custom.workflowData, QByteArray("hello"));
    QCOMPARE(request->queryPrepared, u"http://a/resume"_s);
    const auto without = transactionRequestFrom(R"({"gid":"g","trans_type":"workflow","custom_data":"{\"name\":\"order\",\"data\":null}"})", {});
    QVERIFY(without);
    QVERIFY(without->custom.workflowData.isEmpty());
}

void ModeRequestTest::readsHowAWorkflowEnded()
{
    const auto request = transactionRequestFrom(
        R"({"gid":"g","trans_type":"workflow","req_extra":{"status":"failed","rollback_reason":"no money FAILURE","result":null}})", {});
    QVERIFY(request);
    QCOMPARE(request->extra.value(u"status"_s), u"failed"_s);
    QCOMPARE(request->extra.value(u"rollback_reason"_s), u"no money FAILURE"_s);
    QCOMPARE(request->extra.value(u"result"_s), QString());
}

// PHP sends its whole context, with empty lists where maps belong.
void ModeRequestTest::leavesStepsOfOthersAlone()
{
    const auto request = transactionRequestFrom(
        R"({"gid":"g","trans_type":"tcc","steps":[],"payloads":[],"sub_branch_id":0,"branch_headers":[],"custom_data":"[]"})", {});
    QVERIFY2(request.has_value(), request ? "" : qPrintable(request.error().message));
    QVERIFY(request->steps.isEmpty());
    QCOMPARE(request->customData, u"[]"_s);
}

void ModeRequestTest::readsBranches()
{
    const auto body = registerBodyFrom(
        R"({"gid":"g","trans_type":"tcc","branch_id":"0201","data":"{\"amount\":30}","try":"http://a/try","confirm":"http://a/confirm",)"
        R"("cancel":"http://a/cancel","url":"http://a/xa","op":"action","status":"succeed","subType":null})", {});
    QVERIFY2(body.has_value(), body ? "" : qPrintable(body.error().message));
    QCOMPARE(body->gid.value, u"g"_s);
    QCOMPARE(body->kindText, u"tcc"_s);
    QCOMPARE(body->branch.value, u"0201"_s);
    QCOMPARE(body->data, QByteArray(R"({"amount":30})"));
    QCOMPARE(body->confirm, u"http://a/confirm"_s);
    QCOMPARE(body->cancel, u"http://a/cancel"_s);
    QCOMPARE(body->url, u"http://a/xa"_s);
    QCOMPARE(body->op, u"action"_s);
    QCOMPARE(body->status, u"succeed"_s);
}

void ModeRequestTest::takesNullForEmpty()
{
    const auto body = registerBodyFrom(R"({"gid":"g","trans_type":"tcc","branch_id":"01","data":null,"confirm":null})", {});
    QVERIFY(body);
    QVERIFY(body->data.isEmpty());
    QVERIFY(body->confirm.isEmpty());
}

void ModeRequestTest::refusesBranches_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &more, const QString &message) { QTest::newRow(name) << more << message; };
    row("number", R"("branch_id":1)", u"expected a map of strings"_s);
    row("number where nobody looks", R"("branch_id":"01","x":1)", u"expected a map of strings"_s);
    row("map", R"("branch_id":"01","data":{})", u"expected a map of strings"_s);
    row("no branch", R"("data":"")", u"bad branch_id"_s);
    row("branch with a line end", R"("branch_id":"0\n1")", u"bad branch_id"_s);
    row("branch with a space at its end", R"("branch_id":"01 ")", u"bad branch_id"_s);
    row("branch with a quote", R"("branch_id":"0'1")", u"bad branch_id"_s);
    row("129 bytes", R"("branch_id":")" + QByteArray(129, '1') + '"', u"bad branch_id"_s);
    row("long url", R"("branch_id":"01","cancel":")" + QByteArray(1025, 'u') + '"', u"url too long"_s);
    row("large data", R"("branch_id":"01","data":")" + QByteArray(1024 * 1024 + 1, 'x') + '"', u"payload too large (at most 1048576 bytes)"_s);
    row("second gid", R"("branch_id":"01","gid":"a'b")", u"bad gid"_s);
}

void ModeRequestTest::refusesBranches()
{
    QFETCH(QByteArray, more);
    QFETCH(QString, message);
    const auto body = registerBodyFrom(R"({"gid":"g","trans_type":"tcc",)" + more + '}', {});
    QVERIFY(!body);
    QCOMPARE(body.error().code, ErrorCode::InvalidRequest);
    QCOMPARE(body.error().message, message);
}

void ModeRequestTest::refusesWorkflows_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("begins");
    QTest::newRow("no JSON") << QByteArray(R"("custom_data":"order")") << u"custom_data: bad json"_s;
    QTest::newRow("a name that is none") << QByteArray(R"("custom_data":"{\"name\":1}")") << u"custom_data: expected a workflow's name"_s;
    QTest::newRow("no base64") << QByteArray(R"("custom_data":"{\"name\":\"a\",\"data\":\"%\"}")") << u"custom_data: expected a workflow's name"_s;
    QTest::newRow("extra of numbers") << QByteArray(R"("req_extra":{"status":1})") << u"field req_extra"_s;
    QTest::newRow("extra as word") << QByteArray(R"("req_extra":"succeed")") << u"field req_extra"_s;
}

void ModeRequestTest::refusesWorkflows()
{
    QFETCH(QByteArray, more);
    QFETCH(QString, begins);
    const auto request = transactionRequestFrom(R"({"gid":"g","trans_type":"workflow",)" + more + '}', {});
    QVERIFY(!request);
    QVERIFY2(request.error().message.startsWith(begins), qPrintable(request.error().message));
}

// JSON-RPC: the members of params are those of a body, in any case, nulls absent.
void ModeRequestTest::readsParamsLikeABody()
{
    const auto whole = parseObject(R"({"params":{"GID":"g","Trans_Type":"tcc","custom_data":null,"wait_result":true}})", KeyRule::LikeGo);
    QVERIFY(whole);
    const auto request = transactionRequestFrom(likeGo(whole->value("params"_L1).toObject()), RequestLimits{});
    QVERIFY2(request.has_value(), request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->gid.value, u"g"_s);
    QVERIFY(request->options.waitResult);
    QVERIFY(!transactionRequestFrom(QJsonObject{}, RequestLimits{}));
    QVERIFY(!abortBodyFrom(QJsonObject{}, RequestLimits{}));
    QVERIFY(!registerBodyFrom(QJsonObject{}, RequestLimits{}));
}

// What the Go client reads strictly: an array and an object, also when there is nothing to tell.
void ModeRequestTest::tellsProgress()
{
    TransactionSnapshot snapshot;
    snapshot.transaction.gid = {u"g"_s};
    snapshot.transaction.kind = TransactionKind::Workflow;
    snapshot.transaction.status = TransactionStatus::Succeeded;
    snapshot.transaction.result = u"MQ=="_s;
    const QByteArray empty = dtmProgress(snapshot);
    QVERIFY2(empty.startsWith(R"({"progresses":[],"transaction":{"id":0,)"), empty.constData());
    QVERIFY2(empty.contains(R"("status":"succeed",)"), empty.constData());
    QVERIFY2(empty.contains(R"("result":"MQ==",)"), empty.constData());
    QVERIFY2(!empty.contains("null"), empty.constData());
    snapshot.ops = {{.branch = {u"01"_s}, .kind = OpKind::Business, .status = OpStatus::Failed, .payload = "no", .finishedAt = fromMs(0)}};
    const QByteArray one = dtmProgress(snapshot);
    QVERIFY2(one.contains(R"("gid":"g","bin_data":"bm8=","branch_id":"01","op":"business","status":"failed",)"), one.constData());
}

TXDESK_TEST(ModeRequestTest);
#include "mode_request_test.moc"
