// What goes over TLS once the handshake is done: bodies, pipelines, streams, the end of connections.
// SPDX-License-Identifier: Apache-2.0
#include "tests/http/secure_peer.h"
#include "tests/support/test_main.h"

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace txdesk::http {

class TlsTrafficTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_authority = m_certificates.make({.subject = u"authority"_s, .isAuthority = true});
        m_ours = m_certificates.make({.subject = u"server"_s, .names = u"DNS:localhost,IP:127.0.0.1"_s, .signedBy = &m_authority});
        m_trust = trusting(m_authority.certificate);
    }

    void largeBodyBothWays_data()
    {
        QTest::addColumn<QSsl::SslProtocol>("protocol");
        QTest::newRow("1.2") << QSsl::TlsV1_2;
        QTest::newRow("1.3") << QSsl::TlsV1_3;
    }

    void largeBodyBothWays()
    {
        QFETCH(QSsl::SslProtocol, protocol);
        ServerRig rig = secureRig({}, {}, [](Request &&request, Responder &&responder) { responder.send({.body = request.body}); });
        QSslConfiguration configuration = m_trust;
        configuration.setProtocol(protocol);
        SecurePeer peer(rig.port, configuration);
        QByteArray body;
        for (int i = 0; body.size() < 4 * 1024 * 1024; ++i)
            body += QByteArray::number(i) + ' ';
        body.truncate(4 * 1024 * 1024);

        peer.say("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 4194304\r\n\r\n" + body + tlsRequest);

        QTRY_VERIFY_WITH_TIMEOUT(peer.received.count("HTTP/1.1 200") == 2, 20'000);
        QVERIFY(peer.body().first(body.size()) == body);
    }

    void tooLargeBodyIsAnswered()
    {
        ServerRig rig = secureRig();
        SecurePeer peer(rig.port, m_trust);

        peer.say("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 4194305\r\n\r\n" + QByteArray(1'000'000, 'x'));

        QTRY_VERIFY(peer.isClosed());
        QVERIFY(peer.received.startsWith("HTTP/1.1 413 "));
        QCOMPARE(peer.body(), R"({"message":"body too large"})");
    }

    void pipelinedRequestsAreServedInOrder()
    {
        ServerRig rig = secureRig({}, {}, echo);
        SecurePeer peer(rig.port, m_trust);
        QByteArray requests;
        for (int i = 0; i < 1000; ++i)
            requests += "GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";

        peer.say(requests);

        QTRY_VERIFY(peer.received.endsWith("GET /999 0"));
        QCOMPARE(peer.received.count("HTTP/1.1 200"), 1000);
    }

    void streams()
    {
        std::shared_ptr<Stream> stream;
        bool closed = false;
        ServerRig rig = secureRig({}, {}, [&](Request &&, Responder &&responder) {
            stream = responder.beginStream({.contentType = "text/event-stream"});
            stream->onClosed = [&closed] { closed = true; };
        });
        SecurePeer peer(rig.port, m_trust);
        peer.say(tlsRequest);
        QTRY_VERIFY(stream != nullptr);

        stream->write("data: 1\n\n");
        QTRY_VERIFY(peer.received.endsWith("9\r\ndata: 1\n\n\r\n"));
        stream->write("data: 2\n\n");
        QTRY_VERIFY(peer.received.endsWith("9\r\ndata: 2\n\n\r\n"));
        stream->end();
        QTRY_VERIFY(peer.received.endsWith("0\r\n\r\n"));
        QVERIFY(!closed);
        peer.say(tlsRequest); // the connection goes on
        QTRY_COMPARE(rig.server->counters().requests, 2);
        peer.socket.abort();
        QTRY_VERIFY(closed);
    }

    void drainsAfterTheAnswer()
    {
        std::vector<Responder> waiting;
        ServerRig rig = secureRig({}, {}, [&](Request &&, Responder &&responder) { waiting.push_back(std::move(responder)); });
        SecurePeer busy(rig.port, m_trust);
        SecurePeer idle(rig.port, m_trust);
        busy.say(tlsRequest);
        QTRY_COMPARE(waiting.size(), size_t(1));
        QTRY_VERIFY(idle.socket.isEncrypted());
        RawPeer slow(rig.port);
        QTRY_COMPARE(rig.server->counters().connections, 3);
        bool drained = false;
        connect(rig.server.get(), &Server::drained, this, [&drained] { drained = true; });

        rig.server->stopAccepting();
        QTRY_VERIFY(idle.isClosed());
        QTRY_VERIFY(slow.isClosed());
        QVERIFY(!drained);
        waiting[0].send({.body = "last"});

        QTRY_COMPARE(busy.body(), "last");
        QVERIFY(busy.received.contains("Connection: close"));
        QTRY_VERIFY(busy.isClosed());
        QTRY_VERIFY(drained);
    }

    void idleConnectionIsClosed()
    {
        ServerRig rig = secureRig({.idleTime = 100ms});
        SecurePeer peer(rig.port, m_trust);
        peer.say(tlsRequest);

        QTRY_VERIFY(peer.isClosed());
        QCOMPARE(peer.body(), "secure ");
    }

    void clientThatLeavesIsForgotten()
    {
        ServerRig rig = secureRig();
        auto peer = std::make_unique<SecurePeer>(rig.port, m_trust);
        peer->say(tlsRequest);
        QTRY_COMPARE(peer->body(), "secure ");

        peer->socket.disconnectFromHost();

        QTRY_COMPARE(rig.server->counters().connections, 0);
    }

    void connectionsBeyondTheCapGetAnAlert()
    {
        ServerRig rig = secureRig({.connectionsMax = 1});
        SecurePeer first(rig.port, m_trust);
        QTRY_VERIFY(first.socket.isEncrypted());
        RawPeer second(rig.port);

        QTRY_VERIFY(second.isClosed());
        QCOMPARE(second.received.toHex(), "15030300020250");
        QCOMPARE(rig.server->counters().refusedByTotal, 1);
    }

private:
    [[nodiscard]] ServerRig secureRig(ServerLimits limits = {}, ServerTls tls = {}, Server::Handler handler = describe) const
    {
        return secureRigOf(m_ours, std::move(limits), std::move(tls), std::move(handler));
    }

    test::Certificates m_certificates;
    test::IdentityFiles m_authority;
    test::IdentityFiles m_ours;
    QSslConfiguration m_trust;
};

TXDESK_TEST(TlsTrafficTest);

} // namespace txdesk::http

#include "tls_traffic_test.moc"
