// The server over real loopback sockets: answers, order, keep-alive, late answers, streams, draining.
// SPDX-License-Identifier: Apache-2.0
#include "tests/http/http_rig.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace txdesk::http {
namespace {

// Keeps responders until the test answers.
struct LateHandler
{
    std::vector<std::pair<Request, Responder>> waiting;
    Server::Handler handler()
    {
        return [this](Request &&request, Responder &&responder) { waiting.emplace_back(std::move(request), std::move(responder)); };
    }
};

} // namespace

class ServerTest final : public QObject
{
    Q_OBJECT

private slots:
    void handsOverTheWholeRequest()
    {
        LateHandler late;
        ServerRig rig({}, late.handler());
        RawPeer peer(rig.port);

        peer.say("POST /a%20b/c?x=1&y=%41+b HTTP/1.1\r\nHost: h\r\nContent-Type: text/x\r\nContent-Length: 5\r\n\r\nhello");

        QTRY_COMPARE(late.waiting.size(), size_t(1));
        const Request &request = late.waiting[0].first;
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.path, "/a b/c");
        QCOMPARE(request.parameter("x"), QByteArray("1"));
        QCOMPARE(request.parameter("y"), QByteArray("A b"));
        QVERIFY(!request.parameter("z"));
        QCOMPARE(headerValue(request.headers, "content-type"), "text/x");
        QCOMPARE(request.body, "hello");
        QCOMPARE(request.peer.toIPv4Address(), QHostAddress(QHostAddress::LocalHost).toIPv4Address());
    }

    void answersWithLengthAndType()
    {
        ServerRig rig;
        RawPeer peer(rig.port);

        peer.say("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");

        QTRY_COMPARE(peer.body(), "GET /x 0");
        QVERIFY(peer.received.startsWith("HTTP/1.1 200 OK\r\nDate: "));
        QVERIFY(peer.received.contains("\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n"));
        QVERIFY(!peer.received.contains("Connection:"));
    }

    void keepsOrderWhenPipelined()
    {
        ServerRig rig;
        RawPeer peer(rig.port);
        QByteArray requests;
        for (int i = 0; i < 300; ++i)
            requests += "GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";

        peer.say(requests);

        QTRY_COMPARE(peer.received.count("HTTP/1.1 200 OK"), 300);
        qsizetype at = 0;
        for (int i = 0; i < 300; ++i) {
            at = peer.received.indexOf("GET /" + QByteArray::number(i) + " 0", at);
            QVERIFY2(at >= 0, qPrintable(QString::number(i)));
        }
    }

    void secondRequestWaitsForTheFirstAnswer()
    {
        LateHandler late;
        ServerRig rig({}, late.handler());
        RawPeer peer(rig.port);
        peer.say("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_COMPARE(late.waiting.size(), size_t(1));
        QCOMPARE(rig.server->counters().inFlight, 1);

        late.waiting[0].second.send({.body = "one"});
        QTRY_COMPARE(late.waiting.size(), size_t(2));
        late.waiting[1].second.send({.body = "two"});

        QTRY_VERIFY(peer.received.endsWith("two"));
        QVERIFY(peer.received.indexOf("one") < peer.received.indexOf("two"));
        QCOMPARE(rig.server->counters().inFlight, 0);
    }

    void lateAnswerAfterTheClientLeft()
    {
        LateHandler late;
        ServerRig rig({}, late.handler());
        {
            RawPeer peer(rig.port);
            peer.say("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            QTRY_COMPARE(late.waiting.size(), size_t(1));
        }
        QTRY_COMPARE(rig.server->counters().connections, 0);
        QCOMPARE(rig.server->counters().inFlight, 1); // the handler still works for it

        late.waiting[0].second.send({.body = "one"});

        QCOMPARE(rig.server->counters().inFlight, 0);
    }

    void lateAnswerAfterTheServerIsGone()
    {
        LateHandler late;
        ServerRig rig({}, late.handler());
        RawPeer peer(rig.port);
        peer.say("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_COMPARE(late.waiting.size(), size_t(1));

        rig.server.reset();
        late.waiting.clear();

        QTRY_VERIFY(peer.isClosed());
    }

    void forgottenResponderAnswers500()
    {
        ServerRig rig({}, [](Request &&, Responder &&) {});
        RawPeer peer(rig.port);

        peer.say("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");

        QTRY_COMPARE(peer.body(), R"({"message":"internal error"})");
        QCOMPARE(peer.status(), 500);
    }

    void closesWhenAsked_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<bool>("closes");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r\n") << false;
        QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n") << true;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << true;
        QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << false;
    }

    void closesWhenAsked()
    {
        QFETCH(QByteArray, request);
        QFETCH(bool, closes);
        ServerRig rig;
        RawPeer peer(rig.port);

        peer.say(request);

        QTRY_VERIFY(peer.received.endsWith("GET / 0"));
        QCOMPARE(peer.received.contains("Connection: close\r\n"), closes);
        if (closes)
            QTRY_VERIFY(peer.isClosed());
        else
            QVERIFY(peer.isConnected());
    }

    void headHasLengthButNoBody()
    {
        ServerRig rig;
        RawPeer peer(rig.port);

        peer.say("HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        QTRY_VERIFY(peer.isClosed());
        QVERIFY(peer.received.contains("Content-Length: 9\r\n"));
        QVERIFY(peer.received.endsWith("\r\n\r\n"));
    }

    void sends100BeforeTheBody()
    {
        ServerRig rig;
        RawPeer peer(rig.port);
        peer.say("POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        QTRY_COMPARE(peer.received, "HTTP/1.1 100 Continue\r\n\r\n");

        peer.say("abc");

        QTRY_VERIFY(peer.received.endsWith("POST /x 3"));
    }

    void readsChunkedBodies()
    {
        ServerRig rig;
        RawPeer peer(rig.port);

        peer.say("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        peer.say("3\r\nabc\r\n");
        peer.say("A;name=value\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nGET /next HTTP/1.1\r\nHost: h\r\n\r\n");

        QTRY_VERIFY(peer.received.contains("POST /x 13"));
        QTRY_VERIFY(peer.received.endsWith("GET /next 0"));
    }

    void streamsInChunks()
    {
        std::shared_ptr<Stream> stream;
        ServerRig rig({}, [&stream](Request &&, Responder &&responder) {
            stream = responder.beginStream({.body = ": hi\n\n", .contentType = "text/event-stream"});
        });
        RawPeer peer(rig.port);
        peer.say("GET /s HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_COMPARE(peer.body(), "6\r\n: hi\n\n\r\n");
        QVERIFY(peer.received.contains("Transfer-Encoding: chunked\r\n"));

        stream->write("data: 1\n\n");
        QVERIFY(stream->isOpen());
        stream->end();

        QVERIFY(!stream->isOpen());
        QTRY_COMPARE(peer.body(), "6\r\n: hi\n\n\r\n9\r\ndata: 1\n\n\r\n0\r\n\r\n");
        QVERIFY(peer.isConnected());
    }

    void streamTellsThatTheClientLeft()
    {
        std::shared_ptr<Stream> stream;
        int closed = 0;
        ServerRig rig({}, [&](Request &&, Responder &&responder) {
            stream = responder.beginStream({});
            stream->onClosed = [&closed] { ++closed; };
        });
        auto peer = std::make_unique<RawPeer>(rig.port);
        peer->say("GET /s HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_VERIFY(stream != nullptr && stream->isOpen());

        peer.reset();

        QTRY_COMPARE(closed, 1);
        QVERIFY(!stream->isOpen());
        stream->write("ignored");
        stream->end();
        QCOMPARE(closed, 1);
    }

    void drains()
    {
        LateHandler late;
        ServerRig rig({}, late.handler());
        RawPeer idle(rig.port);
        RawPeer busy(rig.port);
        busy.say("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_COMPARE(late.waiting.size(), size_t(1));
        QTRY_COMPARE(rig.server->counters().connections, 2);
        QSignalSpy drained(rig.server.get(), &Server::drained);

        rig.server->stopAccepting();
        QTRY_VERIFY(idle.isClosed());
        QCOMPARE(drained.count(), 0);
        late.waiting[0].second.send({.body = "last"});

        QTRY_COMPARE(drained.count(), 1);
        QTRY_VERIFY(busy.received.endsWith("last"));
        QVERIFY(busy.received.contains("Connection: close\r\n"));
    }

    void addressInUseIsAnError()
    {
        ServerRig first;
        Server second({}, echo);

        const auto result = second.listen(QHostAddress::LocalHost, first.port);

        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
        QVERIFY(!result.error().message.isEmpty());
    }
};

TXDESK_TEST(ServerTest);

} // namespace txdesk::http

#include "server_test.moc"
