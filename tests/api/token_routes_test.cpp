// /api/v1/whoami and /api/v1/tokens: who one is, tokens that work until they are revoked, what is refused.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/secret_file.h"
#include "shared/codec/token_codec.h"
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;

namespace {

const QByteArray given = "txd_0123456789abcdef0123456789abcdef"; // an admin's, from the file that is there before

http::Header bearer(const QByteArray &secret)
{
    return {"Authorization", "Bearer " + secret};
}

std::unique_ptr<ApiBench> closedBench()
{
    return std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.testHooks = false, .door = {}, .mysql = nullptr});
}

} // namespace

class TokenRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void tellsWhoOneIs_data();
    void tellsWhoOneIs();
    void makesTokensThatWork();
    void keepsNoSecret();
    void refusesWishes_data();
    void refusesWishes();
    void namesAreUniqueAmongThoseInForce();
    void revokesAtOnce();
    void revokingAgainChangesNothing();
    void refusesToRevoke();
    void theLastAdminStays();
    void notesTheLastUse();
    void namesExpireWithTheirTokens();
    void refusesTokensInUrls();
    void limitsWrongTokens();
    void limitsEachToken();
    void twoHeadersAreNoToken();
    void aRevokedTokensStreamEnds();

private:
    [[nodiscard]] Heard ask(const QByteArray &method, const QString &path, const QByteArray &body = {}, const QByteArray &secret = given);
    [[nodiscard]] QJsonObject make(const QByteArray &body, const QByteArray &secret = given);
    [[nodiscard]] static QByteArray secretIn(const QJsonObject &made) { return made.value("secret"_L1).toString().toLatin1(); }
    [[nodiscard]] static QString idIn(const QJsonObject &made) { return made.value("token"_L1).toObject().value("id"_L1).toString(); }

    std::unique_ptr<ApiBench> m_bench;
};

void TokenRoutesTest::init()
{
    m_bench = closedBench();
    QVERIFY(m_bench->start());
    m_bench->door.tokens().put({.token = {.id = u"00000001"_s, .name = u"admin"_s, .role = Role::Admin, .scope = {}, .createdBy = {},
                                          .expiresAt = {}, .lastUsedAt = {}, .revokedAt = {}},
                                .hash = security::hashOf(given)});
}

Heard TokenRoutesTest::ask(const QByteArray &method, const QString &path, const QByteArray &body, const QByteArray &secret)
{
    return m_bench->ask(method, path, body, secret.isEmpty() ? QList<http::Header>{} : QList{bearer(secret)});
}

QJsonObject TokenRoutesTest::make(const QByteArray &body, const QByteArray &secret)
{
    const Heard made = ask("POST", u"/api/v1/tokens"_s, body, secret);
    if (made.status != 201)
        qWarning() << made.status << made.body;
    return made.json();
}

void TokenRoutesTest::tellsWhoOneIs_data()
{
    QTest::addColumn<QByteArray>("wish"); // empty: no token
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("mayStill"); // a route
    QTest::addColumn<QString>("mayNot");   // empty: every one

    QTest::newRow("loopback") << QByteArray() << u"client"_s << u"loopback"_s << u"submit"_s << u"v1_stats"_s;
    QTest::newRow("client") << R"({"name":"shop","role":"client","gidPrefix":"s-"})"_ba << u"client"_s << u"shop"_s << u"v1_whoami"_s << u"all"_s;
    QTest::newRow("viewer") << R"({"name":"v","role":"viewer","expiresInS":60})"_ba << u"viewer"_s << u"v"_s << u"v1_stream"_s << u"v1_retry"_s;
    QTest::newRow("operator") << R"({"name":"o","role":"operator"})"_ba << u"operator"_s << u"o"_s << u"v1_abort"_s << u"v1_force_stop"_s;
    QTest::newRow("admin") << R"({"name":"a","role":"admin"})"_ba << u"admin"_s << u"a"_s << u"v1_tokens"_s << QString();
}

void TokenRoutesTest::tellsWhoOneIs()
{
    QFETCH(QByteArray, wish);
    QFETCH(QString, role);
    QFETCH(QString, name);
    QFETCH(QString, mayStill);
    QFETCH(QString, mayNot);
    const QJsonObject made = wish.isEmpty() ? QJsonObject() : make(wish);

    const Heard heard = ask("GET", u"/api/v1/whoami"_s, {}, secretIn(made));

    QCOMPARE(heard.status, 200);
    QCOMPARE(http::headerValue(heard.headers, "cache-control"), "no-store"_ba);
    const QJsonObject json = heard.json();
    QCOMPARE(json.value("role"_L1).toString(), role);
    QCOMPARE(json.value("name"_L1).toString(), name);
    QCOMPARE(json.value("tokenId"_L1).toString(), idIn(made));
    QCOMPARE(json.value("gidPrefix"_L1).toString(), wish.contains("gidPrefix") ? u"s-"_s : QString());
    QCOMPARE(json.contains("expiresAt"_L1), wish.contains("expiresInS"));
    QVERIFY(!json.value("open"_L1).toBool());
    const QJsonArray routes = json.value("routes"_L1).toArray();
    QVERIFY(routes.contains(mayStill));
    QVERIFY(mayNot.isEmpty() || !routes.contains(mayNot));
    QVERIFY(!routes.contains(u"test_reset"_s));
}

void TokenRoutesTest::makesTokensThatWork()
{
    const QJsonObject made = make(R"({"name":"v","role":"viewer","reason":"for the wall"})");

    QVERIFY(secretIn(made).startsWith("txd_"));
    const AccessToken token = codec::accessTokenFromJson(made.value("token"_L1).toObject()).value_or(AccessToken{});
    QCOMPARE(token.role, Role::Viewer);
    QCOMPARE(token.createdBy, u"admin"_s);
    QCOMPARE(ask("GET", u"/api/v1/stats"_s, {}, secretIn(made)).status, 200);
    const Heard refused = ask("GET", u"/api/v1/tokens"_s, {}, secretIn(made));
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.message(), u"role admin needed"_s);
}

void TokenRoutesTest::keepsNoSecret()
{
    const QJsonObject made = make(R"({"name":"v","role":"viewer"})");

    const Heard list = ask("GET", u"/api/v1/tokens"_s);

    QCOMPARE(list.status, 200);
    QCOMPARE(http::headerValue(list.headers, "cache-control"), "no-store"_ba);
    QCOMPARE(list.json().value("tokens"_L1).toArray().size(), 2);
    QVERIFY(!list.body.contains(secretIn(made)));
    QVERIFY(!list.body.contains(security::hashOf(secretIn(made)).toHex()));
    QFile file(m_bench->dir.filePath(u"txdesk.db-wal"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray stored = file.readAll();
    QVERIFY(stored.contains(idIn(made).toLatin1()));
    QVERIFY(!stored.contains(secretIn(made)));
}

void TokenRoutesTest::refusesWishes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const QString tokens = u"/api/v1/tokens"_s;

    QTest::newRow("no body") << tokens << QByteArray() << 400 << u"empty body"_s;
    QTest::newRow("no object") << tokens << "[]"_ba << 400 << u"bad json at 0"_s;
    QTest::newRow("a key twice") << tokens << R"({"name":"a","name":"b","role":"viewer"})"_ba << 400 << u"json: duplicate key"_s;
    QTest::newRow("unknown member") << tokens << R"({"name":"a","role":"viewer","epoch":1})"_ba << 400 << u"field epoch: is not known"_s;
    QTest::newRow("parameter") << tokens + u"?x=1"_s << R"({"name":"a","role":"viewer"})"_ba << 400 << u"unknown parameter x"_s;
    QTest::newRow("name in use") << tokens << R"({"name":"admin","role":"viewer"})"_ba << 409 << u"field name: token 00000001 has it"_s;
}

void TokenRoutesTest::refusesWishes()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, message);

    const Heard heard = ask("POST", path, body);

    QCOMPARE(heard.status, status);
    QVERIFY2(heard.message().startsWith(message), qPrintable(heard.message()));
    QCOMPARE(m_bench->door.tokens().all().size(), 1);
}

void TokenRoutesTest::namesAreUniqueAmongThoseInForce()
{
    const QJsonObject first = make(R"({"name":"v","role":"viewer"})");
    QCOMPARE(ask("POST", u"/api/v1/tokens"_s, R"({"name":"v","role":"viewer"})").status, 409);
    QCOMPARE(ask("DELETE", u"/api/v1/tokens/"_s + idIn(first)).status, 200);

    const QJsonObject second = make(R"({"name":"v","role":"viewer"})");

    QVERIFY(idIn(second) != idIn(first));
}

void TokenRoutesTest::revokesAtOnce()
{
    const QJsonObject made = make(R"({"name":"v","role":"viewer"})");
    QCOMPARE(ask("GET", u"/api/v1/stats"_s, {}, secretIn(made)).status, 200);

    const Heard revoked = ask("DELETE", u"/api/v1/tokens/%1?reason=lost"_s.arg(idIn(made)));

    QCOMPARE(revoked.status, 200);
    QVERIFY(revoked.json().value("token"_L1).toObject().contains("revokedAt"_L1));
    const Heard refused = ask("GET", u"/api/v1/stats"_s, {}, secretIn(made));
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.message(), u"bad token"_s);
}

void TokenRoutesTest::revokingAgainChangesNothing()
{
    const QJsonObject made = make(R"({"name":"v","role":"viewer"})");
    const QString path = u"/api/v1/tokens/"_s + idIn(made);
    const Heard first = ask("DELETE", path);

    const Heard second = ask("DELETE", path);

    QCOMPARE(second.status, 200);
    QCOMPARE(second.body, first.body);
}

void TokenRoutesTest::refusesToRevoke()
{
    const QJsonObject other = make(R"({"name":"a","role":"admin"})");
    const Heard unknown = ask("DELETE", u"/api/v1/tokens/ffffffff"_s);
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.message(), u"no token with this id"_s);

    const Heard itself = ask("DELETE", u"/api/v1/tokens/"_s + idIn(other), {}, secretIn(other));
    QCOMPARE(itself.status, 409);
    QCOMPARE(itself.message(), u"a token cannot revoke itself: use another one"_s);

    QCOMPARE(ask("DELETE", u"/api/v1/tokens/"_s + idIn(other) + u"?why=x"_s).status, 400);
    QCOMPARE(ask("DELETE", u"/api/v1/tokens/"_s + idIn(other), {}, {}).message(), u"token required"_s);
    QCOMPARE(ask("GET", u"/api/v1/stats"_s, {}, secretIn(other)).status, 200);
}

// Two that revoke each other at the same moment: one of them stays.
void TokenRoutesTest::theLastAdminStays()
{
    const QJsonObject other = make(R"({"name":"a","role":"admin"})");
    security::Caller first{.role = Role::Admin, .actor = u"admin"_s, .tokenId = u"00000001"_s};
    security::Caller second{.role = Role::Admin, .actor = u"a"_s, .tokenId = idIn(other)};
    QStringList answers;
    const auto note = [&answers](Result<AccessToken> &&revoked) { answers.append(revoked ? u"revoked"_s : revoked.error().message); };

    m_bench->api.tokens().revoke(idIn(other), {}, first, note);
    m_bench->api.tokens().revoke(u"00000001"_s, {}, second, note);

    QTRY_COMPARE(answers.size(), 2);
    answers.sort();
    QCOMPARE(answers, (QStringList{u"revoked"_s, u"the last admin token cannot be revoked"_s}));
    QCOMPARE(ask("GET", u"/api/v1/tokens"_s).status, 200);
}

void TokenRoutesTest::notesTheLastUse()
{
    const QJsonObject made = make(R"({"name":"v","role":"viewer"})");
    QVERIFY(!m_bench->door.tokens().byId(idIn(made))->token.lastUsedAt);

    QCOMPARE(ask("GET", u"/api/v1/stats"_s, {}, secretIn(made)).status, 200);

    QVERIFY(m_bench->door.tokens().byId(idIn(made))->token.lastUsedAt);
    QVERIFY(m_bench->door.tokens().takeUses().contains(idIn(made)));
}

void TokenRoutesTest::namesExpireWithTheirTokens()
{
    security::StoredToken old{.token = {.id = u"0000000f"_s, .name = u"v"_s, .role = Role::Viewer, .scope = {}, .createdBy = {},
                                        .expiresAt = m_bench->clock.now(), .lastUsedAt = {}, .revokedAt = {}},
                              .hash = security::hashOf("txd_old")};
    m_bench->door.tokens().put(old);
    QCOMPARE(ask("GET", u"/api/v1/stats"_s, {}, "txd_old").message(), u"bad token"_s);

    QVERIFY(!secretIn(make(R"({"name":"v","role":"viewer"})")).isEmpty());
}

void TokenRoutesTest::refusesTokensInUrls()
{
    for (const QString &path : {u"/api/v1/stats?token=%1"_s, u"/api/dtmsvr/newGid?access_token=%1"_s, u"/api/ping?Token=%1"_s}) {
        const Heard heard = ask("GET", path.arg(QLatin1StringView(given)));
        QCOMPARE(heard.status, 401);
        QCOMPARE(heard.message(), u"a token in the URL is not accepted: use the header Authorization"_s);
        QVERIFY(!heard.body.contains(given));
    }
}

void TokenRoutesTest::limitsWrongTokens()
{
    for (int i = 0; i < 10; ++i)
        QCOMPARE(ask("GET", u"/api/v1/stats"_s, {}, "wrong").message(), u"bad token"_s);

    const Heard eleventh = ask("GET", u"/api/v1/stats"_s, {}, "wrong");

    QCOMPARE(eleventh.status, 429);
    QCOMPARE(eleventh.message(), u"too many failures"_s);
    QCOMPARE(http::headerValue(eleventh.headers, "retry-after"), "1"_ba);
    QCOMPARE(ask("GET", u"/api/v1/stats"_s).status, 200);
}

void TokenRoutesTest::limitsEachToken()
{
    security::DoorSettings settings;
    settings.requests = {0.001, 2};
    m_bench->door.setSettings(settings);
    QCOMPARE(ask("GET", u"/api/v1/stats"_s).status, 200);
    QCOMPARE(ask("GET", u"/api/v1/stats"_s).status, 200);

    const Heard third = ask("GET", u"/api/v1/stats"_s);

    QCOMPARE(third.status, 429);
    QCOMPARE(third.message(), u"too many requests"_s);
    QCOMPARE(ask("GET", u"/api/dtmsvr/newGid"_s, {}, {}).status, 200); // loopback's own limit
}

void TokenRoutesTest::twoHeadersAreNoToken()
{
    const Heard heard = m_bench->ask("GET", u"/api/v1/stats"_s, {}, {bearer(given), bearer("another")});
    QCOMPARE(heard.status, 401);
    QCOMPARE(heard.message(), u"bad token"_s);
}

void TokenRoutesTest::aRevokedTokensStreamEnds()
{
    const QJsonObject made = make(R"({"name":"v","role":"viewer"})");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_bench->port);
    socket.write("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + secretIn(made) + "\r\n\r\n");
    QByteArray text;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { text += socket.readAll(); });
    QTRY_VERIFY(text.contains("event: hello"));

    QCOMPARE(ask("DELETE", u"/api/v1/tokens/"_s + idIn(made)).status, 200);

    QTRY_VERIFY(text.endsWith("0\r\n\r\n"));
}

TXDESK_TEST(TokenRoutesTest);
#include "token_routes_test.moc"
