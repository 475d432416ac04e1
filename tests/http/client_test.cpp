// The client against our server and against a bare socket that answers as it likes.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client.h"
#include "tests/http/http_rig.h"
#include "tests/support/test_main.h"

#include <QTcpServer>

#include <optional>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = txdesk::http::ClientResult::Kind;

namespace txdesk::http {
namespace {

// A participant that says fixed bytes to each connection's request, and may then close.
class RawServer
{
public:
    explicit RawServer(QByteArray answer, bool closes = false) : m_answer(std::move(answer)), m_closes(closes)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    }

    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1/x"_s.arg(m_server.serverPort()); }
    [[nodiscard]] QString address() const { return u"127.0.0.1:%1"_s.arg(m_server.serverPort()); }
    void closeAll()
    {
        for (QTcpSocket *socket : std::as_const(m_sockets))
            socket->disconnectFromHost();
        m_sockets.clear();
    }
    // The second request of a connection gets only `bytes`, and then the end.
    void endsSecondRequestsWith(QByteArray bytes) { m_secondAnswer = std::move(bytes); }

    int accepted = 0;
    int requests = 0;
    QByteArray received;

private:
    void accept()
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        m_sockets.append(socket);
        ++accepted;
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, isSecond = false]() mutable {
            received += socket->readAll();
            ++requests;
            const bool ends = isSecond && m_secondAnswer;
            socket->write(ends ? *m_secondAnswer : m_answer);
            if (m_closes || ends)
                socket->disconnectFromHost();
            isSecond = true;
        });
    }

    QTcpServer m_server;
    QByteArray m_answer;
    std::optional<QByteArray> m_secondAnswer;
    QList<QTcpSocket *> m_sockets;
    bool m_closes;
};

// Sends and keeps the result.
struct Call
{
    Call(Client &client, ClientRequest wanted)
    {
        client.send(std::move(wanted), [this](ClientResult &&answer) { result = std::move(answer); });
    }
    std::optional<ClientResult> result;
};

const QByteArray plainAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

} // namespace

class ClientTest final : public QObject
{
    Q_OBJECT

private slots:
    void exchangesWithOurServer()
    {
        ServerRig rig;
        Client client;

        Call call(client, {.method = "POST", .url = rig.url(u"/a/b?c=d"_s), .body = "12345"});

        QVERIFY(!call.result);
        QCOMPARE(client.inFlight(), 1);
        QTRY_VERIFY(call.result);
        QCOMPARE(call.result->kind, Kind::Answered);
        QCOMPARE(call.result->status, 200);
        QCOMPARE(call.result->body, "POST /a/b 5");
        QCOMPARE(headerValue(call.result->headers, "content-type"), "text/plain");
        QCOMPARE(client.inFlight(), 0);
    }

    void usesOneConnectionAgain()
    {
        ServerRig rig;
        Client client;
        for (int i = 0; i < 5; ++i) {
            Call call(client, {.url = rig.url(u"/x"_s)});
            QTRY_VERIFY(call.result);
        }
        QCOMPARE(rig.server->counters().accepted, 1);
        QCOMPARE(rig.server->counters().requests, 5);
        QCOMPARE(client.connectionsTo(u"127.0.0.1:%1"_s.arg(rig.port)), 1);
    }

    void writesTheRequestAsGiven()
    {
        RawServer server(plainAnswer);
        Client client;

        Call call(client, {.method = "POST", .url = server.url() + u"?a b=ü"_s,
                           .headers = {{"X-One", "1"}, {"Host", "evil"}, {"Content-Length", "99"}}, .body = "hey"});

        QTRY_VERIFY(call.result);
        QCOMPARE(server.received, QByteArray("POST /x?a%20b=%C3%BC HTTP/1.1\r\nHost: " + server.address().toLatin1()
                                             + "\r\nX-One: 1\r\nContent-Length: 3\r\n\r\nhey"));
    }

    void readsAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("length") << plainAnswer << 200 << QByteArray("ok");
        QTest::newRow("chunks") << QByteArray("HTTP/1.1 409 C\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                                << 409 << QByteArray("abcde");
        QTest::newRow("until the end") << QByteArray("HTTP/1.1 200 OK\r\n\r\nall of it") << 200 << QByteArray("all of it");
        QTest::newRow("1.0") << QByteArray("HTTP/1.0 200 OK\r\n\r\nold") << 200 << QByteArray("old");
        QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204 << QByteArray();
        QTest::newRow("interim") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n" + plainAnswer) << 200 << QByteArray("ok");
        QTest::newRow("not followed") << QByteArray("HTTP/1.1 302 F\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
                                      << 302 << QByteArray();
    }

    void readsAnswers()
    {
        QFETCH(QByteArray, answer);
        RawServer server(answer, true);
        Client client;

        Call call(client, {.url = server.url()});

        QTRY_VERIFY(call.result);
        QCOMPARE(call.result->error, QString());
        QCOMPARE(call.result->kind, Kind::Answered);
        QTEST(call.result->status, "status");
        QTEST(call.result->body, "body");
    }

    void nothingIsSentToABadUrl_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"", "x", "ftp://h/", "http://", "http:///x", "http://a b/", "http://good@evil/", "http://evil\\@good/",
                                "http://h:0/", "http://h:65536/", "http://h:8x/", "http://h:/", "http://h/\r\nX: y", "http://h/\tx",
                                "http://[::1/", "http://h]/"})
            QTest::newRow(QByteArray(url).simplified().constData()) << QString::fromLatin1(url);
    }

    void nothingIsSentToABadUrl()
    {
        QFETCH(QString, url);
        Client client;

        Call call(client, {.url = url});

        QVERIFY(!call.result);
        QTRY_VERIFY(call.result);
        QCOMPARE(call.result->kind, Kind::BadUrl);
        QVERIFY(!call.result->error.isEmpty());
    }

    void headerThatWouldBeTwoIsRefused()
    {
        RawServer server(plainAnswer);
        Client client;

        Call call(client, {.url = server.url(), .headers = {{"X", "a\r\nY: b"}}});

        QTRY_VERIFY(call.result);
        QCOMPARE(call.result->kind, Kind::BadUrl);
        QCOMPARE(server.accepted, 0);
    }

    void refusedConnectionIsNotConnected()
    {
        QTcpServer closed;
        closed.listen(QHostAddress::LocalHost);
        const QString url = u"http://127.0.0.1:%1/"_s.arg(closed.serverPort());
        closed.close();
        Client client;

        Call call(client, {.url = url});

        QVERIFY(!call.result);
        QTRY_VERIFY(call.result);
        QCOMPARE(call.result->kind, Kind::NotConnected);
    }

    void silenceTimesOut()
    {
        RawServer server("");
        Client client;

        Call call(client, {.url = server.url(), .timeout = 100ms});

        QTRY_VERIFY(call.result);
        QCOMPARE(call.result->kind, Kind::TimedOut);
        QVERIFY(call.result->took >= 100ms);
        QCOMPARE(client.connectionsTo(server.address()), 0);
    }

    void badAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Kind>("kind");
        const QByteArray head = "HTTP/1.1 200 OK\r\n";
        const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        QTest::newRow("nothing") << QByteArray() << Kind::Broken;
        QTest::newRow("half a head") << head << Kind::Broken;
        QTest::newRow("short body") << head + "Content-Length: 5\r\n\r\nabc" << Kind::Broken;
        QTest::newRow("half a chunk") << chunked + "5\r\nab" << Kind::Broken;
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0-x\r\n") << Kind::BadResponse;
        QTest::newRow("another version") << QByteArray("HTTP/3.0 200 OK\r\n\r\n") << Kind::BadResponse;
        QTest::newRow("two status lines") << head + head + "\r\n" << Kind::BadResponse;
        QTest::newRow("bare LF") << QByteArray("HTTP/1.1 200 OK\nA: b\r\n\r\n") << Kind::BadResponse;
        QTest::newRow("NUL in a value") << head + QByteArray("A: \0b\r\n\r\n", 9) << Kind::BadResponse;
        QTest::newRow("two lengths") << head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab" << Kind::BadResponse;
        QTest::newRow("negative length") << head + "Content-Length: -1\r\n\r\n" << Kind::BadResponse;
        QTest::newRow("length and chunks") << head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n" << Kind::BadResponse;
        QTest::newRow("gzip coding") << head + "Transfer-Encoding: gzip\r\n\r\n" << Kind::BadResponse;
        QTest::newRow("bad chunk") << chunked + "zz\r\n" << Kind::BadResponse;
        QTest::newRow("huge chunk size") << chunked + "FFFFFFFFFFFFFFFFF\r\n" << Kind::BadResponse;
        QTest::newRow("endless chunk line") << chunked + "1;" + QByteArray(8000, 'x') << Kind::BadResponse;
        QTest::newRow("large head") << head + "A: " + QByteArray(40'000, 'x') + "\r\n\r\n" << Kind::BadResponse;
        QTest::newRow("large body") << head + "Content-Length: 2000000\r\n\r\n" << Kind::BadResponse;
        QTest::newRow("large chunks") << chunked + "FFFFF\r\n" + QByteArray(0xFFFFF, 'x') + "\r\nFFFFF\r\n" << Kind::BadResponse;
        QTest::newRow("large until the end") << head + "\r\n" + QByteArray(1'100'000, 'x') << Kind::BadResponse;
        QTest::newRow("switching protocols") << QByteArray("HTTP/1.1 101 S\r\nUpgrade: x\r\n\r\n") << Kind::BadResponse;
    }

    void badAnswers()
    {
        QFETCH(QByteArray, answer);
        RawServer server(answer, true);
        Client client;

        Call call(client, {.url = server.url()});

        QTRY_VERIFY(call.result);
        QTEST(call.result->kind, "kind");
        QVERIFY(!call.result->error.isEmpty());
        QTRY_COMPARE(client.connectionsTo(server.address()), 0);
    }

    void usedConnectionThatEndsWithoutAByteIsReplaced()
    {
        RawServer server(plainAnswer);
        server.endsSecondRequestsWith("");
        Client client;
        Call first(client, {.url = server.url()});
        QTRY_VERIFY(first.result);

        Call second(client, {.url = server.url()});

        QTRY_VERIFY(second.result);
        QCOMPARE(second.result->kind, Kind::Answered);
        QCOMPARE(server.accepted, 2);
        QCOMPARE(server.requests, 3);
    }

    void usedConnectionThatEndsWithinTheAnswerIsNot()
    {
        RawServer server(plainAnswer);
        server.endsSecondRequestsWith("HTTP/1.1 2");
        Client client;
        Call first(client, {.url = server.url()});
        QTRY_VERIFY(first.result);

        Call second(client, {.url = server.url()});

        QTRY_VERIFY(second.result);
        QCOMPARE(second.result->kind, Kind::Broken);
        QCOMPARE(server.requests, 2);
    }

    void connectionClosedWhileIdleIsNotUsed()
    {
        RawServer server(plainAnswer);
        Client client;
        Call first(client, {.url = server.url()});
        QTRY_VERIFY(first.result);
        server.closeAll(); // the client has not seen it yet

        Call second(client, {.url = server.url()});

        QTRY_VERIFY(second.result);
        QCOMPARE(second.result->kind, Kind::Answered);
        QCOMPARE(server.accepted, 2);
    }

    void freshConnectionIsNotTriedAgain()
    {
        RawServer server("", true);
        Client client;

        Call call(client, {.url = server.url()});

        QTRY_VERIFY(call.result);
        QCOMPARE(call.result->kind, Kind::Broken);
        QCOMPARE(server.requests, 1);
    }

    void slowHostDelaysNoOther()
    {
        RawServer slow("");
        ServerRig rig;
        Client client({.perHostMax = 1});
        Call waiting1(client, {.url = slow.url(), .timeout = 150ms});
        Call waiting2(client, {.url = slow.url(), .timeout = 150ms});

        Call other(client, {.url = rig.url(u"/x"_s)});

        QTRY_VERIFY(other.result);
        QCOMPARE(other.result->kind, Kind::Answered);
        QVERIFY(!waiting1.result);
        QTRY_VERIFY(waiting1.result && waiting2.result);
        QCOMPARE(waiting1.result->kind, Kind::TimedOut);
        QCOMPARE(slow.requests, 1); // the second was never sent
        QCOMPARE(waiting2.result->kind, Kind::NotConnected);
    }

    void fullQueueRefusesAtOnce()
    {
        RawServer slow("");
        Client client({.perHostMax = 1, .waitingPerHostMax = 1});
        Call one(client, {.url = slow.url()});
        Call two(client, {.url = slow.url()});

        Call three(client, {.url = slow.url()});

        QTRY_VERIFY(three.result);
        QCOMPARE(three.result->kind, Kind::Refused);
        QVERIFY(!one.result && !two.result);
    }

    // A process that was stopped comes back to a freed connection and to a request whose time is over.
    void whatIsLateIsNotSentAfterAStop()
    {
        QByteArrayList paths;
        ServerRig rig({}, [&paths](Request &&request, Responder &&responder) {
            paths.append(request.path);
            const auto until = std::chrono::steady_clock::now() + 60ms; // nothing in this thread moves, as if it were stopped
            while (std::chrono::steady_clock::now() < until) {
            }
            responder.send({});
        });
        Client client({.perHostMax = 1});
        Call first(client, {.url = rig.url(u"/first"_s), .timeout = 5'000ms});
        Call late(client, {.url = rig.url(u"/late"_s), .timeout = 40ms});

        QTRY_VERIFY(first.result && late.result);
        QCOMPARE(first.result->kind, Kind::Answered);
        QCOMPARE(late.result->kind, Kind::NotConnected);
        QCOMPARE(paths, QByteArrayList{"/first"});
    }

    void waitingRequestsGetTheFreedConnection()
    {
        ServerRig rig;
        Client client({.perHostMax = 2});
        std::vector<std::unique_ptr<Call>> calls;
        for (int i = 0; i < 50; ++i)
            calls.push_back(std::make_unique<Call>(client, ClientRequest{.url = rig.url(u"/x"_s)}));

        for (const auto &call : calls)
            QTRY_VERIFY(call->result && call->result->kind == Kind::Answered);
        QCOMPARE(rig.server->counters().accepted, 2);
    }

    void totalIsShared()
    {
        ServerRig a;
        ServerRig b;
        Client client({.totalMax = 1});
        Call one(client, {.url = a.url(u"/a"_s)});
        Call two(client, {.url = b.url(u"/b"_s)});
        Call three(client, {.url = a.url(u"/a"_s)});

        QTRY_VERIFY(one.result && two.result && three.result);
        QCOMPARE(one.result->kind, Kind::Answered);
        QCOMPARE(two.result->kind, Kind::Answered);
        QCOMPARE(three.result->kind, Kind::Answered);
        QVERIFY(client.connectionsTo(u"127.0.0.1:%1"_s.arg(a.port)) + client.connectionsTo(u"127.0.0.1:%1"_s.arg(b.port)) <= 1);
    }

    // A host whose requests gave up waiting must not use up the turn of the next host.
    void aFreeConnectionGoesToWhoStillWaits()
    {
        RawServer silent({});
        ServerRig gaveUp;
        ServerRig waits;
        Client client({.totalMax = 1});
        Call one(client, {.url = silent.url(), .timeout = 300ms});
        Call two(client, {.url = gaveUp.url(u"/b"_s), .timeout = 50ms});
        Call three(client, {.url = waits.url(u"/c"_s), .timeout = 3s});

        QTRY_VERIFY(one.result && two.result && three.result);
        QCOMPARE(one.result->kind, Kind::TimedOut);
        QCOMPARE(two.result->kind, Kind::NotConnected);
        QCOMPARE(three.result->kind, Kind::Answered);
    }

    void idleConnectionsAreClosed()
    {
        ServerRig rig;
        Client client({.idleTime = 50ms});
        Call call(client, {.url = rig.url(u"/x"_s)});
        QTRY_VERIFY(call.result);

        QTRY_COMPARE(rig.server->counters().connections, 0);
        QCOMPARE(client.connectionsTo(u"127.0.0.1:%1"_s.arg(rig.port)), 0);
    }

    void mayBeDestroyedByItsAnswer()
    {
        ServerRig rig;
        auto client = std::make_unique<Client>();
        bool answered = false;
        client->send({.url = rig.url(u"/x"_s)}, [&](ClientResult &&) {
            answered = true;
            client.reset();
        });

        QTRY_VERIFY(answered);
        QTRY_COMPARE(rig.server->counters().connections, 0);
    }

    void destroyedClientAnswersNothing()
    {
        RawServer server("");
        int answers = 0;
        {
            Client client;
            client.send({.url = server.url()}, [&](ClientResult &&) { ++answers; });
            client.send({.url = u"bad"_s}, [&](ClientResult &&) { ++answers; });
            QTRY_COMPARE(server.requests, 1);
            client.send({.url = u"bad"_s}, [&](ClientResult &&) { ++answers; });
        }
        Client other;
        Call last(other, {.url = u"bad"_s});
        QTRY_VERIFY(last.result);
        QCOMPARE(answers, 1); // the one that came while the client lived
    }
};

TXDESK_TEST(ClientTest);

} // namespace txdesk::http

#include "client_test.moc"
