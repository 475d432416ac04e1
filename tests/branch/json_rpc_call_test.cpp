// What a JSON-RPC participant receives, and what its answers mean.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_request.h"
#include "server/branch/json_rpc_call.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;

class JsonRpcCallTest : public QObject
{
    Q_OBJECT

private slots:
    void writesTheBody_data();
    void writesTheBody();
    void keepsTheUrlAndTheHeaders();
    void refusesOtherPayloads_data();
    void refusesOtherPayloads();
    void readsTheAnswer_data();
    void readsTheAnswer();
    void saysWhyNothingCame();
};

namespace {

engine::Call rpcCall(const QByteArray &payload)
{
    return {.call = 7, .gid = {u"g1"_s}, .kind = TransactionKind::Saga, .branch = {u"02"_s}, .op = OpKind::Compensate, .attempt = 3,
            .url = u"http://h:1/rpc?x=1&method=Bank.In#f"_s, .payload = payload, .protocol = u"json-rpc"_s,
            .headers = {{u"X-Trace"_s, u"9"_s}}, .timeout = Milliseconds{1500}};
}

} // namespace

void JsonRpcCallTest::writesTheBody_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("params");
    const QByteArray four = R"("branch_id":"02","gid":"g1","op":"compensate","trans_type":"saga"})";
    QTest::newRow("members") << R"({"amount":30})"_ba << R"({"amount":30,)" + four;
    QTest::newRow("a number too large for a double") << R"({"n":12345678901234567890123})"_ba << R"({"n":12345678901234567890123,)" + four;
    QTest::newRow("space around") << " { \"a\" : 1 } \n"_ba << "{ \"a\" : 1 ," + four;
    QTest::newRow("no members") << "{}"_ba << "{" + four;
    QTest::newRow("nothing: a back-check") << ""_ba << "{" + four;
    QTest::newRow("ours win") << R"({"gid":"other","z":1})"_ba
                              << R"({"branch_id":"02","gid":"g1","op":"compensate","trans_type":"saga","z":1})"_ba;
}

void JsonRpcCallTest::writesTheBody()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, params);
    const auto request = branch::jsonRpcRequestFor(rpcCall(payload), branch::usualHeaders({}));
    QVERIFY(request);
    QCOMPARE(request->body, R"({"id":"g1-02-compensate-3","jsonrpc":"2.0","method":"Bank.In","params":)" + params + '}');
    QVERIFY(QJsonDocument::fromJson(request->body).isObject());
}

void JsonRpcCallTest::keepsTheUrlAndTheHeaders()
{
    const auto request = branch::jsonRpcRequestFor(rpcCall({}), branch::usualHeaders({}));
    QVERIFY(request);
    QCOMPARE(request->method, "POST"_ba);
    QCOMPARE(request->url, u"http://h:1/rpc?x=1&method=Bank.In"_s); // no query added, the fragment is never sent
    QCOMPARE(request->timeout, Milliseconds{1500});
    QVERIFY(request->headers.contains(http::Header{"Content-Type", "application/json"}));
    QVERIFY(request->headers.contains(http::Header{"X-Trace", "9"}));
}

void JsonRpcCallTest::refusesOtherPayloads_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("a list") << "[1]"_ba;
    QTest::newRow("text") << "hello"_ba;
    QTest::newRow("two objects") << "{}{}"_ba;
}

void JsonRpcCallTest::refusesOtherPayloads()
{
    QFETCH(QByteArray, payload);
    const auto request = branch::jsonRpcRequestFor(rpcCall(payload), branch::usualHeaders({}));
    QVERIFY(!request);
    QCOMPARE(request.error().message, u"the payload of a JSON-RPC branch must be a JSON object; nothing was called"_s);
}

void JsonRpcCallTest::readsTheAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, int status, const QByteArray &body, Outcome outcome, const QString &text = {}) {
        QTest::newRow(name) << status << body << outcome << text;
    };
    row("a result", 200, R"({"jsonrpc":"2.0","result":{},"id":"1"})", Outcome::Succeeded);
    row("error is null", 200, R"({"result":null,"error":null})", Outcome::Succeeded);
    row("no JSON at all", 200, "done", Outcome::Succeeded);
    row("failure by code", 200, R"({"error":{"code":-32901,"message":"no money"}})", Outcome::Rejected, u"no money"_s);
    row("ongoing by code", 200, R"({"error":{"code":-32902,"message":"later"}})", Outcome::Ongoing, u"later"_s);
    row("another code", 200, R"({"error":{"code":-32603,"message":"boom"}})", Outcome::Unknown, u"boom"_s);
    row("a code that is no number", 200, R"({"error":{"code":"-32901","message":"boom"}})", Outcome::Unknown, u"boom"_s);
    row("an error without a message", 200, R"({"error":{"code":5}})", Outcome::Unknown, uR"({"error":{"code":5}})"_s);
    row("an error that is a text", 200, R"({"error":"text"})", Outcome::Unknown, uR"({"error":"text"})"_s);
    row("an error that is a list", 200, R"({"error":[]})", Outcome::Unknown, uR"({"error":[]})"_s);
    row("words rule before codes", 200, R"({"error":{"code":-32901,"message":"ONGOING"}})", Outcome::Ongoing,
        uR"({"error":{"code":-32901,"message":"ONGOING"}})"_s);
    row("FAILURE in words", 200, R"({"error":{"code":1,"message":"FAILURE"}})", Outcome::Rejected,
        uR"({"error":{"code":1,"message":"FAILURE"}})"_s);
    row("status rules before codes", 500, R"({"error":{"code":-32901,"message":"x"}})", Outcome::Unknown,
        uR"({"error":{"code":-32901,"message":"x"}})"_s);
    row("409", 409, "{}", Outcome::Rejected, u"{}"_s);
    row("425", 425, "{}", Outcome::Ongoing, u"{}"_s);
}

void JsonRpcCallTest::readsTheAnswer()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Outcome, outcome);
    QFETCH(QString, text);
    const engine::CallAnswered answer = branch::answerFromJsonRpc(
        7, {.kind = http::ClientResult::Kind::Answered, .status = status, .headers = {{"x-tx-barrier", "dup"}}, .body = body}, branch::classify(status, body));
    QCOMPARE(answer.call, 7);
    QCOMPARE(answer.outcome, outcome);
    QCOMPARE(answer.statusCode, status);
    QCOMPARE(answer.text, text);
    QCOMPARE(answer.barrier, BarrierNote::Duplicate);
}

void JsonRpcCallTest::saysWhyNothingCame()
{
    const engine::CallAnswered answer = branch::answerFromJsonRpc(7, {.kind = http::ClientResult::Kind::NotConnected, .error = u"refused"_s}, {});
    QCOMPARE(answer.outcome, Outcome::Unknown);
    QCOMPARE(answer.statusCode, 0);
    QCOMPARE(answer.text, u"refused"_s);
}

TXDESK_TEST(JsonRpcCallTest);
#include "json_rpc_call_test.moc"
