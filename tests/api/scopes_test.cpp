// Tokens that may touch only some transactions: everything else looks as if it were not there, and nothing is done to it.
// Rows 37 and 77 of the list of bad inputs.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/transaction_codec.h"
#include "tests/api/knocker.h"
#include "tests/support/test_main.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;
using test::sagaBody;

class ScopesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void keepsClientsApart_data();
    void keepsClientsApart();
    void keepsKindsApart_data();
    void keepsKindsApart();
    void looksAtWhatIsStored_data();
    void looksAtWhatIsStored();
    void queryShowsOwnOnly();
    void namesNoHolderOutside();
    void listsShowOwnOnly();
    void actsTouchOwnOnly_data();
    void actsTouchOwnOnly();
    void certificateActsUnderItsName();
    void streamTellsOwnOnly();
    void streamEndsWithItsToken();

private:
    [[nodiscard]] Heard ask(const QString &token, const char *method, const QString &target, const QByteArray &body = {});
    std::unique_ptr<ApiBench> m_bench;
};

void ScopesTest::init()
{
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.door = {}});
    QVERIFY(m_bench->start());
    test::giveToken(*m_bench, u"shop"_s, Role::Client, {.gidPrefix = u"shop-"_s, .kinds = {}});
    test::giveToken(*m_bench, u"tcc"_s, Role::Client, {.gidPrefix = {}, .kinds = {TransactionKind::Tcc}});
    test::giveToken(*m_bench, u"shop-viewer"_s, Role::Viewer, {.gidPrefix = u"shop-"_s, .kinds = {}});
    test::giveToken(*m_bench, u"shop-admin"_s, Role::Admin, {.gidPrefix = u"shop-"_s, .kinds = {}});
    test::giveToken(*m_bench, u"tcc-admin"_s, Role::Admin, {.gidPrefix = {}, .kinds = {TransactionKind::Tcc}});
    for (const QString &gid : {u"shop-1"_s, u"bank-1"_s})
        QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/submit"_s, .body = sagaBody(gid, R"("wait_result":true)")}).status, 200);
}

Heard ScopesTest::ask(const QString &token, const char *method, const QString &target, const QByteArray &body)
{
    return test::knock(*m_bench, {.method = method, .target = target, .body = body, .headers = {test::bearerOf(token)}});
}

void ScopesTest::keepsClientsApart_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("prepare") << u"prepare"_s << QByteArray(R"({"gid":"bank-2","trans_type":"tcc"})");
    QTest::newRow("submit") << u"submit"_s << sagaBody(u"bank-2"_s);
    QTest::newRow("abort") << u"abort"_s << QByteArray(R"({"gid":"bank-1","trans_type":"tcc"})");
    QTest::newRow("registerBranch") << u"registerBranch"_s << QByteArray(R"({"gid":"bank-1","trans_type":"tcc","branch_id":"01","confirm":"","cancel":""})");
    QTest::newRow("prepareWorkflow") << u"prepareWorkflow"_s << QByteArray(R"({"gid":"bank-2","trans_type":"workflow"})");
    const QByteArray rows = R"("resource_id":"r","locks":[{"table":"t","pks":[[1]]}])";
    QTest::newRow("a branch of AT") << u"registerBranch"_s << R"({"gid":"bank-2","trans_type":"at","request_id":"q","url":"http://b:1/at",)" + rows + '}';
    QTest::newRow("a report") << u"at/branchReport"_s << QByteArray(R"({"gid":"bank-2","branch_id":"01","status":"phase1_failed"})");
    QTest::newRow("a question about rows") << u"at/lockQuery"_s << R"({"gid":"bank-2",)" + rows + '}';
}

void ScopesTest::keepsClientsApart()
{
    QFETCH(QString, route);
    QFETCH(QByteArray, body);
    const Heard heard = ask(u"shop"_s, "POST", u"/api/dtmsvr/"_s + route, body);
    QCOMPARE(heard.message(), u"gid outside token scope"_s);
    QCOMPARE(heard.status, 403);
    QTRY_COMPARE(m_bench->audit.records().size(), 1);
    QCOMPARE(m_bench->audit.records().constFirst().by.tokenId, u"shop"_s);
    QVERIFY(test::knock(*m_bench, {.target = u"/api/dtmsvr/query?gid=bank-2"_s}).body.contains("\"transaction\":null"));
}

void ScopesTest::keepsKindsApart_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("its own") << u"prepare"_s << QByteArray(R"({"gid":"a","trans_type":"tcc"})") << 200;
    QTest::newRow("a saga") << u"submit"_s << sagaBody(u"a"_s) << 403;
    QTest::newRow("an XA") << u"prepare"_s << QByteArray(R"({"gid":"a","trans_type":"xa"})") << 403;
    const QByteArray rows = R"("resource_id":"r","locks":[{"table":"t","pks":[[1]]}])";
    QTest::newRow("a branch of AT") << u"registerBranch"_s << R"({"gid":"a","trans_type":"at","request_id":"q","url":"http://b:1/at",)" + rows + '}' << 403;
    QTest::newRow("a question about rows") << u"at/lockQuery"_s << '{' + rows + '}' << 403;
    QTest::newRow("a branch") << u"registerBranch"_s << QByteArray(R"({"gid":"a","trans_type":"xa","branch_id":"01","url":""})") << 403;
    QTest::newRow("abort under another name") << u"abort"_s << QByteArray(R"({"gid":"a","trans_type":"xa"})") << 403;
}

void ScopesTest::keepsKindsApart()
{
    QFETCH(QString, route);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const Heard heard = ask(u"tcc"_s, "POST", u"/api/dtmsvr/"_s + route, body);
    QCOMPARE(heard.status, status);
    QCOMPARE(heard.message(), status == 200 ? QString() : u"trans_type outside token scope"_s);
}

// The request says what the token may do; what lies under the gid is something else.
void ScopesTest::looksAtWhatIsStored_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("abort") << u"abort"_s << QByteArray(R"({"gid":"m","trans_type":"tcc"})");
    QTest::newRow("abort of no kind") << u"abort"_s << QByteArray(R"({"gid":"m","trans_type":""})");
    QTest::newRow("submit") << u"submit"_s << QByteArray(R"({"gid":"m","trans_type":"tcc"})");
    QTest::newRow("prepare") << u"prepare"_s << QByteArray(R"({"gid":"m","trans_type":"tcc"})");
    QTest::newRow("JSON-RPC") << u"../json-rpc"_s << QByteArray(R"({"jsonrpc":"2.0","id":"1","method":"abort","params":{"gid":"m","trans_type":"tcc"}})");
}

void ScopesTest::looksAtWhatIsStored()
{
    QFETCH(QString, route);
    QFETCH(QByteArray, body);
    const QByteArray message = R"({"gid":"m","trans_type":"msg","query_prepared":"http://b:1/q","steps":[{"action":"http://b:1/a"}],"payloads":["{}"]})";
    QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/prepare"_s, .body = message}).status, 200);
    const bool isRpc = route.startsWith(u"..");
    const Heard heard = ask(u"tcc"_s, "POST", isRpc ? u"/api/json-rpc"_s : u"/api/dtmsvr/"_s + route, body);
    QVERIFY2(heard.body.contains("trans_type outside token scope"), heard.body.constData());
    QCOMPARE(heard.status, isRpc ? 200 : 403);
    QTRY_COMPARE(m_bench->audit.records().size(), 1);
    QVERIFY(test::knock(*m_bench, {.target = u"/api/dtmsvr/query?gid=m"_s}).body.contains("\"status\":\"prepared\""));
}

// That somebody is in the way must be told, but not who.
void ScopesTest::namesNoHolderOutside()
{
    const auto branch = [](const QByteArray &gid) {
        return R"({"gid":")" + gid + R"(","trans_type":"at","request_id":"q","url":"http://b:1/at","resource_id":"r","locks":[{"table":"t","pks":[[1]]}]})";
    };
    for (const char *gid : {"bank-at", "shop-at"}) {
        const QByteArray body = "{\"trans_type\":\"at\",\"gid\":\"" + QByteArray(gid) + "\"}";
        QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/prepare"_s, .body = body}).status, 200);
    }
    QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/registerBranch"_s, .body = branch("bank-at")}).status, 200);
    const Heard refused = ask(u"shop"_s, "POST", u"/api/dtmsvr/registerBranch"_s, branch("shop-at"));
    QCOMPARE(refused.status, 409);
    QVERIFY(refused.body.contains("LOCK_CONFLICT"));
    QVERIFY(!refused.body.contains("bank-at"));
    QVERIFY(!ask(u"shop-viewer"_s, "GET", u"/api/v1/locks"_s).body.contains("bank-at"));
    QVERIFY(ask(u"shop-admin"_s, "GET", u"/api/v1/lock-waits"_s).status == 200);
    QVERIFY(!ask(u"tcc-admin"_s, "GET", u"/api/v1/locks"_s).body.contains("bank-at"));
}

// 77: the same answer as for what is not there.
void ScopesTest::queryShowsOwnOnly()
{
    const QByteArray none = ask(u"shop"_s, "GET", u"/api/dtmsvr/query?gid=none"_s).body;
    QVERIFY(none.contains("\"transaction\":null"));
    QCOMPARE(ask(u"shop"_s, "GET", u"/api/dtmsvr/query?gid=bank-1"_s).body, none);
    QVERIFY(ask(u"shop"_s, "GET", u"/api/dtmsvr/query?gid=shop-1"_s).body.contains("\"gid\":\"shop-1\""));
    QCOMPARE(ask(u"tcc"_s, "GET", u"/api/dtmsvr/query?gid=shop-1"_s).body, none);
}

void ScopesTest::listsShowOwnOnly()
{
    for (const char *target : {"/api/v1/transactions", "/api/dtmsvr/all"}) {
        const QByteArray body = ask(u"shop-viewer"_s, "GET", QString::fromLatin1(target)).body;
        QVERIFY2(body.contains("shop-1") && !body.contains("bank-1"), body.constData());
    }
    QVERIFY(!ask(u"shop-viewer"_s, "GET", u"/api/dtmsvr/all?gid=bank-1"_s).body.contains("bank-1"));
    const Heard foreign = ask(u"shop-viewer"_s, "GET", u"/api/v1/transactions/bank-1"_s);
    const Heard unknown = ask(u"shop-viewer"_s, "GET", u"/api/v1/transactions/none"_s);
    QCOMPARE(foreign.status, 404);
    QCOMPARE(foreign.body, unknown.body);
    QCOMPARE(ask(u"shop-admin"_s, "GET", u"/api/v1/transactions/bank-1/payloads"_s).status, 404);
    QCOMPARE(ask(u"shop-viewer"_s, "GET", u"/api/v1/transactions/shop-1"_s).status, 200);
}

void ScopesTest::actsTouchOwnOnly_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const QByteArray seen = R"({"reason":"settled by hand","expectedStatus":"succeed","expectedEpoch":1})";
    const QString gid = u"gid outside token scope"_s;
    const QString kind = u"trans_type outside token scope"_s;
    for (const char *action : {"retry", "abort", "force-stop", "pause", "resume"})
        QTest::newRow(action) << u"shop-admin"_s << u"/api/v1/transactions/bank-1/"_s + QLatin1StringView(action) << seen << 403 << gid;
    QTest::newRow("DTM's forceStop") << u"shop-admin"_s << u"/api/dtmsvr/forceStop"_s << QByteArray(R"({"gid":"bank-1"})") << 403 << gid;
    QTest::newRow("DTM's retry") << u"shop-admin"_s << u"/api/dtmsvr/resetNextCronTime"_s << QByteArray(R"({"gid":"bank-1"})") << 403 << gid;
    QTest::newRow("another kind") << u"tcc-admin"_s << u"/api/v1/transactions/bank-1/force-stop"_s << seen << 403 << kind;
    QTest::newRow("another kind, DTM's") << u"tcc-admin"_s << u"/api/dtmsvr/forceStop"_s << QByteArray(R"({"gid":"bank-1"})") << 403 << kind;
    QTest::newRow("its own") << u"shop-admin"_s << u"/api/v1/transactions/shop-1/retry"_s << QByteArray("{}") << 409 << u"It has ended already."_s;
}

void ScopesTest::actsTouchOwnOnly()
{
    QFETCH(QString, token);
    QFETCH(QString, target);
    QFETCH(QByteArray, body);
    const Heard heard = ask(token, "POST", target, body);
    QTEST(heard.message(), "message");
    QTEST(heard.status, "status");
    QTRY_COMPARE(m_bench->audit.records().size(), 1);
    QCOMPARE(m_bench->audit.records().constFirst().result, AuditResult::Refused);
}

// Nobody else's name comes into the journal by a body.
void ScopesTest::certificateActsUnderItsName()
{
    const QByteArray print(64, 'a');
    m_bench->door.setSettings({.certificates = {.byFingerprint = {{print, Role::Operator}}}});
    QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/prepare"_s, .body = R"({"gid":"x","trans_type":"tcc"})"}).status, 200);
    const Heard paused = test::knock(*m_bench, {.method = "POST", .target = u"/api/v1/transactions/x/pause"_s,
                                                .body = R"({"actor":"somebody-else","reason":"looking at it"})", .certificate = print});
    QVERIFY2(paused.status == 200, paused.body.constData());
    const QByteArray shown = test::knock(*m_bench, {.target = u"/api/v1/transactions/x"_s, .certificate = print}).body;
    QVERIFY2(shown.contains("looking at it") && shown.contains("certificate aaaaaaaaaaaaaaaa"), shown.constData());
    QVERIFY2(!shown.contains("somebody-else"), shown.constData());
}

void ScopesTest::streamTellsOwnOnly()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_bench->port);
    socket.write("GET /api/v1/stream?events=all HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer shop-viewer-secret\r\n\r\n");
    QByteArray text;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { text += socket.readAll(); });
    QTRY_VERIFY(text.contains("event: hello"));
    for (const QString &gid : {u"bank-7"_s, u"shop-7"_s})
        QCOMPARE(test::knock(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/submit"_s, .body = sagaBody(gid, R"("wait_result":true)")}).status, 200);
    QTRY_VERIFY(text.contains("\"gid\":\"shop-7\""));
    QVERIFY(!text.contains("bank-7"));
}

void ScopesTest::streamEndsWithItsToken()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_bench->port);
    socket.write("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer shop-viewer-secret\r\n\r\n");
    QByteArray text;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { text += socket.readAll(); });
    QTRY_VERIFY(text.contains("event: hello"));
    security::StoredToken revoked = *m_bench->door.tokens().byId(u"shop-viewer"_s);
    revoked.token.revokedAt = m_bench->clock.now();
    m_bench->door.tokens().put(revoked);
    QTRY_VERIFY(text.endsWith("0\r\n\r\n"));
}

TXDESK_TEST(ScopesTest);
#include "scopes_test.moc"
