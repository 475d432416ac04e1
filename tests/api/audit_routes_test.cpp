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
    void lists();
    void exports();
    void refuses_data();
    void refuses();
    void failsClosed_data();
    void failsClosed();
    void goesOnWithoutAudit();
    void stopsWithoutAuditIfTold();

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

// Newest first, filtered, page by page; also what was refused.
void AuditRoutesTest::lists()
{
    QCOMPARE(ask("GET", u"/api/dtmsvr/subscribe?topic=t&url=http://a"_s).status, 200);
    QCOMPARE(test::knock(*m_bench, {.target = u"/api/dtmsvr/newGid"_s, .headers = {test::bearer("wrong")}}).status, 401);
    QCOMPARE(ask("POST", u"/api/dtmsvr/forceStop"_s, R"({"gid":"none"})").status, 500);
    QTRY_COMPARE(m_bench->audit.records().size(), 3);
    const auto page = [this](const QString &query) { return codec::auditPageFromJson(ask("GET", u"/api/v1/audit?"_s + query).json()).value_or(AuditPage{}); };
    const auto actions = [](const AuditPage &shown) {
        QStringList words;
        for (const AuditRecord &record : shown.records)
            words.append(record.action);
        return words;
    };
    const AuditPage all = page(u"limit=10"_s);
    QCOMPARE(actions(all), (QStringList{u"force-stop"_s, u"login"_s, u"topic.subscribe"_s}));
    QCOMPARE(all.records[2].by.actor, u"admin-name"_s);
    QCOMPARE(all.records[2].target, u"t"_s);
    QCOMPARE(all.records[0].gid, u"none"_s);
    QCOMPARE(all.records[0].seq, 3);
    QCOMPARE(actions(page(u"action=login"_s)), QStringList{u"login"_s});
    QCOMPARE(actions(page(u"gid=none"_s)), QStringList{u"force-stop"_s});
    QCOMPARE(actions(page(u"actor=admin-name&action=topic.subscribe"_s)), QStringList{u"topic.subscribe"_s});
    const AuditPage first = page(u"limit=2"_s);
    QCOMPARE(actions(first), (QStringList{u"force-stop"_s, u"login"_s}));
    QVERIFY(!first.next.isEmpty());
    QCOMPARE(actions(page(u"limit=2&after="_s + first.next)), QStringList{u"topic.subscribe"_s});
}

void AuditRoutesTest::exports()
{
    QCOMPARE(ask("GET", u"/api/dtmsvr/subscribe?topic==cmd()&url=http://a"_s).status, 200);
    const Heard csv = ask("GET", u"/api/v1/audit?format=csv"_s);
    QCOMPARE(csv.status, 200);
    QVERIFY(csv.body.startsWith(codec::auditCsvHead()));
    QVERIFY2(csv.body.contains("\"'=cmd()\""), csv.body.constData());
    QCOMPARE(http::headerValue(csv.headers, "Content-Disposition"), QByteArray("attachment; filename=audit.csv"));
    const Heard lines = ask("GET", u"/api/v1/audit?format=jsonl&limit=1"_s);
    QCOMPARE(lines.body.count('\n'), 1);
    QVERIFY(codec::auditRecordFromJson(QJsonDocument::fromJson(lines.body).object()));
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

// --stop-without-audit: found out by the first record that fails, over when one can be written again.
void AuditRoutesTest::stopsWithoutAuditIfTold()
{
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{.limits = {}, .stopWithoutAudit = true}, test::BenchOptions{.door = {}});
    QVERIFY(m_bench->start());
    const auto submit = [this] { return test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/prepare"_s, .body = R"({"gid":"s","trans_type":"tcc"})"}); };
    QCOMPARE(submit().status, 200);
    m_bench->audit.fail();
    QCOMPARE(test::knock(*m_bench, {.target = u"/api/dtmsvr/newGid"_s, .headers = {test::bearer("wrong")}}).status, 401);
    QTRY_COMPARE(submit().message(), u"audit unavailable"_s);
    QCOMPARE(submit().status, 503);
    QVERIFY(m_bench->get(u"/api/dtmsvr/query?gid=s"_s).status == 200);
    m_bench->audit.fail(false);
    QTRY_COMPARE(submit().status, 200);
    QCOMPARE(m_bench->audit.records().constLast().action, u"audit.check"_s);
}

TXDESK_TEST(AuditRoutesTest);
#include "audit_routes_test.moc"
