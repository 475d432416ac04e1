// The door: tokens, roles, TLS with authorities and pins, and answers that are none.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/door_words.h"
#include "console/client/http_coordinator_link.h"
#include "tests/console/scripted_server.h"
#include "tests/support/certificates.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QSslKey>
#include <QTest>
#include <QTimer>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray operatorSelf = R"(200 {"role":"operator","name":"lin","tokenId":"t1","open":false})";

bool sawToken(const QList<QByteArray> &requests, const QByteArray &token)
{
    return std::any_of(requests.begin(), requests.end(),
                       [&token](const QByteArray &request) { return request.contains("Authorization: Bearer " + token + "\r\n"); });
}

QSslConfiguration serverSide(const IdentityFiles &identity)
{
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    QFile key(identity.key);
    if (key.open(QIODevice::ReadOnly))
        settings.setPrivateKey(QSslKey(&key, QSsl::Ec, QSsl::Pem));
    settings.setLocalCertificate(certificatesIn(identity.certificate)->first());
    settings.setPeerVerifyMode(QSslSocket::VerifyNone);
    return settings;
}

} // namespace

class DoorTest final : public QObject
{
    Q_OBJECT

private slots:
    void theTokenGoesAlongAndTheRoleComesBack()
    {
        ScriptedServer server;
        server.answers["/api/v1/whoami"] = operatorSelf;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        link.setToken("secret-1");
        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.sayHello();
        QTRY_VERIFY(link.status().caller);
        QCOMPARE(link.status().caller->role, Role::Operator);
        QCOMPARE(link.status().caller->name, u"lin"_s);
        QVERIFY(!link.status().serverIsOpen);
        QVERIFY(sawToken(server.requests, "secret-1"));
        QCOMPARE(DoorWords::whyNot(Role::Admin, link.status()), u"Needs role admin; you are operator."_s);
        QVERIFY(DoorWords::whyNot(Role::Operator, link.status()).isEmpty());
    }

    void anOpenServerIsKnown()
    {
        ScriptedServer server;
        server.answers["/api/v1/whoami"] = R"(200 {"role":"admin","name":"","open":true})";
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.sayHello();
        QTRY_VERIFY(link.status().serverIsOpen);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<int>("door");
        QTest::addColumn<QString>("says");
        QTest::newRow("no token") << QByteArray("401 {\"message\":\"token required\"}") << QByteArray() << int(Door::NotAuthorised)
                                  << u"asks for a token"_s;
        QTest::newRow("wrong, expired or revoked") << QByteArray("401 {\"message\":\"bad token\"}") << QByteArray("old")
                                                   << int(Door::NotAuthorised) << u"has expired or was revoked"_s;
        QTest::newRow("role too low") << QByteArray("403 {\"message\":\"role viewer needed\"}") << QByteArray("app")
                                      << int(Door::Forbidden) << u"needs the role viewer"_s;
        QTest::newRow("too many") << QByteArray("429 {\"message\":\"too many failures\"}") << QByteArray("x") << int(Door::Busy)
                                  << u"asks to wait"_s;
    }
    void refusals()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, token);
        QFETCH(int, door);
        QFETCH(QString, says);
        ScriptedServer server;
        server.answers["/api/v1/stream"] = stream;
        server.extraHeaders = "Retry-After: 120\r\n";
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        link.setToken(token);
        link.open();
        QTRY_COMPARE(link.status().state, LinkState::Reconnecting);
        QCOMPARE(int(link.status().door), door);
        QVERIFY2(DoorWords::sentence(link.status()).contains(says), qPrintable(DoorWords::sentence(link.status())));
        QVERIFY(stream.contains(link.status().doorWords.toUtf8()));
        QVERIFY(link.status().nextTryAt);
        const Milliseconds pause = *link.status().nextTryAt - time.now();
        QVERIFY2(pause >= Milliseconds{door == int(Door::Busy) ? 120'000 : 30'000}, "it does not knock on a closed door");
    }

    void aRevokedTokenIsSeenAtOnce()
    {
        ScriptedServer server;
        server.answers["/api/v1/whoami"] = operatorSelf;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        link.setToken("soon-revoked");
        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.sayHello();
        QTRY_VERIFY(link.status().caller);
        server.answers["/api/v1/stats"] = "401 {\"message\":\"bad token\"}";
        std::optional<Error> error;
        link.stats(this, [&error](const Result<CoordinatorStats> &answer) { error = answer.error(); });
        QTRY_VERIFY(error);
        QCOMPARE(error->code, ErrorCode::NotAllowed);
        QCOMPARE(link.status().state, LinkState::Reconnecting);
        QCOMPARE(link.status().door, Door::NotAuthorised);
        QVERIFY(!link.status().caller);
    }

    void answersThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("HTML") << QByteArray("200 <html><body>Welcome to nginx</body></html>");
        QTest::newRow("a list") << QByteArray("200 [1,2,3]");
        QTest::newRow("wrong types") << QByteArray("200 {\"rows\":{\"a\":1},\"next\":7}");
        QTest::newRow("a row of a wrong type") << QByteArray("200 {\"rows\":[7]}");
        QTest::newRow("deep") << "200 {\"rows\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}';
        QTest::newRow("broken") << QByteArray("200 {\"rows\":[{\"gid\":\"a");
        QTest::newRow("empty") << QByteArray("200 ");
    }
    void answersThatAreNone() // spec/reliability 4.4, row 86
    {
        QFETCH(QByteArray, answer);
        ScriptedServer server;
        server.answers["/api/v1/transactions"] = answer;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        std::optional<Error> error;
        link.list({}, {}, this, [&error](const Result<TransactionPage> &page) { error = page ? Error{} : page.error(); });
        QTRY_VERIFY(error);
        QVERIFY2(!error->message.isEmpty(), "it is told in words");
        QVERIFY2(error->message.size() < 400, "and they are few");
    }

    void anEndlessListIsCutAndTheWindowLives() // row 86
    {
        ScriptedServer server;
        server.flood = 100LL * 1024 * 1024;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        int ticks = 0;
        QTimer alive;
        connect(&alive, &QTimer::timeout, this, [&ticks] { ++ticks; });
        alive.start(1);
        std::optional<Error> error;
        link.list({}, {}, this, [&error](const Result<TransactionPage> &page) { error = page ? Error{} : page.error(); });
        QTRY_VERIFY_WITH_TIMEOUT(error, 20'000);
        QCOMPARE(error->message, u"The answer is larger than 32 MB."_s);
        QVERIFY2(server.flooded < 64LL * 1024 * 1024, qPrintable(QString::number(server.flooded)));
        QVERIFY2(ticks > 5, "other events were handled meanwhile");
    }

    void certificates_data()
    {
        QTest::addColumn<QString>("trust");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<bool>("believed");
        QTest::addColumn<bool>("pinHelps");
        QTest::newRow("its authority is given") << u"ca"_s << u"good"_s << true << false;
        QTest::newRow("another authority is given") << u"other ca"_s << u"good"_s << false << false;
        QTest::newRow("nobody vouches for it") << u"nothing"_s << u"good"_s << false << true;
        QTest::newRow("it signed itself") << u"nothing"_s << u"self"_s << false << true;
        QTest::newRow("it is the pinned one") << u"pin of self"_s << u"self"_s << true << false;
        QTest::newRow("it is not the pinned one") << u"pin of good"_s << u"self"_s << false << false;
        QTest::newRow("it changed") << u"pin of self"_s << u"good"_s << false << false;
        QTest::newRow("pinned, but expired") << u"pin of expired"_s << u"expired"_s << false << false;
        QTest::newRow("expired and unknown") << u"nothing"_s << u"expired"_s << false << false;
        QTest::newRow("signed, but another name") << u"ca"_s << u"elsewhere"_s << false << false;
        QTest::newRow("signed and pinned") << u"ca and pin of good"_s << u"good"_s << true << false;
        QTest::newRow("signed, but not the pinned one") << u"ca and pin of self"_s << u"good"_s << false << false;
    }
    void certificates()
    {
        QFETCH(QString, trust);
        QFETCH(QString, shown);
        const QHash<QString, IdentityFiles> &identities = identitiesOnce();
        ScriptedTlsServer server;
        server.setSslConfiguration(serverSide(identities.value(shown)));
        server.answers["/api/v1/whoami"] = operatorSelf;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        TlsTrust given;
        if (trust.contains("ca"_L1))
            given.caFile = identities.value(trust == "other ca"_L1 ? u"other ca"_s : u"ca"_s).certificate;
        if (const qsizetype at = trust.indexOf("pin of "_L1); at >= 0)
            given.pin = QString::fromLatin1(
                Certificates::fingerprint(identities.value(trust.mid(at + 7)).certificate));
        link.setTrust(given);
        link.setToken("over-tls-only");
        link.open();

        QTRY_VERIFY(!server.streams.isEmpty() || link.status().state == LinkState::Reconnecting);
        QVERIFY(link.status().certificate);
        const ServerCertificate seen = *link.status().certificate;
        QCOMPARE(fingerprintOf(seen.chain.value(0)).toLatin1(),
                 Certificates::fingerprint(identities.value(shown).certificate));
        QTEST(seen.problems.isEmpty(), "believed");
        QTEST(seen.pinHelps, "pinHelps");
        QFETCH(bool, believed);
        if (believed) {
            QTRY_VERIFY(sawToken(server.requests, "over-tls-only"));
            QVERIFY(seen.protocol.startsWith(u"TLS 1."_s));
            return;
        }
        QVERIFY2(server.requests.isEmpty(), "nothing of ours was sent, no token either");
        QCOMPARE(link.status().door, Door::Untrusted);
        QCOMPARE(seen.pinned, given.pin.isEmpty() || trust == "pin of expired"_L1 ? QString() : given.pin);
    }

private:
    const QHash<QString, IdentityFiles> &identitiesOnce()
    {
        if (m_identities.isEmpty()) {
            const QString here = u"DNS:localhost,IP:127.0.0.1"_s;
            m_identities[u"ca"_s] = m_made.make({.subject = u"ca"_s, .isAuthority = true});
            m_identities[u"other ca"_s] = m_made.make({.subject = u"other"_s, .isAuthority = true});
            const IdentityFiles ca = m_identities.value(u"ca"_s);
            m_identities[u"good"_s] = m_made.make({.subject = u"good"_s, .names = here, .signedBy = &ca});
            m_identities[u"elsewhere"_s] = m_made.make({.subject = u"elsewhere"_s, .names = u"DNS:tx.example"_s, .signedBy = &ca});
            m_identities[u"self"_s] = m_made.make({.subject = u"self"_s, .names = here});
            m_identities[u"expired"_s] = m_made.make({.subject = u"expired"_s, .names = here, .days = -1, .signedBy = &ca});
        }
        return m_identities;
    }

    Certificates m_made;
    QHash<QString, IdentityFiles> m_identities;
};

TXDESK_TEST(DoorTest);
#include "door_test.moc"
