// GET /api/v1/audit: filter, pages, export; and that acts of admins fail where they cannot be recorded, and nothing else.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/audit_codec.h"
#include "tests/api/knocker.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;

class AuditRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void refuses_data();
    void refuses();
    void failsClosed_data();
    void failsClosed();
    void goesOnWithoutAudit();

private:
    [[nodiscard]] Heard ask(const char *method, const QString &target, const QByteArray &body = {});
    std::unique_ptr<ApiBench> m_bench;
};

void AuditRoutesTest::init()
{
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.door = {}});
    QVERIFY(m_bench->start());
    test::giveToken(*m_bench, u"admin"_s, Role::Admin);
}

Heard AuditRoutesTest::ask(const char *method, const QString &target, const QByteArray &body)
{
    return test::knock(*m_bench, {.method = method, .target = target, .body = body, .headers = {test::bearerOf(u"admin"_s)}});
}

void AuditRoutesTest::refuses_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("message");
    QTest::newRow("unknown") << u"colour=red"_s << u"unknown parameter colour"_s;
    QTest::newRow("twice") << u"gid=a&gid=b"_s << u"duplicate parameter gid"_s;
    QTest::newRow("format") << u"format=xml"_s << u"parameter format must be json, jsonl or csv"_s;
    QTest::newRow("limit") << u"limit=x"_s << u"parameter limit must be a whole number"_s;
    QTest::newRow("from") << u"from=yesterday"_s << u"parameter from must be milliseconds since 1970"_s;
}

void AuditRoutesTest::refuses()
{
    QFETCH(QString, query);
    const Heard heard = ask("GET", u"/api/v1/audit?"_s + query);
    QTEST(heard.message(), "message");
    QCOMPARE(heard.status, 400);
}

// 93: every act that is audited.
void AuditRoutesTest::failsClosed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("subscribe") << QByteArray("GET") << u"/api/dtmsvr/subscribe?topic=t&url=http://a"_s << QByteArray();
    QTest::newRow("unsubscribe") << QByteArray("GET") << u"/api/dtmsvr/unsubscribe?topic=old&url=http://a"_s << QByteArray();
    QTest::newRow("remove") << QByteArray("DELETE") << u"/api/dtmsvr/topic/old"_s << QByteArray();
    QTest::newRow("resetCronTime") << QByteArray("GET") << u"/api/dtmsvr/resetCronTime"_s << QByteArray();
    QTest::newRow("payloads") << QByteArray("GET") << u"/api/v1/transactions/g/payloads"_s << QByteArray();
    QTest::newRow("forceStop") << QByteArray("POST") << u"/api/dtmsvr/forceStop"_s << QByteArray(R"({"gid":"g"})");
    QTest::newRow("pause") << QByteArray("POST") << u"/api/v1/transactions/g/pause"_s << QByteArray("{}");
    QTest::newRow("force-stop") << QByteArray("POST") << u"/api/v1/transactions/g/force-stop"_s
                                << QByteArray(R"({"reason":"settled by hand","expectedStatus":"prepared","expectedEpoch":1})");
}

void AuditRoutesTest::failsClosed()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, target);
    QFETCH(QByteArray, body);
    QCOMPARE(ask("GET", u"/api/dtmsvr/subscribe?topic=old&url=http://a"_s).status, 200);
    QCOMPARE(ask("POST", u"/api/dtmsvr/prepare"_s, R"({"gid":"g","trans_type":"tcc"})").status, 200);
    const QByteArray before = ask("GET", u"/api/v1/transactions/g"_s).json().value("transaction"_L1).toObject().value("status"_L1).toString().toLatin1();
    m_bench->audit.fail();
    const Heard heard = ask(method.constData(), target, body);
    QCOMPARE(heard.message(), u"audit unavailable"_s);
    QCOMPARE(heard.status, 503);
    const QJsonObject after = ask("GET", u"/api/v1/transactions/g"_s).json().value("transaction"_L1).toObject();
    QCOMPARE(after.value("status"_L1).toString().toLatin1(), before);
    QVERIFY(!after.value("paused"_L1).toBool());
    QVERIFY(ask("GET", u"/api/dtmsvr/queryKV?cat=topics&key=old"_s).body.contains("http://a"));
    QVERIFY(!ask("GET", u"/api/dtmsvr/queryKV?cat=topics&key=t"_s).body.contains("http://a"));
}

void AuditRoutesTest::goesOnWithoutAudit()
{
    m_bench->audit.fail();
    QCOMPARE(ask("POST", u"/api/dtmsvr/submit"_s, test::sagaBody(u"s"_s, R"("wait_result":true)")).status, 200);
    QCOMPARE(ask("GET", u"/api/v1/transactions/s"_s).status, 200);
    QCOMPARE(test::knock(*m_bench, {.target = u"/api/dtmsvr/newGid"_s, .headers = {test::bearer("wrong")}}).status, 401);
}

TXDESK_TEST(AuditRoutesTest);
#include "audit_routes_test.moc"
