// The server over TLS, against Qt's own TLS client: versions, certificates of both sides, reload, the handshake's times and pace.
// SPDX-License-Identifier: Apache-2.0
#include "tests/http/secure_peer.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace txdesk::http {

using namespace test;
namespace {

QSslConfiguration withIdentity(QSslConfiguration configuration, const IdentityFiles &files)
{
    QFile key(files.key);
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no key");
    configuration.setLocalCertificate(QSslCertificate::fromPath(files.certificate).value(0));
    configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
    return configuration;
}

// TLS 1.2's hello of no certain client, cut after so many bytes.
QByteArray partOfHello(qsizetype bytes)
{
    return QByteArray::fromHex("16030100c8010000c40303").leftJustified(bytes, '\0', true);
}

// A whole hello of a client that knows no later version than 3.`minor`: RFC 5246 section 7.4.1.2.
QByteArray helloOf(char minor)
{
    const QByteArray suites = QByteArray::fromHex("c013c014002f0035");
    QByteArray body("\3");
    body += minor + QByteArray(32, 'r') + '\0' + '\0' + static_cast<char>(suites.size()) + suites + '\1' + '\0';
    const auto size = static_cast<char>(body.size());
    return QByteArray::fromHex("160301") + '\0' + static_cast<char>(size + 4) + '\1' + '\0' + '\0' + size + body;
}

} // namespace

class TlsServerTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_authority = m_certificates.make({.subject = u"authority"_s, .isAuthority = true});
        m_stranger = m_certificates.make({.subject = u"stranger"_s, .isAuthority = true});
        m_ours = m_certificates.make({.subject = u"server"_s, .names = u"DNS:localhost,IP:127.0.0.1"_s, .signedBy = &m_authority});
        m_next = m_certificates.make({.subject = u"next"_s, .names = u"DNS:localhost"_s, .signedBy = &m_authority});
        m_expired = m_certificates.make({.subject = u"expired"_s, .names = u"DNS:localhost"_s, .days = -1, .signedBy = &m_authority});
        m_client = m_certificates.make({.subject = u"client"_s, .signedBy = &m_authority});
        m_otherClient = m_certificates.make({.subject = u"otherClient"_s, .signedBy = &m_stranger});
        m_expiredClient = m_certificates.make({.subject = u"expiredClient"_s, .days = -1, .signedBy = &m_authority});
        m_trust = trusting(m_authority.certificate);
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<ServerTls>("tls");
        QTest::addColumn<QString>("words");
        const QString missing = m_certificates.path(u"none.pem"_s);
        const QString open = m_certificates.path(u"open.key"_s);
        QVERIFY(QFile::copy(m_ours.key, open) && QFile(open).setPermissions(QFile::permissions(m_ours.key) | QFileDevice::ReadGroup));
        const QString garbage = m_certificates.write(u"garbage.pem"_s, "no certificate");
        QTest::newRow("nothing") << ServerTls{} << u"certificateFile names no file"_s;
        QTest::newRow("no certificate file") << ServerTls{missing, m_ours.key} << u"none.pem cannot be read: No such file"_s;
        QTest::newRow("no key file") << ServerTls{m_ours.certificate, missing} << u"none.pem cannot be read: No such file"_s;
        QTest::newRow("no certificate in it") << ServerTls{garbage, m_ours.key} << u"holds no certificate in PEM form"_s;
        QTest::newRow("no key in it") << ServerTls{m_ours.certificate, garbage} << u"holds no private key in PEM form"_s;
        QTest::newRow("another key") << ServerTls{m_ours.certificate, m_next.key} << u"does not belong to the certificate"_s;
        QTest::newRow("key for all") << ServerTls{m_ours.certificate, open} << u"run: chmod 600 "_s + open;
        QTest::newRow("no authority file") << ServerTls{m_ours.certificate, m_ours.key, missing} << u"none.pem cannot be read"_s;
        QTest::newRow("no authority in it") << ServerTls{m_ours.certificate, m_ours.key, garbage} << u"holds no certificate"_s;
    }

    void badFilesAreRefused()
    {
        QFETCH(ServerTls, tls);
        QFETCH(QString, words);
        ServerRig rig({}, describe);

        const auto result = rig.server->setTls(tls);

        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
        QCOMPARE(result.error().code, ErrorCode::InvalidRequest);
        RawPeer peer(rig.port); // nothing has changed
        peer.say(tlsRequest);
        QTRY_COMPARE(peer.body(), "plain ");
    }

    void datesAreWarnedOf_data()
    {
        QTest::addColumn<IdentityFiles>("identity");
        QTest::addColumn<QString>("words");
        QTest::newRow("expired") << m_expired << u"expired on "_s;
        QTest::newRow("soon") << m_ours << u"expires on "_s;
        QTest::newRow("long") << m_certificates.make({.subject = u"long"_s, .days = 100, .signedBy = &m_authority}) << QString();
    }

    void datesAreWarnedOf()
    {
        QFETCH(IdentityFiles, identity);
        QFETCH(QString, words);

        const auto warnings = checkServerTls({identity.certificate, identity.key});

        QVERIFY(warnings);
        QCOMPARE(warnings->size(), words.isEmpty() ? 0 : 1);
        QVERIFY(words.isEmpty() || warnings->first().contains(words));
    }

    void versions_data()
    {
        QTest::addColumn<QSsl::SslProtocol>("offered");
        QTest::addColumn<QSsl::SslProtocol>("used");
        QTest::newRow("1.2") << QSsl::TlsV1_2 << QSsl::TlsV1_2;
        QTest::newRow("1.3") << QSsl::TlsV1_3 << QSsl::TlsV1_3;
        QTest::newRow("1.2 or later: the later") << QSsl::TlsV1_2OrLater << QSsl::TlsV1_3;
    }

    void versions()
    {
        QFETCH(QSsl::SslProtocol, offered);
        QFETCH(QSsl::SslProtocol, used);
        ServerRig rig = secureRig();
        QSslConfiguration configuration = m_trust;
        configuration.setProtocol(offered);
        SecurePeer peer(rig.port, configuration);
        peer.say(tlsRequest);

        QTRY_COMPARE(peer.body(), "secure ");
        QCOMPARE(peer.socket.sessionProtocol(), used);
        QCOMPARE(rig.server->counters().handshakes, 1);
    }

    // By hand: today's client libraries do not offer them any more.
    void oldVersionsAreRefused_data()
    {
        QTest::addColumn<char>("minor");
        QTest::newRow("SSL 3.0") << char(0);
        QTest::newRow("TLS 1.0") << char(1);
        QTest::newRow("TLS 1.1") << char(2);
    }

    void oldVersionsAreRefused()
    {
        QFETCH(char, minor);
        ServerRig rig = secureRig();
        RawPeer peer(rig.port);

        peer.say(helloOf(minor));

        QTRY_VERIFY(peer.isClosed());
        // Fatal; protocol version, for which SSL 3.0 has no word but handshake failure.
        QCOMPARE(peer.received.toHex(), QByteArray("15030") + char('0' + minor) + "000202" + (minor == 0 ? "28" : "46"));
        QCOMPARE(rig.server->counters().handshakesFailed, 1);
    }

    void clientCertificates_data()
    {
        QTest::addColumn<IdentityFiles>("identity");
        QTest::addColumn<QSsl::SslProtocol>("protocol");
        QTest::addColumn<bool>("isServed");
        for (const auto protocol : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
            const char *name = protocol == QSsl::TlsV1_2 ? "1.2" : "1.3";
            QTest::addRow("none, %s", name) << IdentityFiles() << protocol << true;
            QTest::addRow("known, %s", name) << m_client << protocol << true;
            QTest::addRow("of a stranger, %s", name) << m_otherClient << protocol << false;
            QTest::addRow("expired, %s", name) << m_expiredClient << protocol << false;
        }
    }

    void clientCertificates()
    {
        QFETCH(IdentityFiles, identity);
        QFETCH(QSsl::SslProtocol, protocol);
        QFETCH(bool, isServed);
        ServerRig rig = secureRig({}, {m_ours.certificate, m_ours.key, m_authority.certificate});
        QSslConfiguration configuration = identity.key.isEmpty() ? m_trust : withIdentity(m_trust, identity);
        configuration.setProtocol(protocol);
        SecurePeer peer(rig.port, configuration);
        peer.say(tlsRequest);

        if (isServed) {
            QTRY_COMPARE(peer.body(), identity.key.isEmpty() ? "secure " : "secure " + Certificates::fingerprint(identity.certificate) + " client");
            return;
        }
        QTRY_VERIFY(peer.isClosed());
        QCOMPARE(peer.received, QByteArray());
        QCOMPARE(rig.server->counters().requests, 0);
        QCOMPARE(rig.server->counters().handshakesFailed, 1);
    }

    void clientIsNotAskedWithoutAuthority()
    {
        ServerRig rig = secureRig();
        SecurePeer peer(rig.port, withIdentity(m_trust, m_client));
        peer.say(tlsRequest);

        QTRY_COMPARE(peer.body(), "secure ");
    }

    void reloadIsForNewConnections()
    {
        ServerRig rig = secureRig();
        SecurePeer old(rig.port, m_trust);
        QTRY_VERIFY(old.socket.isEncrypted());

        QVERIFY(rig.server->setTls({m_next.certificate, m_next.key}));
        SecurePeer fresh(rig.port, m_trust);
        old.say(tlsRequest);
        fresh.say(tlsRequest);

        QTRY_COMPARE(old.body(), "secure ");
        QTRY_COMPARE(fresh.body(), "secure ");
        QCOMPARE(old.socket.peerCertificate().subjectInfo(QSslCertificate::CommonName), QStringList{u"server"_s});
        QCOMPARE(fresh.socket.peerCertificate().subjectInfo(QSslCertificate::CommonName), QStringList{u"next"_s});
    }

    void brokenReloadChangesNothing()
    {
        ServerRig rig = secureRig();

        QVERIFY(!rig.server->setTls({m_next.certificate, m_ours.key}));
        SecurePeer peer(rig.port, m_trust);
        peer.say(tlsRequest);

        QTRY_COMPARE(peer.body(), "secure ");
        QCOMPARE(peer.socket.peerCertificate().subjectInfo(QSslCertificate::CommonName), QStringList{u"server"_s});
    }

    void plainOnTlsPortGetsAnAlert_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("a request") << tlsRequest;
        QTest::newRow("garbage") << QByteArray("\0\1\2\3\4\5\6\7\10\11\12", 11);
    }

    void plainOnTlsPortGetsAnAlert()
    {
        QFETCH(QByteArray, said);
        ServerRig rig = secureRig();
        RawPeer peer(rig.port);

        peer.say(said);

        QTRY_VERIFY(peer.isClosed());
        QCOMPARE(peer.received.size(), 7);
        QCOMPARE(peer.received.first(2).toHex(), "1503"); // an alert
        QCOMPARE(peer.received[5], '\2');                 // a fatal one
        QCOMPARE(rig.server->counters().requests, 0);
        QCOMPARE(rig.server->counters().handshakesFailed, 1);
    }

    void helloOnPlainPortIsClosed()
    {
        ServerRig rig;
        SecurePeer peer(rig.port, m_trust);

        QTRY_VERIFY(peer.isClosed());
        QCOMPARE(peer.received, QByteArray());
        RawPeer raw(rig.port);
        raw.say(partOfHello(60));
        QTRY_VERIFY(raw.isClosed());
        QCOMPARE(raw.received, QByteArray());
    }

    void slowHandshakeIsClosed_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("said nothing") << QByteArray();
        QTest::newRow("one byte") << partOfHello(1);
        QTest::newRow("half a hello") << partOfHello(60);
    }

    void slowHandshakeIsClosed()
    {
        QFETCH(QByteArray, said);
        ServerRig rig = secureRig({.handshakeTime = 100ms});
        RawPeer peer(rig.port);
        peer.say(said);

        QTRY_VERIFY(peer.isClosed());
        QCOMPARE(rig.server->counters().handshakesTimedOut, 1);
        QTRY_COMPARE(rig.server->counters().handshakesBegun, 0);
        QCOMPARE(rig.server->counters().connections, 0);
    }

    void handshakesWaitForTheirTurn()
    {
        ServerRig rig = secureRig({.handshakesPerSecondMax = 100, .handshakeBurst = 2});
        std::vector<std::unique_ptr<SecurePeer>> peers;
        QElapsedTimer watch;
        watch.start();
        for (int i = 0; i < 12; ++i) {
            peers.push_back(std::make_unique<SecurePeer>(rig.port, m_trust));
            peers.back()->say(tlsRequest);
        }

        int waitingMost = 0;
        QTRY_VERIFY((waitingMost = std::max(waitingMost, rig.server->counters().handshakesWaiting), peers.back()->body() == "secure "));

        for (const auto &peer : peers)
            QCOMPARE(peer->body(), "secure ");
        QVERIFY2(watch.elapsed() >= 90, "ten of them have to wait for 10 ms each");
        QVERIFY(rig.server->counters().handshakesWaiting == 0 && rig.server->counters().handshakesBegun == 0);
    }

    void oldestUnfinishedHandshakeGivesWay()
    {
        ServerRig rig = secureRig({.handshakesInProgressMax = 2});
        RawPeer first(rig.port);
        first.say(partOfHello(60));
        QTRY_COMPARE(rig.server->counters().handshakesBegun, 1);
        RawPeer second(rig.port);
        second.say(partOfHello(60));
        QTRY_COMPARE(rig.server->counters().handshakesBegun, 2);

        SecurePeer third(rig.port, m_trust);
        third.say(tlsRequest);

        QTRY_COMPARE(third.body(), "secure ");
        QTRY_VERIFY(first.isClosed());
        QVERIFY(second.isConnected());
        QCOMPARE(rig.server->counters().handshakesGivenUp, 1);
    }

    void sessionIsResumed_data()
    {
        QTest::addColumn<QSsl::SslProtocol>("protocol");
        QTest::newRow("1.2") << QSsl::TlsV1_2;
        QTest::newRow("1.3") << QSsl::TlsV1_3;
    }

    void sessionIsResumed()
    {
        QFETCH(QSsl::SslProtocol, protocol);
        ServerRig rig = secureRig({}, {m_ours.certificate, m_ours.key, m_authority.certificate});
        QSslConfiguration configuration = withIdentity(m_trust, m_client);
        configuration.setProtocol(protocol);
        configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, false);
        configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, false);
        SecurePeer first(rig.port, configuration);
        first.say(tlsRequest);
        QTRY_VERIFY(!first.body().isEmpty());

        configuration.setSessionTicket(first.socket.sslConfiguration().sessionTicket());
        SecurePeer second(rig.port, configuration);
        second.say(tlsRequest);

        QTRY_COMPARE(second.body(), "secure " + Certificates::fingerprint(m_client.certificate) + " client");
        QCOMPARE(rig.server->counters().handshakesResumed, 1);
    }

private:
    [[nodiscard]] ServerRig secureRig(ServerLimits limits = {}, ServerTls tls = {}, Server::Handler handler = describe) const
    {
        return secureRigOf(m_ours, std::move(limits), std::move(tls), std::move(handler));
    }

    Certificates m_certificates;
    IdentityFiles m_authority;
    IdentityFiles m_stranger;
    IdentityFiles m_ours;
    IdentityFiles m_next;
    IdentityFiles m_expired;
    IdentityFiles m_client;
    IdentityFiles m_otherClient;
    IdentityFiles m_expiredClient;
    QSslConfiguration m_trust;
};

TXDESK_TEST(TlsServerTest);

} // namespace txdesk::http

#include "tls_server_test.moc"
