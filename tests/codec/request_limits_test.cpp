// Every limit of a request: what is just within is taken, one more is refused by its name. docs/limits.md tells them all.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_request.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

namespace {

using Make = std::function<QByteArray(int size)>; // the body of a request of that size

QByteArray sagaOf(const QByteArray &members)
{
    return R"({"gid":"g","trans_type":"saga","steps":[{"action":""}],"payloads":[""])" + (members.isEmpty() ? QByteArray() : ',' + members) + '}';
}

QByteArray manyStepsOf(int count)
{
    QByteArray steps, payloads;
    for (int i = 0; i < count; ++i) {
        steps += QByteArray(i ? "," : "") + R"({"action":""})";
        payloads += QByteArray(i ? "," : "") + R"("")";
    }
    return R"({"gid":"g","trans_type":"saga","steps":[)" + steps + R"(],"payloads":[)" + payloads + "]}";
}

QByteArray headersOf(int count)
{
    QByteArray headers;
    for (int i = 0; i < count; ++i)
        headers += QByteArray(i ? "," : "") + "\"h" + QByteArray::number(i) + "\":\"v\"";
    return sagaOf(R"("branch_headers":{)" + headers + '}');
}

} // namespace

class RequestLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void ofRequests_data();
    void ofRequests();
    void ofBranches_data();
    void ofBranches();
    void ofReasons();
    void areSettings();
};

void RequestLimitsTest::ofRequests_data()
{
    QTest::addColumn<Make>("make");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("begins");
    const auto row = [](const char *name, int most, const QString &begins, Make make) { QTest::newRow(name) << std::move(make) << most << begins; };
    row("gid", 128, u"bad gid"_s, [](int n) { return R"({"gid":")" + QByteArray(n, 'g') + R"(","trans_type":"tcc"})"; });
    row("steps", 1000, u"steps: too many"_s, manyStepsOf);
    row("payload", 1024 * 1024, u"payload too large"_s, [](int n) {
        return R"({"gid":"g","trans_type":"saga","steps":[{"action":""}],"payloads":[")" + QByteArray(n, 'p') + "\"]}";
    });
    row("custom_data", 64 * 1024, u"custom_data: too long"_s, [](int n) {
        return sagaOf(R"("custom_data":"{\"a\":\")" + QByteArray(n - 8, ' ') + R"(\"}")");
    });
    row("url", 1024, u"url too long"_s, [](int n) { return R"({"gid":"g","trans_type":"saga","steps":[{"action":")" + QByteArray(n, 'u') + R"("}],"payloads":[""]})"; });
    row("query_prepared", 1024, u"url too long"_s, [](int n) { return sagaOf(R"("query_prepared":")" + QByteArray(n, 'u') + '"'); });
    row("branch_headers", 32, u"branch_headers: too many"_s, headersOf);
    row("value of a branch header", 4096, u"branch_headers: a value"_s, [](int n) { return sagaOf(R"("branch_headers":{"a":")" + QByteArray(n, 'v') + "\"}"); });
    // The object itself is one of both.
    row("JSON depth", 64, u"json too deep"_s, [](int n) { return sagaOf("\"x\":" + QByteArray(n - 1, '[') + QByteArray(n - 1, ']')); });
    row("JSON values", 100'000, u"json too large"_s, [](int n) { // beside the numbers: object, gid, type, steps with 2 within, payloads with 1, x
        return sagaOf("\"x\":[" + QByteArray("1,").repeated(n - 10) + "1]");
    });
    row("JSON number", 64, u"json number too long"_s, [](int n) { return sagaOf("\"x\":" + QByteArray(n, '1')); });
    row("JSON key", 256, u"json key too long"_s, [](int n) { return sagaOf('"' + QByteArray(n, 'k') + "\":1"); });
    row("timeout_to_fail", 315'360'000, u"field timeout_to_fail"_s, [](int n) { return sagaOf("\"timeout_to_fail\":" + QByteArray::number(n)); });
    row("retry_interval", 315'360'000, u"field retry_interval"_s, [](int n) { return sagaOf("\"retry_interval\":" + QByteArray::number(n)); });
    row("request_timeout", 600, u"field request_timeout"_s, [](int n) { return sagaOf("\"request_timeout\":" + QByteArray::number(n)); });
    row("retry_limit", 1'000'000, u"field retry_limit"_s, [](int n) { return sagaOf("\"retry_limit\":" + QByteArray::number(n)); });
}

void RequestLimitsTest::ofRequests()
{
    QFETCH(Make, make);
    QFETCH(int, most);
    QFETCH(QString, begins);
    const auto within = transactionRequestFrom(make(most), RequestLimits{});
    QVERIFY2(within.has_value(), within ? "" : qPrintable(within.error().message));
    const auto beyond = transactionRequestFrom(make(most + 1), RequestLimits{});
    QVERIFY(!beyond);
    QVERIFY2(beyond.error().message.startsWith(begins), qPrintable(beyond.error().message));
    QCOMPARE(beyond.error().code, ErrorCode::InvalidRequest);
}

void RequestLimitsTest::ofBranches_data()
{
    QTest::addColumn<Make>("make");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("begins");
    const auto row = [](const char *name, int most, const QString &begins, Make make) { QTest::newRow(name) << std::move(make) << most << begins; };
    row("branch_id", 128, u"bad branch_id"_s, [](int n) { return R"({"gid":"g","trans_type":"tcc","branch_id":")" + QByteArray(n, '1') + "\"}"; });
    row("gid and branch_id of an XA", 64, u"xa id too long"_s, [](int n) {
        return R"({"gid":")" + QByteArray(n - 2, 'g') + R"(","trans_type":"xa","branch_id":"01"})";
    });
    row("the same in other letters", 64, u"xa id too long"_s, [](int n) {
        return R"({"gid":")" + QByteArray("\xe4\xb8\xad").repeated(20) + R"(","trans_type":"xa","branch_id":")" + QByteArray(n - 60, '1') + "\"}";
    });
    row("data", 1024 * 1024, u"payload too large"_s, [](int n) { return R"({"gid":"g","trans_type":"tcc","branch_id":"01","data":")" + QByteArray(n, 'd') + "\"}"; });
    row("url", 1024, u"url too long"_s, [](int n) { return R"({"gid":"g","trans_type":"xa","branch_id":"01","url":")" + QByteArray(n, 'u') + "\"}"; });
    row("confirm", 1024, u"url too long"_s, [](int n) { return R"({"gid":"g","trans_type":"tcc","branch_id":"01","confirm":")" + QByteArray(n, 'u') + "\"}"; });
}

void RequestLimitsTest::ofBranches()
{
    QFETCH(Make, make);
    QFETCH(int, most);
    QFETCH(QString, begins);
    const auto within = registerBodyFrom(make(most), RequestLimits{});
    QVERIFY2(within.has_value(), within ? "" : qPrintable(within.error().message));
    const auto beyond = registerBodyFrom(make(most + 1), RequestLimits{});
    QVERIFY(!beyond);
    QVERIFY2(beyond.error().message.startsWith(begins), qPrintable(beyond.error().message));
}

// Cut, not refused: no status change fails because a text is long (I35).
void RequestLimitsTest::ofReasons()
{
    for (const int size : {1024, 1025, 1024 * 1024}) {
        const auto abort = abortBodyFrom(R"({"gid":"g","trans_type":"tcc","rollback_reason":")" + QByteArray(size, 'r') + "\"}", RequestLimits{});
        QVERIFY(abort);
        QCOMPARE(abort->reason.size(), 1024);
    }
}

void RequestLimitsTest::areSettings()
{
    RequestLimits limits;
    limits.stepsMax = 2;
    limits.gidBytesMax = 3;
    limits.json.depthMax = 4;
    QVERIFY(transactionRequestFrom(manyStepsOf(2), limits));
    QVERIFY(!transactionRequestFrom(manyStepsOf(3), limits));
    QVERIFY(!transactionRequestFrom(QByteArray(R"({"gid":"long","trans_type":"tcc"})"), limits));
    QVERIFY(!transactionRequestFrom(sagaOf(R"("x":[[[[]]]])"), limits));
}

TXDESK_TEST(RequestLimitsTest);
#include "request_limits_test.moc"
