// Wherever a request names a URL, it is one that may be called. Source: spec 4.4, rows 65-72.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/url_policy.h"
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;

namespace {

api::ApiSettings checkingSettings()
{
    api::ApiSettings settings;
    settings.checkUrl = [](const QString &url) { return security::UrlPolicy().checkUrl(url); };
    return settings;
}

} // namespace

class UrlRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_bench.reset(); }
    void refusesEverywhere_data();
    void refusesEverywhere();
    void answersByRow_data();
    void answersByRow();
    void refusesASubscriber();
    void refusesByJsonRpc();

private:
    [[nodiscard]] bool isThere(const QString &gid);

    std::unique_ptr<ApiBench> m_bench;
};

void UrlRowsTest::initTestCase()
{
    m_bench = std::make_unique<ApiBench>(checkingSettings());
    QVERIFY(m_bench->start());
    for (const char *kind : {"tcc", "xa", "at"})
        QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, QByteArray(R"({"gid":"of-%1","trans_type":"%1"})").replace("%1", kind)).status, 200);
}

bool UrlRowsTest::isThere(const QString &gid)
{
    return !m_bench->get(u"/api/dtmsvr/query?gid="_s + gid).body.contains(R"("transaction":null)");
}

void UrlRowsTest::refusesEverywhere_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QString &route, const QByteArray &body) { QTest::newRow(name) << route << body; };
    row("action", u"submit"_s, R"({"gid":"new","trans_type":"saga","steps":[{"action":"@","compensate":""}],"payloads":["{}"]})");
    row("compensate", u"submit"_s, R"({"gid":"new","trans_type":"saga","steps":[{"action":"","compensate":"@"}],"payloads":["{}"]})");
    row("the last of several", u"submit"_s,
        R"({"gid":"new","trans_type":"saga","steps":[{"action":""},{"action":"http://127.0.0.1:1/a"},{"action":"@"}],"payloads":["","",""]})");
    row("message", u"prepare"_s, R"({"gid":"new","trans_type":"msg","query_prepared":"","steps":[{"action":"@"}],"payloads":["{}"]})");
    row("back-check", u"prepare"_s, R"({"gid":"new","trans_type":"msg","query_prepared":"@","steps":[{"action":""}],"payloads":["{}"]})");
    row("workflow", u"prepareWorkflow"_s, R"({"gid":"new","trans_type":"workflow","query_prepared":"@"})");
    row("confirm", u"registerBranch"_s, R"({"gid":"of-tcc","trans_type":"tcc","branch_id":"01","confirm":"@","cancel":""})");
    row("cancel", u"registerBranch"_s, R"({"gid":"of-tcc","trans_type":"tcc","branch_id":"01","confirm":"","cancel":"@"})");
    row("phase two of AT", u"registerBranch"_s,
        R"({"gid":"of-at","trans_type":"at","request_id":"q","resource_id":"r","url":"@","locks":[{"table":"t","pks":[[1]]}]})");
    row("notification", u"submit"_s, R"({"gid":"new","trans_type":"notify","steps":[{"action":"@"}],"payloads":["{}"]})");
    row("xa", u"registerBranch"_s, R"({"gid":"of-xa","trans_type":"xa","branch_id":"01","url":"@"})");
}

void UrlRowsTest::refusesEverywhere()
{
    QFETCH(QString, route);
    QFETCH(QByteArray, body);
    const Heard heard = m_bench->post(u"/api/dtmsvr/"_s + route, QByteArray(body).replace('@', "http://169.254.169.254/latest"));
    QCOMPARE(heard.status, 400);
    QCOMPARE(heard.message(), u"url not allowed"_s);
    QVERIFY(!isThere(u"new"_s));
    QVERIFY(m_bench->caller.calls.isEmpty());
}

void UrlRowsTest::answersByRow_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("message");
    QTest::newRow("65") << u"file:///etc/passwd"_s << u"url scheme"_s;
    QTest::newRow("66") << u"http://0/"_s << u"url not allowed"_s;
    QTest::newRow("68") << u"http://0x7f.1/"_s << u"url host"_s;
    QTest::newRow("70") << u"http://good@evil/"_s << u"url"_s;
    QTest::newRow("72 length") << u"http://bank/"_s + QString(1013, u'x') << u"url too long"_s;
    QTest::newRow("72 port") << u"http://bank:22/"_s << u"url port"_s;
}

void UrlRowsTest::answersByRow()
{
    QFETCH(QString, url);
    const QByteArray body = R"({"gid":"new","trans_type":"saga","steps":[{"action":"%1"}],"payloads":["{}"]})";
    const Heard heard = m_bench->post(u"/api/dtmsvr/submit"_s, QByteArray(body).replace("%1", url.toUtf8()));
    QCOMPARE(heard.status, 400);
    QTEST(heard.message(), "message");
    QVERIFY(!isThere(u"new"_s));
}

void UrlRowsTest::refusesASubscriber()
{
    const Heard heard = m_bench->get(u"/api/dtmsvr/subscribe?topic=t&remark=r&url=http%3A%2F%2F169.254.169.254%2F"_s);
    QCOMPARE(heard.status, 400);
    QCOMPARE(heard.message(), u"url not allowed"_s);
    QVERIFY(!m_bench->get(u"/api/dtmsvr/queryKV?cat=topics&key=t"_s).body.contains("169.254"));
}

void UrlRowsTest::refusesByJsonRpc()
{
    const Heard heard = m_bench->post(u"/api/json-rpc"_s, R"({"jsonrpc":"2.0","id":"1","method":"submit","params":{"gid":"new","trans_type":"saga",)"
                                                          R"("steps":[{"action":"http://169.254.169.254/x"}],"payloads":["{}"]}})");
    QVERIFY2(heard.body.contains("url not allowed"), heard.body.constData());
    QVERIFY(!isThere(u"new"_s));
}

TXDESK_TEST(UrlRowsTest);
#include "url_rows_test.moc"
