// The client and https: whom it trusts, whom it never sends a request to, and that nothing is different once it is connected.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client.h"
#include "tests/http/http_rig.h"
#include "tests/support/certificates.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

#include <optional>

#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = txdesk::http::ClientResult::Kind;

namespace txdesk::http {
namespace {

using test::Certificates;
using test::IdentityFiles;

// Qt's server; answers every request with fixed bytes, and may then end the connection with or without TLS's own end.
class QtTlsServer
{
public:
    explicit QtTlsServer(const IdentityFiles &identity, QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        : m_answer(std::move(answer))
    {
        QFile key(identity.key);
        if (!key.open(QIODevice::ReadOnly))
            qFatal("no key");
        QSslConfiguration configuration;
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        configuration.setLocalCertificateChain(QSslCertificate::fromPath(identity.certificate));
        configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
        m_server.setSslConfiguration(configuration);
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection());
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                socket->readAll();
                ++requests;
                socket->write(m_answer);
                if (end == End::Proper)
                    socket->disconnectFromHost();
                if (end == End::Cut) {
                    socket->flush();
                    ::shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR);
                }
            });
        });
    }

    [[nodiscard]] QString url() const { return u"https://localhost:%1/x"_s.arg(m_server.serverPort()); }

    enum class End { None, Proper, Cut };
    End end = End::None;
    int requests = 0;

private:
    QSslServer m_server;
    QByteArray m_answer;
};

std::optional<ClientResult> send(Client &client, ClientRequest request)
{
    std::optional<ClientResult> result;
    client.send(std::move(request), [&result](ClientResult &&answer) { result = std::move(answer); });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(result, 20'000); }();
    return result;
}

} // namespace

class TlsClientTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_authority = m_certificates.make({.subject = u"authority"_s, .isAuthority = true});
        m_stranger = m_certificates.make({.subject = u"stranger"_s, .isAuthority = true});
        m_middle = m_certificates.make({.subject = u"middle"_s, .signedBy = &m_authority, .isAuthority = true});
        const QString names = u"DNS:localhost,IP:127.0.0.1"_s;
        m_ours = m_certificates.make({.subject = u"server"_s, .names = names, .signedBy = &m_authority});
        m_leaf = m_certificates.make({.subject = u"leaf"_s, .names = names, .signedBy = &m_middle});
        m_expired = m_certificates.make({.subject = u"expired"_s, .names = names, .days = -1, .signedBy = &m_authority});
        m_other = m_certificates.make({.subject = u"other"_s, .names = u"DNS:other.example"_s, .signedBy = &m_authority});
        m_nameless = m_certificates.make({.subject = u"localhost"_s, .signedBy = &m_authority, .keyType = u"rsa:2048"_s});
        m_strangers = m_certificates.make({.subject = u"strangers"_s, .names = names, .signedBy = &m_stranger});
        m_selfSigned = m_certificates.make({.subject = u"selfSigned"_s, .names = names});
        m_client = m_certificates.make({.subject = u"client"_s, .signedBy = &m_authority});
    }

    void trust_data()
    {
        QTest::addColumn<IdentityFiles>("server");
        QTest::addColumn<ClientTls>("tls");
        QTest::addColumn<QString>("error"); // empty: answered
        const ClientTls ours{.caFile = m_authority.certificate};
        const auto pinned = [](const IdentityFiles &files) { return ClientTls{.pin = Certificates::fingerprint(files.certificate)}; };
        QByteArray withColons = Certificates::fingerprint(m_selfSigned.certificate).toUpper();
        for (qsizetype at = 62; at > 0; at -= 2)
            withColons.insert(at, ':');

        QTest::newRow("our authority") << m_ours << ours << QString();
        QTest::newRow("authority between") << m_leaf << ClientTls{.caFile = m_middle.certificate} << QString();
        QTest::newRow("authority between, not sent") << m_leaf << ours << u"not accepted: unable to get local issuer certificate"_s;
        QTest::newRow("only the system's") << m_ours << ClientTls() << u"not accepted: unable to get local issuer certificate"_s;
        QTest::newRow("expired") << m_expired << ours << u"not accepted: certificate has expired"_s;
        QTest::newRow("wrong host") << m_other << ours << u"not accepted: hostname mismatch"_s;
        QTest::newRow("a stranger's") << m_strangers << ours << u"not accepted: unable to get local issuer certificate"_s;
        QTest::newRow("self-signed") << m_selfSigned << ours << u"not accepted: self-signed certificate"_s;
        QTest::newRow("self-signed, is its own authority") << m_selfSigned << ClientTls{.caFile = m_selfSigned.certificate} << QString();
        QTest::newRow("authority of this host") << m_strangers
            << ClientTls{.caFileOfHost = {{u"localhost"_s, m_stranger.certificate}}} << QString();
        QTest::newRow("only that of this host") << m_ours
            << ClientTls{.caFile = m_authority.certificate, .caFileOfHost = {{u"localhost"_s, m_stranger.certificate}}}
            << u"not accepted: unable to get local issuer certificate"_s;
        QTest::newRow("authority of another host") << m_strangers
            << ClientTls{.caFileOfHost = {{u"other.example"_s, m_stranger.certificate}}} << u"not accepted: unable to get"_s;
        QTest::newRow("pin of a self-signed one") << m_selfSigned << pinned(m_selfSigned) << QString();
        QTest::newRow("pin with colons") << m_selfSigned << ClientTls{.pin = withColons} << QString();
        QTest::newRow("pin of an expired one") << m_expired << pinned(m_expired) << QString();
        QTest::newRow("pin of another name's") << m_other << pinned(m_other) << QString();
        QTest::newRow("pin of another one") << m_ours
            << ClientTls{.caFile = m_authority.certificate, .pin = Certificates::fingerprint(m_selfSigned.certificate)}
            << u"not the pinned one, its SHA-256 fingerprint is "_s + QString::fromLatin1(Certificates::fingerprint(m_ours.certificate));
        QTest::newRow("pin of the authority is not enough") << m_ours << pinned(m_authority) << u"not the pinned one"_s;
        QTest::newRow("pin of this host") << m_selfSigned
            << ClientTls{.pinOfHost = {{u"localhost"_s, Certificates::fingerprint(m_selfSigned.certificate)}}} << QString();
        QTest::newRow("pin of this host goes first") << m_selfSigned
            << ClientTls{.pin = Certificates::fingerprint(m_selfSigned.certificate),
                         .pinOfHost = {{u"localhost"_s, Certificates::fingerprint(m_ours.certificate)}}}
            << u"not the pinned one"_s;
        QTest::newRow("pin of another host") << m_selfSigned
            << ClientTls{.pinOfHost = {{u"other.example"_s, Certificates::fingerprint(m_selfSigned.certificate)}}}
            << u"not accepted: self-signed certificate"_s;
    }

    void trust()
    {
        QFETCH(IdentityFiles, server);
        QFETCH(ClientTls, tls);
        QFETCH(QString, error);
        ServerRig rig = secureRig(server);
        Client client;
        QVERIFY(client.setTls(tls));

        const auto result = send(client, {.url = u"https://localhost:%1/x"_s.arg(rig.port)});

        if (error.isEmpty()) {
            QCOMPARE(result->error, QString());
            QCOMPARE(result->kind, Kind::Answered);
            QCOMPARE(result->body, "GET /x 0");
            return;
        }
        QCOMPARE(result->kind, Kind::NotConnected);
        QVERIFY2(result->error.startsWith(u"TLS with localhost:%1 failed: its certificate is "_s.arg(rig.port)), qPrintable(result->error));
        QVERIFY2(result->error.contains(error), qPrintable(result->error));
        QCOMPARE(rig.server->counters().requests, 0);
    }

    void commonNameStandsForTheHostOnlyWithoutOthers()
    {
        ServerRig rig = secureRig(m_nameless);
        Client client;
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));

        QCOMPARE(send(client, {.url = u"https://localhost:%1/x"_s.arg(rig.port)})->kind, Kind::Answered);
        QCOMPARE(send(client, {.url = rig.url(u"/x"_s).replace(u"http:"_s, u"https:"_s)})->kind, Kind::NotConnected);
    }

    void addressIsVerifiedToo()
    {
        ServerRig good = secureRig(m_ours);
        ServerRig bad = secureRig(m_other);
        Client client;
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));

        const auto answered = send(client, {.url = u"https://127.0.0.1:%1/x"_s.arg(good.port)});
        const auto refused = send(client, {.url = u"https://127.0.0.1:%1/x"_s.arg(bad.port)});

        QCOMPARE(answered->error, QString());
        QCOMPARE(refused->kind, Kind::NotConnected);
        QVERIFY2(refused->error.contains(u"IP address mismatch"_s), qPrintable(refused->error));
        for (const QString &odd : {u"127.1"_s, u"2130706433"_s, u"0x7f.1"_s}) { // no way around the name's verification
            const auto result = send(client, {.url = u"https://%1:%2/x"_s.arg(odd).arg(bad.port)});
            QVERIFY2(result->kind == Kind::NotConnected, qPrintable(odd));
        }
    }

    void badSettingsAreRefused_data()
    {
        QTest::addColumn<ClientTls>("tls");
        QTest::addColumn<QString>("words");
        const QString missing = m_certificates.path(u"none.pem"_s);
        QTest::newRow("authority file") << ClientTls{.caFile = missing} << u"none.pem cannot be read"_s;
        QTest::newRow("authority file of a host") << ClientTls{.caFileOfHost = {{u"a"_s, missing}}} << u"none.pem cannot be read"_s;
        QTest::newRow("pin") << ClientTls{.pin = "abc"} << u"not a SHA-256 fingerprint"_s;
        QTest::newRow("pin with a wrong digit") << ClientTls{.pin = QByteArray(63, 'a') + 'g'} << u"not a SHA-256 fingerprint"_s;
        QTest::newRow("pin of a host") << ClientTls{.pinOfHost = {{u"a.example"_s, "abc"}}} << u"pin of a.example"_s;
        QTest::newRow("no key") << ClientTls{.certificateFile = m_client.certificate} << u"keyFile names no file"_s;
        QTest::newRow("another key") << ClientTls{.certificateFile = m_client.certificate, .keyFile = m_ours.key} << u"does not belong"_s;
    }

    void badSettingsAreRefused()
    {
        QFETCH(ClientTls, tls);
        QFETCH(QString, words);
        ServerRig rig = secureRig(m_ours);
        Client client;
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));

        const auto result = client.setTls(tls);

        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
        QCOMPARE(send(client, {.url = u"https://localhost:%1/x"_s.arg(rig.port)})->kind, Kind::Answered); // as before
    }

    void qtsServerIsTalkedTo()
    {
        QtTlsServer server(m_ours);
        Client client;
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));

        const auto first = send(client, {.url = server.url()});
        const auto second = send(client, {.url = server.url()});

        QCOMPARE(first->error, QString());
        QCOMPARE(first->body, "ok");
        QCOMPARE(second->body, "ok");
        QCOMPARE(server.requests, 2);
    }

    // An answer that ends with its connection may have been cut by anybody, unless TLS itself says that it is over.
    void answerUpToTheEndNeedsTlsEnd_data()
    {
        QTest::addColumn<QtTlsServer::End>("end");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("proper") << QtTlsServer::End::Proper << Kind::Answered;
        QTest::newRow("cut") << QtTlsServer::End::Cut << Kind::Broken;
    }

    void answerUpToTheEndNeedsTlsEnd()
    {
        QFETCH(QtTlsServer::End, end);
        QFETCH(Kind, kind);
        QtTlsServer server(m_ours, "HTTP/1.1 200 OK\r\n\r\nwhole");
        server.end = end;
        Client client;
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));

        const auto result = send(client, {.url = server.url()});

        QCOMPARE(result->kind, kind);
        QCOMPARE(result->body, kind == Kind::Answered ? "whole" : "");
    }

    void plainServerGetsNoRequest()
    {
        ServerRig rig;
        Client client;

        const auto result = send(client, {.url = u"https://localhost:%1/"_s.arg(rig.port)});

        QCOMPARE(result->kind, Kind::NotConnected);
        QVERIFY2(result->error.startsWith(u"TLS with localhost"_s), qPrintable(result->error));
        QCOMPARE(rig.server->counters().requests, 0);
    }

    void silentServerIsGivenUp()
    {
        QTcpServer silent;
        silent.listen(QHostAddress::LocalHost);
        Client client({.connectTime = 100ms});

        const auto result = send(client, {.url = u"https://localhost:%1/"_s.arg(silent.serverPort())});

        QCOMPARE(result->kind, Kind::NotConnected);
        QCOMPARE(result->error, u"no connection within 100 ms"_s);
    }

    void ownCertificateIsShown()
    {
        ServerRig rig({}, [](Request &&request, Responder &&responder) { responder.send({.body = request.peerCertificate}); });
        QVERIFY(rig.server->setTls({m_ours.certificate, m_ours.key, m_authority.certificate}));
        Client client;
        QVERIFY(client.setTls({.caFile = m_authority.certificate, .certificateFile = m_client.certificate, .keyFile = m_client.key}));

        const auto result = send(client, {.url = u"https://localhost:%1/"_s.arg(rig.port)});

        QCOMPARE(result->body, Certificates::fingerprint(m_client.certificate));
    }

    void connectionIsKeptAndSessionResumed()
    {
        ServerRig rig = secureRig(m_ours, {.idleTime = 200ms});
        Client client;
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));
        const QString url = u"https://localhost:%1/x"_s.arg(rig.port);

        for (int i = 0; i < 5; ++i)
            QCOMPARE(send(client, {.url = url})->kind, Kind::Answered);
        QCOMPARE(rig.server->counters().accepted, 1);
        QTRY_COMPARE(client.connectionsTo(u"localhost:%1"_s.arg(rig.port)), 0); // the server closes it
        QCOMPARE(send(client, {.url = url})->kind, Kind::Answered);

        QCOMPARE(rig.server->counters().accepted, 2);
        QCOMPARE(rig.server->counters().handshakesResumed, 1);
    }

    void newSettingsAreForNewConnections()
    {
        ServerRig rig = secureRig(m_ours);
        Client client;
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));
        const QString url = u"https://localhost:%1/x"_s.arg(rig.port);
        QCOMPARE(send(client, {.url = url})->kind, Kind::Answered);

        QVERIFY(client.setTls({.caFile = m_stranger.certificate}));

        QCOMPARE(send(client, {.url = url})->kind, Kind::NotConnected); // neither the idle connection nor its session is used
    }

    void largeBodiesPass()
    {
        ServerRig rig({}, [](Request &&request, Responder &&responder) { responder.send({.body = request.body}); });
        QVERIFY(rig.server->setTls({m_ours.certificate, m_ours.key}));
        Client client({.bodyBytesMax = 4 * 1024 * 1024});
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));
        QByteArray body;
        for (int i = 0; body.size() < 4 * 1024 * 1024; ++i)
            body += QByteArray::number(i) + ' ';
        body.truncate(4 * 1024 * 1024);

        const auto result = send(client, {.method = "POST", .url = u"https://localhost:%1/x"_s.arg(rig.port), .body = body, .timeout = 20s});

        QCOMPARE(result->error, QString());
        QVERIFY(result->body == body);
    }

    void manyAtOnce()
    {
        ServerRig rig = secureRig(m_ours);
        Client client({.perHostMax = 20});
        QVERIFY(client.setTls({.caFile = m_authority.certificate}));
        int answered = 0;
        for (int i = 0; i < 500; ++i)
            client.send({.url = u"https://localhost:%1/x"_s.arg(rig.port), .timeout = 20s},
                        [&answered](ClientResult &&result) { answered += result.body == "GET /x 0" ? 1 : 0; });

        QTRY_COMPARE_WITH_TIMEOUT(answered, 500, 20'000);
        QVERIFY(rig.server->counters().accepted <= 20);
    }

private:
    [[nodiscard]] static ServerRig secureRig(const IdentityFiles &identity, ServerLimits limits = {})
    {
        ServerRig rig(std::move(limits));
        if (!rig.server->setTls({identity.certificate, identity.key}))
            qFatal("TLS cannot be used");
        return rig;
    }

    Certificates m_certificates;
    IdentityFiles m_authority;
    IdentityFiles m_stranger;
    IdentityFiles m_middle;
    IdentityFiles m_ours;
    IdentityFiles m_leaf;
    IdentityFiles m_expired;
    IdentityFiles m_other;
    IdentityFiles m_nameless;
    IdentityFiles m_strangers;
    IdentityFiles m_selfSigned;
    IdentityFiles m_client;
};

TXDESK_TEST(TlsClientTest);

} // namespace txdesk::http

#include "tls_client_test.moc"
