// What DTM's client libraries really send is understood; every bad input is refused by name.
// Source of the samples: the C#, Java, PHP, Python and Go clients of DTM, as docs/api.md lists their habits.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_request.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

namespace {

const QByteArray oneStep = R"("steps":[{"action":"http://a","compensate":"http://c"}],"payloads":["{}"])";

QByteArray sagaWith(const QByteArray &more)
{
    return R"({"gid":"g","trans_type":"saga",)" + oneStep + (more.isEmpty() ? "" : ",") + more + '}';
}

QByteArray withGid(const QByteArray &jsonString)
{
    return R"({"gid":)" + jsonString + R"(,"trans_type":"saga",)" + oneStep + '}';
}

QByteArray stepsOf(int count)
{
    QByteArray steps = R"({"action":"","compensate":""})";
    QByteArray payloads = R"("")";
    return R"({"gid":"g","trans_type":"saga","steps":[)" + (steps + ',').repeated(count - 1) + steps + R"(],"payloads":[)"
        + (payloads + ',').repeated(count - 1) + payloads + "]}";
}

} // namespace

class DtmRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void readsClients_data();
    void readsClients();
    void readsEveryMember();
    void readsOldData();
    void checksGids_data();
    void checksGids();
    void keepsDtmGids();
    void refuses_data();
    void refuses();
    void takesTheLimit();
    void readsAborts();
};

void DtmRequestTest::readsClients_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray steps = R"("steps":[{"action":"http://a","compensate":"http://c"}],"payloads":["{\"amount\":30}"])";
    QTest::newRow("Go") << R"({"gid":"g","trans_type":"saga",)" + steps + R"(,"protocol":"","concurrent":false})";
    QTest::newRow("C#: indented, nulls and zeros")
        << "{\n  \"gid\": \"g\",\n  \"trans_type\": \"saga\",\n  " + steps
            + ",\n  \"custom_data\": null,\n  \"wait_result\": false,\n  \"timeout_to_fail\": 0,\n  \"retry_interval\": 0,"
              "\n  \"query_prepared\": null,\n  \"protocol\": null,\n  \"rollback_reason\": null,\n  \"branch_headers\": null\n}";
    QTest::newRow("Java: subType twice, nulls")
        << R"({"subType":"SagaOperatorParam","gid":"g","trans_type":"saga","subType":"saga",)" + steps
            + R"(,"custom_data":null,"passthrough_headers":[],"branch_headers":{},"wait_result":false})";
    QTest::newRow("PHP: context dump, empty lists for maps")
        << R"({"gid":"g","trans_type":"saga","op":"","branch_id":"","sub_branch_id":1,"barrier_id":0,"phase2_url":"","dtm":"x",)"
            + steps + R"(,"branch_headers":[],"custom_data":"{\"concurrent\":false,\"orders\":null}"})";
    QTest::newRow("Python: every member")
        << R"({"gid":"g","trans_type":"saga","custom_data":null,"wait_result":false,"timeout_to_fail":0,"request_timeout":8,)"
           R"("retry_interval":0,"passthrough_headers":[],"branch_headers":{},"concurrent":false,"query_prepared":null,"protocol":null,)"
            + steps + '}';
    QTest::newRow("keys in another case") << R"({"Gid":"g","TRANS_TYPE":"saga",)" + steps + '}';
    QTest::newRow("last duplicate wins") << R"({"gid":"x","trans_type":"msg","gid":"g","trans_type":"saga","gid":null,)" + steps + '}';
    QTest::newRow("mass assignment") << R"({"gid":"g","trans_type":"saga","id":9,"owner":"me","epoch":4,"status":"succeed",)"
                                        R"("next_cron_time":7,"create_time":"x","options":{},)"
            + steps + '}';
}

void DtmRequestTest::readsClients()
{
    QFETCH(QByteArray, body);
    const auto request = transactionRequestFrom(body, {});
    QVERIFY2(request.has_value(), request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->gid.value, u"g"_s);
    QCOMPARE(request->kind, TransactionKind::Saga);
    QCOMPARE(request->protocol, u"http"_s);
    const QList<RequestStep> steps{{u"http://a"_s, u"http://c"_s, "{\"amount\":30}"}};
    QVERIFY(request->steps == steps);
}

void DtmRequestTest::readsEveryMember()
{
    const auto request = transactionRequestFrom(
        R"({"gid":"g","trans_type":"msg","steps":[{"action":"topic://t"}],"payloads":[""],"custom_data":"{\"delay\":10}",)"
        R"("query_prepared":"http://q","wait_result":true,"timeout_to_fail":60,"request_timeout":600,"retry_interval":15,)"
        R"("branch_headers":{"X-A":"1","X-B":null},"concurrent":true,"retry_limit":3,"protocol":"http"})", {});
    QVERIFY2(request.has_value(), request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->kind, TransactionKind::Message);
    QCOMPARE(request->queryPrepared, u"http://q"_s);
    QCOMPARE(request->custom.delay, Seconds{10});
    QVERIFY(request->custom.concurrent);
    TransactionOptions options;
    options.waitResult = options.concurrent = true;
    options.timeoutToFail = Seconds{60};
    options.requestTimeout = Seconds{600};
    options.retryInterval = Seconds{15};
    options.retryLimit = 3;
    options.branchHeaders = {{u"X-A"_s, u"1"_s}, {u"X-B"_s, QString()}};
    QVERIFY(request->options == options);
}

void DtmRequestTest::readsOldData()
{
    const auto request = transactionRequestFrom(
        R"({"gid":"g","trans_type":"saga","steps":[{"action":"a","compensate":"c","data":"1"},{"action":"b","data":"2"}]})", {});
    QVERIFY(request);
    QCOMPARE(request->steps.size(), 2);
    QCOMPARE(request->steps[0].payload, QByteArray("1"));
    QCOMPARE(request->steps[1].payload, QByteArray("2"));
}

void DtmRequestTest::checksGids_data()
{
    QTest::addColumn<QByteArray>("gid");
    QTest::addColumn<bool>("fits");
    QTest::newRow("plain") << QByteArray(R"("order-2026_1.a:b/c")") << true;
    QTest::newRow("path") << QByteArray(R"("../../x")") << true;
    QTest::newRow("emoji") << QByteArray("\"\xf0\x9f\x99\x82\"") << true;
    QTest::newRow("formula") << QByteArray("\"=cmd()\"") << true;
    QTest::newRow("128 bytes") << '"' + QByteArray(128, 'a') + '"' << true;
    QTest::newRow("129 bytes") << '"' + QByteArray(129, 'a') + '"' << false;
    QTest::newRow("129 bytes in fewer characters") << '"' + QByteArray("\xc3\xa9").repeated(64) + "a\"" << false;
    QTest::newRow("empty") << QByteArray("\"\"") << false;
    QTest::newRow("null") << QByteArray("null") << false;
    QTest::newRow("quote") << QByteArray(R"("a' or '1'='1")") << false;
    QTest::newRow("drop table") << QByteArray(R"("x\"; drop table trans_global; --")") << false;
    QTest::newRow("wildcards") << QByteArray(R"("%_")") << false;
    QTest::newRow("backslash") << QByteArray(R"("a\\b")") << false;
    QTest::newRow("line break") << QByteArray(R"("a\r\nb")") << false;
    QTest::newRow("markup") << QByteArray(R"("<script>")") << false;
    QTest::newRow("right-to-left") << QByteArray(R"("a\u202eb")") << false;
    QTest::newRow("NUL") << QByteArray(R"("a\u0000b")") << false;
    QTest::newRow("line separator") << QByteArray(R"("a\u2028b")") << false;
}

void DtmRequestTest::checksGids()
{
    QFETCH(QByteArray, gid);
    QFETCH(bool, fits);
    const auto request = transactionRequestFrom(withGid(gid), {});
    QCOMPARE(request.has_value(), fits);
    if (!fits)
        QCOMPARE(request.error().message, u"bad gid"_s);
    QCOMPARE(gidBodyFrom(R"({"gid":)" + gid + '}', {}).has_value(), fits);
}

void DtmRequestTest::keepsDtmGids()
{
    RequestLimits limits;
    limits.gidCharset = GidCharset::Dtm;
    const auto gid = gidBodyFrom(R"({"gid":"a' %_\"\r\n;\\"})", limits);
    QVERIFY(gid);
    QCOMPARE(gid->value, u"a' %_\"\\"_s);
    QVERIFY(!gidBodyFrom(R"({"gid":"a\u0000"})", limits));
    QVERIFY(!gidBodyFrom(R"({"gid":";\r\n"})", limits));
}

void DtmRequestTest::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("begins");
    const auto row = [](const char *name, const QByteArray &body, const QString &begins) { QTest::newRow(name) << body << begins; };
    row("no JSON", "hello", u"bad json at 0"_s);
    row("missing gid", R"({"trans_type":"saga"})", u"bad gid"_s);
    row("gid as number", R"({"gid":1,"trans_type":"saga"})", u"field gid"_s);
    row("unknown type", R"({"gid":"g","trans_type":"sage"})", u"trans_type: expected saga, msg, tcc, xa, workflow, at or notify"_s);
    row("no type", R"({"gid":"g"})", u"trans_type"_s);
    row("10 kB type", R"({"gid":"g","trans_type":")" + QByteArray(10'000, 'x') + "\"}", u"trans_type"_s);
    row("protocol", sagaWith(R"("protocol":"smtp")"), u"protocol: expected http, json-rpc or grpc"_s);
    for (const char *value : {"1e999", "-0", "9223372036854775808", "1.5", "\"3\"", "-1", "1000000000000", "true", "[]"})
        row(qPrintable(u"timeout_to_fail "_s + QLatin1StringView(value)), sagaWith(QByteArray(R"("timeout_to_fail":)") + value),
            u"field timeout_to_fail"_s);
    row("retry_interval -5", sagaWith(R"("retry_interval":-5)"), u"field retry_interval"_s);
    row("request_timeout 601", sagaWith(R"("request_timeout":601)"), u"field request_timeout"_s);
    row("wait_result as word", sagaWith(R"("wait_result":"true")"), u"field wait_result"_s);
    row("headers as list", sagaWith(R"("branch_headers":["a"])"), u"field branch_headers"_s);
    row("headers of numbers", sagaWith(R"("branch_headers":{"a":1})"), u"field branch_headers"_s);
    for (const char *name : {"Host", "content-length", "Transfer-Encoding", "Connection", "a b", "", "a:b", "\xc3\xa9"})
        row(qPrintable(u"header "_s + QString::fromUtf8(name)), sagaWith(QByteArray(R"("branch_headers":{")") + name + R"(":"1"})"),
            u"branch_headers"_s);
    row("header value with line break", sagaWith(R"("branch_headers":{"a":"b\r\nc"})"), u"branch_headers"_s);
    row("header value too long", sagaWith(R"("branch_headers":{"a":")" + QByteArray(4097, 'x') + "\"}"), u"branch_headers"_s);
    QByteArray headers = R"("h0":"")";
    for (int i = 1; i < 33; ++i)
        headers += ",\"h" + QByteArray::number(i) + "\":\"\"";
    row("33 headers", sagaWith(R"("branch_headers":{)" + headers + '}'), u"branch_headers"_s);
    row("fewer payloads", R"({"gid":"g","trans_type":"saga","steps":[{"action":""}],"payloads":[]})", u"payloads"_s);
    row("more payloads", R"({"gid":"g","trans_type":"saga","steps":[{"action":""}],"payloads":["",""]})", u"payloads"_s);
    row("null payloads", R"({"gid":"g","trans_type":"saga","steps":[{"action":""}],"payloads":null})", u"payloads"_s);
    row("object payload", R"({"gid":"g","trans_type":"saga","steps":[{"action":""}],"payloads":[{}]})", u"field payloads"_s);
    row("mixed data", R"({"gid":"g","trans_type":"saga","steps":[{"action":"","data":"1"}],"payloads":["1"]})", u"payloads"_s);
    row("payload too large", R"({"gid":"g","trans_type":"saga","steps":[{"action":""}],"payloads":[")"
            + QByteArray(1024 * 1024 + 1, 'x') + "\"]}", u"payload too large"_s);
    row("1001 steps", stepsOf(1001), u"steps: too many"_s);
    row("no action", R"({"gid":"g","trans_type":"saga","steps":[{"compensate":""}],"payloads":[""]})", u"steps[0].action"_s);
    row("action as number", R"({"gid":"g","trans_type":"saga","steps":[{"action":1}],"payloads":[""]})", u"field steps[0].action"_s);
    row("step as word", R"({"gid":"g","trans_type":"saga","steps":["a"],"payloads":[""]})", u"field steps[0]"_s);
    row("long url", R"({"gid":"g","trans_type":"saga","steps":[{"action":")" + QByteArray(1025, 'u')
            + R"("}],"payloads":[""]})", u"url too long"_s);
    row("long query url", sagaWith(R"("query_prepared":")" + QByteArray(1025, 'u') + '"'), u"url too long"_s);
    row("long custom_data", sagaWith(R"("custom_data":")" + QByteArray(64 * 1024 + 1, ' ') + '"'), u"custom_data"_s);
    row("orders", sagaWith(R"("custom_data":"{\"orders\":{\"0\":[99]}}")"), u"orders"_s);
    row("custom_data as object", sagaWith(R"("custom_data":{})"), u"field custom_data"_s);
}

void DtmRequestTest::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, begins);
    const auto request = transactionRequestFrom(body, {});
    QVERIFY(!request);
    const QString message = request.error().message;
    QCOMPARE(request.error().code, ErrorCode::InvalidRequest);
    QVERIFY2(message.startsWith(begins), qPrintable(message));
    for (const QString &word : {u"SUCCESS"_s, u"FAILURE"_s, u"ONGOING"_s})
        QVERIFY2(!message.contains(word), "old clients scan bodies for this word");
}

void DtmRequestTest::takesTheLimit()
{
    QVERIFY(transactionRequestFrom(stepsOf(1000), {}).has_value());
    const QByteArray url(1024, 'u');
    const auto request = transactionRequestFrom(
        R"({"gid":"g","trans_type":"saga","steps":[{"action":")" + url + R"("}],"payloads":[")" + QByteArray(1024 * 1024, 'x') + "\"]}", {});
    QVERIFY2(request.has_value(), request ? "" : qPrintable(request.error().message));
    QVERIFY(transactionRequestFrom(sagaWith(R"("request_timeout":600,"branch_headers":{"a":")" + QByteArray(4096, 'x') + "\"}"), {}).has_value());
}

void DtmRequestTest::readsAborts()
{
    const auto abort = abortBodyFrom(R"({"gid":"g","trans_type":"tcc","rollback_reason":")" + QByteArray(2000, 'r') + R"(","wait_result":true})", {});
    QVERIFY(abort);
    QCOMPARE(abort->kindText, u"tcc"_s);
    QCOMPARE(abort->reason.size(), 1024);
    QVERIFY(abort->waitResult);
}

TXDESK_TEST(DtmRequestTest);
#include "dtm_request_test.moc"
