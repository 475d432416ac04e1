// Payloads: left out wherever somebody only looks, shown to operators by a route that puts it on record first.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/transaction_codec.h"
#include "tests/api/knocker.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;

namespace {

const QByteArray canary = "canary-payload-7f3a";

} // namespace

class PayloadsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void areLeftOut_data();
    void areLeftOut();
    void areLeftOutForCertificates();
    void areLeftOutOfTheStream();
    void areShownOnRecord();
    void areShownOnlyOnRecord();
    void hideSecretHeaders();
    void tellTheirSize();
    void applicationsSeeTheirs();

private:
    [[nodiscard]] Heard get(const QString &token, const QString &target);
    std::unique_ptr<ApiBench> m_bench;
};

void PayloadsTest::init()
{
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.door = {}});
    QVERIFY(m_bench->start());
    for (const Role role : {Role::Client, Role::Viewer, Role::Operator, Role::Admin})
        test::giveToken(*m_bench, nameIn(roleNames, role), role);
    const QByteArray saga = R"({"gid":"s","trans_type":"saga","wait_result":true,"steps":[{"action":"http://b:1/a"}],"payloads":[")" + canary
        + R"("],"branch_headers":{"X-Api-Key":")" + canary + R"(","X-Shop":"7"}})";
    QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/submit"_s, .body = saga}).status, 200);
    const QByteArray workflow = R"({"gid":"w","trans_type":"workflow","query_prepared":"http://b:1/w","custom_data":"{\"name\":\"order\",\"data\":\")"
        + canary.toBase64() + R"(\"}")";
    QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/prepareWorkflow"_s, .body = workflow + '}'}).status, 200);
    const QByteArray end = workflow + R"(,"req_extra":{"status":"succeed","result":")" + canary.toBase64() + R"("}})";
    QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/submit"_s, .body = end}).status, 200);
}

Heard PayloadsTest::get(const QString &token, const QString &target)
{
    return test::knock(*m_bench, {.target = target, .headers = {test::bearerOf(token)}});
}

void PayloadsTest::areLeftOut_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("target");
    for (const QString &token : {u"viewer"_s, u"operator"_s, u"admin"_s})
        for (const char *target : {"/api/v1/transactions", "/api/v1/transactions/s", "/api/v1/transactions/w", "/api/dtmsvr/all", "/api/dtmsvr/all?gid=w",
                                   "/api/dtmsvr/query?gid=s", "/api/dtmsvr/query?gid=w"})
            QTest::addRow("%s: %s", qPrintable(token), target) << token << QString::fromLatin1(target);
}

void PayloadsTest::areLeftOut()
{
    QFETCH(QString, token);
    QFETCH(QString, target);
    const Heard heard = get(token, target);
    QCOMPARE(heard.status, 200);
    QVERIFY2(heard.body.contains("succeed"), heard.body.constData());
    for (const QByteArray &form : {canary, canary.toBase64(), canary.toBase64().toBase64()})
        QVERIFY2(!heard.body.contains(form), heard.body.constData());
}

// A role is a role, whatever stands for it.
void PayloadsTest::areLeftOutForCertificates()
{
    const QByteArray print(64, 'a');
    m_bench->door.setSettings({.certificates = {.byFingerprint = {{print, Role::Viewer}}}});
    for (const char *target : {"/api/dtmsvr/query?gid=s", "/api/dtmsvr/query?gid=w", "/api/dtmsvr/all"}) {
        const Heard heard = test::knock(*m_bench, {.target = QString::fromLatin1(target), .certificate = print});
        QCOMPARE(heard.status, 200);
        QVERIFY2(heard.body.contains("succeed"), heard.body.constData());
        for (const QByteArray &form : {canary, canary.toBase64(), canary.toBase64().toBase64()})
            QVERIFY2(!heard.body.contains(form), heard.body.constData());
    }
}

void PayloadsTest::areLeftOutOfTheStream()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_bench->port);
    socket.write("GET /api/v1/stream?events=all HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer viewer-secret\r\n\r\n");
    QByteArray text;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { text += socket.readAll(); });
    QTRY_VERIFY(text.contains("event: hello"));
    const QByteArray head = R"({"gid":"w2","trans_type":"workflow","query_prepared":"http://b:1/w","custom_data":"{\"name\":\"order\",\"data\":\")"
        + canary.toBase64() + R"(\"}"})";
    QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/prepareWorkflow"_s, .body = head}).status, 200);
    QTRY_VERIFY(text.contains("\"gid\":\"w2\""));
    QVERIFY2(text.contains("order"), "the name stays");
    QVERIFY2(!text.contains(canary.toBase64()), text.constData());
}

void PayloadsTest::areShownOnRecord()
{
    for (const QString &token : {u"operator"_s, u"admin"_s}) {
        const Heard heard = get(token, u"/api/v1/transactions/s/payloads?reason=ticket 7"_s);
        QCOMPARE(heard.status, 200);
        const QJsonObject op = heard.json().value("ops"_L1).toArray().at(1).toObject();
        QCOMPARE(op.value("op"_L1).toString(), u"action"_s);
        QCOMPARE(QByteArray::fromBase64(op.value("payload"_L1).toString().toLatin1()), canary);
    }
    const QJsonObject workflow = get(u"operator"_s, u"/api/v1/transactions/w/payloads"_s).json();
    QVERIFY(workflow.value("customData"_L1).toString().toUtf8().contains(canary.toBase64()));
    QCOMPARE(workflow.value("result"_L1).toString().toLatin1(), canary.toBase64());
    const QList<AuditRecord> records = m_bench->audit.records();
    QCOMPARE(records.size(), 3);
    QCOMPARE(records[0].action, u"payload.show"_s);
    QCOMPARE(records[0].gid, u"s"_s);
    QCOMPARE(records[0].reason, u"ticket 7"_s);
    QCOMPARE(records[0].by.actor, u"operator-name"_s);
    QCOMPARE(records[1].by.actor, u"admin-name"_s);
    QCOMPARE(records[2].reason, u"(none given)"_s);
}

// A viewer gets none, and no record, none for operators either.
void PayloadsTest::areShownOnlyOnRecord()
{
    QCOMPARE(get(u"viewer"_s, u"/api/v1/transactions/s/payloads"_s).status, 403);
    QTRY_COMPARE(m_bench->audit.records().size(), 1);
    m_bench->audit.fail();
    const Heard heard = get(u"operator"_s, u"/api/v1/transactions/s/payloads"_s);
    QCOMPARE(heard.status, 503);
    QCOMPARE(heard.message(), u"audit unavailable"_s);
    QVERIFY(!heard.body.contains(canary.toBase64()));
    QVERIFY(get(u"viewer"_s, u"/api/metrics"_s).body.contains("txdesk_audit_failures_total 1\n"));
}

void PayloadsTest::hideSecretHeaders()
{
    const QJsonObject headers = get(u"admin"_s, u"/api/v1/transactions/s/payloads"_s).json().value("branchHeaders"_L1).toObject();
    QCOMPARE(headers.value("X-Api-Key"_L1).toString(), u"(hidden)"_s);
    QCOMPARE(headers.value("X-Shop"_L1).toString(), u"7"_s);
}

void PayloadsTest::tellTheirSize()
{
    const auto detail = codec::detailFromJson(get(u"viewer"_s, u"/api/v1/transactions/s"_s).json());
    QVERIFY(detail);
    QCOMPARE(detail->payloadBytes, (QList<qint64>{canary.size(), canary.size()}));
}

// A client's token and loopback without one: what is asked is the application's own.
void PayloadsTest::applicationsSeeTheirs()
{
    QVERIFY(get(u"client"_s, u"/api/dtmsvr/query?gid=s"_s).body.contains(canary.toBase64()));
    QVERIFY(test::knock(*m_bench, {.target = u"/api/dtmsvr/query?gid=s"_s}).body.contains(canary.toBase64()));
}

TXDESK_TEST(PayloadsTest);
#include "payloads_test.moc"
