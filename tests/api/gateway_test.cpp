// What every request passes before its handler: web pages of others, loops, proxies, tokens in the wrong place; what
// answers carry; and that refusals are on record. Rows 30, 32-36 of the list of bad inputs.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/answers.h"
#include "server/api/gate.h"
#include "tests/api/knocker.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;
using test::Knocked;

namespace {

const QHostAddress elsewhere(u"10.1.2.3"_s);

// Everything a record says, to look for what must not be in it.
QString allOf(const AuditRecord &record)
{
    return QStringList{record.by.actor, record.by.tokenId, record.by.address, record.by.requestId, record.action, record.gid,
                       record.target, record.reason, record.before, record.after}
        .join(u'|');
}

} // namespace

class GatewayTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void turnsAway_data();
    void turnsAway();
    void letsItsOwnPagesIn();
    void changesNothingForOtherSites();
    void answersNoPreflight();
    void namesRequests();
    void keepsNothingInCaches_data();
    void keepsNothingInCaches();
    void tellsNoDatabaseWords_data();
    void tellsNoDatabaseWords();
    void recordsRefusals_data();
    void recordsRefusals();
    void recordsRefusedActs_data();
    void recordsRefusedActs();
    void recordsOnlySoMany();
    void recordsActsOnTopics();
    void countsRefusals();

private:
    [[nodiscard]] Heard ask(const char *method, const QString &target, const QByteArray &body, const QList<http::Header> &headers,
                            const QHostAddress &peer = QHostAddress(QHostAddress::LocalHost));
    std::unique_ptr<ApiBench> m_bench;
};

void GatewayTest::init()
{
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.door = {}});
    QVERIFY(m_bench->start());
    test::giveToken(*m_bench, u"admin"_s, Role::Admin);
    test::giveToken(*m_bench, u"operator"_s, Role::Operator);
    test::giveToken(*m_bench, u"client"_s, Role::Client);
}

Heard GatewayTest::ask(const char *method, const QString &target, const QByteArray &body, const QList<http::Header> &headers, const QHostAddress &peer)
{
    return test::knock(*m_bench, {.method = method, .target = target, .body = body, .headers = headers, .peer = peer});
}

void GatewayTest::turnsAway_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QList<http::Header>>("headers");
    QTest::addColumn<QHostAddress>("peer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const QHostAddress here(QHostAddress::LocalHost);
    const auto row = [](const char *name, const char *method, const QString &target, const QList<http::Header> &headers, const QHostAddress &peer,
                        int status, const QString &message) { QTest::newRow(name) << QByteArray(method) << target << headers << peer << status << message; };
    const QString crossSite = u"cross-site request"_s;
    const QString submit = u"/api/dtmsvr/submit"_s;
    row("30: a token as a parameter", "GET", u"/api/v1/version?token=admin-secret"_s, {}, elsewhere, 401, u"a token in the URL is not accepted: use the header Authorization"_s);
    row("30: Seata's way", "GET", u"/api/v1/version?access_token=admin-secret"_s, {}, elsewhere, 401,
        u"a token in the URL is not accepted: use the header Authorization"_s);
    row("32: a page posts text", "POST", submit, {{"origin", "https://evil"}, {"content-type", "text/plain"}, {"host", "127.0.0.1"}}, here, 403, crossSite);
    row("32: a page without origin", "POST", submit, {{"origin", "null"}, {"host", "127.0.0.1"}}, here, 403, crossSite);
    row("32: another port is another site", "POST", submit, {{"origin", "http://127.0.0.1:8000"}, {"host", "127.0.0.1:36789"}}, here, 403, crossSite);
    row("32: with an admin's token", "POST", submit, {{"origin", "https://evil"}, test::bearerOf(u"admin"_s)}, here, 403, crossSite);
    row("33: an image of a page", "GET", u"/api/dtmsvr/subscribe?topic=t&url=http://a"_s, {{"sec-fetch-site", "cross-site"}}, here, 403, crossSite);
    row("33: resetCronTime", "GET", u"/api/dtmsvr/resetCronTime"_s, {{"sec-fetch-site", "cross-site"}}, here, 403, crossSite);
    row("33: a sibling's page", "GET", u"/api/dtmsvr/resetCronTime"_s, {{"sec-fetch-site", "same-site"}}, here, 403, crossSite);
    row("33: JSON-RPC", "POST", u"/api/json-rpc"_s, {{"sec-fetch-site", "cross-site"}}, here, 403, crossSite);
    row("33: the stream", "GET", u"/api/v1/stream"_s, {{"sec-fetch-site", "cross-site"}}, here, 403, crossSite);
    row("34: a preflight", "OPTIONS", submit, {{"origin", "https://evil"}, {"access-control-request-method", "POST"}}, here, 403, crossSite);
    row("34: a preflight of our own site", "OPTIONS", u"/api/v1/transactions"_s,
        {{"origin", "http://127.0.0.1"}, {"host", "127.0.0.1"}, {"access-control-request-method", "POST"}}, here, 403, crossSite);
    row("34: where nothing is", "OPTIONS", u"/nothing"_s, {{"origin", "https://evil"}}, here, 403, crossSite);
    row("35: who says to be from loopback", "GET", u"/api/dtmsvr/newGid"_s, {{"x-forwarded-for", "127.0.0.1"}}, elsewhere, 401, u"token required"_s);
    row("35: forwarded", "GET", u"/api/dtmsvr/newGid"_s, {{"forwarded", "for=127.0.0.1"}, {"x-real-ip", "127.0.0.1"}}, elsewhere, 401, u"token required"_s);
    row("35: who says to be from elsewhere", "GET", u"/api/dtmsvr/newGid"_s, {{"x-forwarded-for", "10.1.2.3"}}, here, 200, {});
    row("36: a call of ours", "POST", submit, {{"dtm-outbound", "desk"}}, here, 421, u"loop"_s);
    row("36: with an admin's token", "GET", u"/api/v1/version"_s, {{"dtm-outbound", ""}, test::bearerOf(u"admin"_s)}, here, 421, u"loop"_s);
}

void GatewayTest::turnsAway()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, target);
    QFETCH(QList<http::Header>, headers);
    QFETCH(QHostAddress, peer);
    const Heard heard = ask(method, target, "{}", headers, peer);
    QTEST(heard.message(), "message");
    QTEST(heard.status, "status");
}

void GatewayTest::letsItsOwnPagesIn()
{
    for (const QList<http::Header> &headers : QList<QList<http::Header>>{{{"origin", "http://127.0.0.1:1"}, {"host", "127.0.0.1:1"}},
                                                                         {{"sec-fetch-site", "same-origin"}}, {{"sec-fetch-site", "none"}}})
        QCOMPARE(ask("GET", u"/api/dtmsvr/newGid"_s, {}, headers).status, 200);
}

void GatewayTest::changesNothingForOtherSites()
{
    QCOMPARE(ask("POST", u"/api/dtmsvr/submit"_s, test::sagaBody(u"g"_s), {{"origin", "https://evil"}}).status, 403);
    QVERIFY(ask("GET", u"/api/dtmsvr/query?gid=g"_s, {}, {}).body.contains("\"transaction\":null"));
    QCOMPARE(ask("GET", u"/api/dtmsvr/subscribe?topic=t&url=http://a"_s, {}, {{"sec-fetch-site", "cross-site"}, test::bearerOf(u"admin"_s)}).status, 403);
    QVERIFY(ask("GET", u"/api/dtmsvr/queryKV?cat=topics&key=t"_s, {}, {test::bearerOf(u"admin"_s)}).body.contains("\"kv\":[]"));
}

void GatewayTest::answersNoPreflight()
{
    const Heard heard = ask("OPTIONS", u"/api/v1/transactions"_s, {}, {{"origin", "https://evil"}, {"access-control-request-method", "POST"}});
    QCOMPARE(heard.status, 403);
    for (const http::Header &header : heard.headers)
        QVERIFY2(!header.name.toLower().startsWith("access-control"), header.name.constData());
}

void GatewayTest::namesRequests()
{
    QSet<QByteArray> ids;
    for (const char *path : {"/api/v1/version", "/api/v1/nothing", "/api/v1/audit", "/api/v1/transactions/none"}) {
        const QByteArray id = http::headerValue(ask("GET", QString::fromLatin1(path), {}, {test::bearerOf(u"operator"_s)}).headers, "X-Request-Id");
        QVERIFY2(!id.isEmpty(), path);
        ids.insert(id);
    }
    QCOMPARE(ids.size(), 4);
}

void GatewayTest::keepsNothingInCaches_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    for (const char *path : {"/api/v1/version", "/api/v1/transactions", "/api/v1/stats", "/api/v1/stream", "/api/dtmsvr/query?gid=g", "/api/dtmsvr/all",
                             "/api/dtmsvr/scanKV", "/api/dtmsvr/queryKV", "/api/metrics"})
        QTest::newRow(path) << QString::fromLatin1(path) << 200;
    QTest::newRow("unknown gid") << u"/api/v1/transactions/none"_s << 404;
    QTest::newRow("unknown path") << u"/api/v1/none"_s << 404;
}

void GatewayTest::keepsNothingInCaches()
{
    QFETCH(QString, target);
    const Heard heard = ask("GET", target, {}, {test::bearerOf(u"admin"_s)});
    QTEST(heard.status, "status");
    QCOMPARE(http::headerValue(heard.headers, "Cache-Control"), QByteArray("no-store"));
}

void GatewayTest::tellsNoDatabaseWords_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::newRow("internal") << ErrorCode::Internal << 500 << u"internal error (request run-7)"_s;
    QTest::newRow("unknown outcome") << ErrorCode::OutcomeUnknown << 500 << u"internal error (request run-7)"_s;
    QTest::newRow("unavailable") << ErrorCode::Unavailable << 503 << u"store unavailable (request run-7)"_s;
    QTest::newRow("audit") << ErrorCode::AuditUnavailable << 503 << u"audit unavailable"_s;
}

void GatewayTest::tellsNoDatabaseWords()
{
    QFETCH(ErrorCode, code);
    QFETCH(int, status);
    QFETCH(QString, message);
    const Error error{code, u"Access denied for user 'dtm'@'10.0.0.9'"_s, {}};
    security::Caller caller;
    caller.requestId = u"run-7"_s;
    for (const http::Response &response : {api::errorAnswer(error, caller), api::dtmError(error, caller)}) {
        QCOMPARE(response.status, status);
        QCOMPARE(QJsonDocument::fromJson(response.body).object().value("message"_L1).toString(), message);
    }
}

void GatewayTest::recordsRefusals_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("token");  // id; empty: none
    QTest::addColumn<QString>("record"); // "action target actor: reason"; empty: none
    const auto row = [](const char *name, const char *method, const char *target, const QString &token, const QString &record) {
        QTest::newRow(name) << QByteArray(method) << QString::fromLatin1(target) << token << record;
    };
    row("a wrong token is a failed login", "GET", "/api/dtmsvr/newGid", u"wrong"_s, u"login newgid : bad token"_s);
    row("at an admin's route, too", "POST", "/api/dtmsvr/forceStop", u"wrong"_s, u"login force-stop : bad token"_s);
    row("nobody at an admin's route", "POST", "/api/dtmsvr/forceStop", {}, u"force-stop  : token required"_s);
    row("nobody at an operator's route", "POST", "/api/v1/transactions/g/retry", {}, u"retry  : token required"_s);
    row("nobody at a viewer's route", "GET", "/api/v1/transactions", {}, {});
    row("nobody at a client's route", "GET", "/api/dtmsvr/newGid", {}, {});
    row("a client at a viewer's route", "GET", "/api/v1/transactions", u"client"_s, u"v1_transactions  client-name: role viewer needed"_s);
    row("an operator at an admin's route", "POST", "/api/v1/transactions/g/force-stop", u"operator"_s, u"force-stop  operator-name: role admin needed"_s);
    row("an operator at the audit", "GET", "/api/v1/audit", u"operator"_s, u"v1_audit  operator-name: role admin needed"_s);
}

void GatewayTest::recordsRefusals()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, target);
    QFETCH(QString, token);
    QFETCH(QString, record);
    const QList<http::Header> headers = token.isEmpty() ? QList<http::Header>{} : QList<http::Header>{test::bearerOf(token)};
    const Heard heard = ask(method, target, "{}", headers, elsewhere);
    QVERIFY(heard.status == 401 || heard.status == 403);
    QTRY_COMPARE(m_bench->audit.records().size(), record.isEmpty() ? 0 : 1);
    if (record.isEmpty())
        return;
    const AuditRecord found = m_bench->audit.records().constFirst();
    QCOMPARE(u"%1 %2 %3: %4"_s.arg(found.action, found.target, found.by.actor, found.reason), record);
    QCOMPARE(found.result, AuditResult::Refused);
    QCOMPARE(found.by.address, u"10.1.2.3"_s);
    QVERIFY(!found.by.requestId.isEmpty());
    QVERIFY(!allOf(found).contains(u"secret"_s));
}

void GatewayTest::recordsRefusedActs_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("record"); // "action gid: reason"
    const QByteArray moved = R"({"reason":"settled by hand","expectedStatus":"prepared","expectedEpoch":99})";
    QTest::newRow("moved") << u"/api/v1/transactions/g/force-stop"_s << moved << 412 << u"force-stop g: status or epoch moved"_s;
    QTest::newRow("not there") << u"/api/v1/transactions/none/force-stop"_s << moved << 404 << u"force-stop none: no such transaction"_s;
    QTest::newRow("not allowed") << u"/api/v1/transactions/g/retry"_s << QByteArray("{}") << 409 << u"retry g: It has ended already."_s;
    QTest::newRow("DTM's forceStop of what has ended") << u"/api/dtmsvr/forceStop"_s << QByteArray(R"({"gid":"g"})") << 409
                                                       << u"force-stop g: global transaction force stop error. status: succeed. error: FAILURE"_s;
    QTest::newRow("a topic") << u"/api/dtmsvr/topic/none"_s << QByteArray() << 500 << u"topic.remove : storage: NotFound"_s;
}

void GatewayTest::recordsRefusedActs()
{
    QFETCH(QString, target);
    QFETCH(QByteArray, body);
    QFETCH(QString, record);
    QCOMPARE(ask("POST", u"/api/dtmsvr/submit"_s, test::sagaBody(u"g"_s, R"("wait_result":true)"), {}).status, 200);
    const Heard heard = ask(target.contains(u"topic"_s) ? "DELETE" : "POST", target, body, {test::bearerOf(u"admin"_s)});
    QTEST(heard.status, "status");
    QTRY_COMPARE(m_bench->audit.records().size(), 1);
    const AuditRecord found = m_bench->audit.records().constFirst();
    QCOMPARE(u"%1 %2: %3"_s.arg(found.action, found.gid, found.reason), record);
    QCOMPARE(found.result, AuditResult::Refused);
    QCOMPARE(found.by.actor, u"admin-name"_s);
}

// Whoever knocks all day does not fill the audit; how often is told by the next record.
void GatewayTest::recordsOnlySoMany()
{
    const int knocks = api::Gate::recordsBurst + 50;
    for (int i = 0; i < knocks; ++i)
        QCOMPARE(ask("GET", u"/api/dtmsvr/newGid"_s, {}, {test::bearer("wrong")}, QHostAddress(quint32(0x0A000001 + i))).status, 401);
    const auto known = [this] { return m_bench->audit.records().size(); };
    QTRY_VERIFY(known() >= api::Gate::recordsBurst);
    QVERIFY2(known() < knocks, "all were recorded");
    int more = 0; // another address each time: of one, few are recorded
    QTRY_VERIFY(ask("GET", u"/api/dtmsvr/newGid"_s, {}, {test::bearer("wrong")}, QHostAddress(quint32(0x0A100000 + more++))).status == 401
                && m_bench->audit.records().constLast().reason.contains(u"more refusals before it are not recorded"_s));
}

void GatewayTest::recordsActsOnTopics()
{
    const http::Header admin = test::bearerOf(u"admin"_s);
    QCOMPARE(ask("GET", u"/api/dtmsvr/subscribe?topic=t&url=http://a/x?key=s3cret"_s, {}, {admin}).status, 200);
    QCOMPARE(ask("GET", u"/api/dtmsvr/resetCronTime"_s, {}, {admin}).status, 200);
    QCOMPARE(ask("GET", u"/api/dtmsvr/unsubscribe?topic=t&url=http://a/x?key=s3cret"_s, {}, {admin}).status, 200);
    QCOMPARE(ask("DELETE", u"/api/dtmsvr/topic/t"_s, {}, {admin}).status, 200);
    QStringList told;
    for (const AuditRecord &record : m_bench->audit.records()) {
        told.append(u"%1 %2 [%3] [%4]"_s.arg(record.action, record.target, record.before, record.after));
        QCOMPARE(record.result, AuditResult::Done);
        QCOMPARE(record.reason, u"(none given)"_s);
    }
    QCOMPARE(told, (QStringList{u"topic.subscribe t [] [version=1 subscribers=1 added=http://a/x]"_s,
                                u"retry-all  [] [due later than 105 s, at most 100]"_s,
                                u"topic.unsubscribe t [version=1 subscribers=1] [version=2 subscribers=0 removed=http://a/x]"_s,
                                u"topic.remove t [version=2 subscribers=0] []"_s}));
}

void GatewayTest::countsRefusals()
{
    std::ignore = ask("GET", u"/api/dtmsvr/newGid"_s, {}, {}, elsewhere);
    std::ignore = ask("GET", u"/api/dtmsvr/newGid"_s, {}, {test::bearer("wrong")}, elsewhere);
    std::ignore = ask("GET", u"/api/v1/audit"_s, {}, {test::bearerOf(u"client"_s)}, elsewhere);
    std::ignore = ask("GET", u"/api/dtmsvr/newGid"_s, {}, {{"origin", "https://evil"}});
    std::ignore = ask("GET", u"/api/dtmsvr/newGid"_s, {}, {{"dtm-outbound", "x"}});
    const QByteArray text = ask("GET", u"/api/metrics"_s, {}, {}).body;
    for (const char *reason : {"no-token", "bad-token", "role", "cross-site", "loop"})
        QVERIFY2(text.contains("txdesk_refused_total{reason=\"" + QByteArray(reason) + "\"} 1\n"), reason);
    QVERIFY(text.contains("txdesk_refused_total{reason=\"scope\"} 0\n"));
    QVERIFY(text.contains("txdesk_audit_failures_total 0\n"));
}

TXDESK_TEST(GatewayTest);
#include "gateway_test.moc"
