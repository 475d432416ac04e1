// Every bad request has its exact answer, over a real socket and however its bytes are cut.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/request_parser.h"
#include "tests/http/bad_inputs.h"
#include "tests/http/http_rig.h"
#include "tests/support/test_main.h"

namespace txdesk::http {
namespace {

void addBadInputs()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("text");
    for (const BadInput &input : badInputs())
        QTest::newRow(input.name.constData()) << input.bytes << input.status << input.text;
}

// Feeds pieces of `step` bytes as a connection does; gives the parser's last state.
RequestParser::State feedInPieces(RequestParser &parser, const QByteArray &bytes, qsizetype step)
{
    qsizetype consumed = 0;
    for (qsizetype end = std::min(step, bytes.size());; end = std::min(end + step, bytes.size())) {
        consumed += parser.feed(QByteArrayView(bytes).sliced(consumed, end - consumed));
        if (end == bytes.size() || parser.state() == RequestParser::State::Refused
            || parser.state() == RequestParser::State::Complete)
            return parser.state();
    }
}

} // namespace

class BadInputTest final : public QObject
{
    Q_OBJECT

private slots:
    void isAnsweredAndClosed_data() { addBadInputs(); }

    void isAnsweredAndClosed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QFETCH(QByteArray, text);
        int handled = 0;
        ServerRig rig(badInputLimits(), [&handled](Request &&request, Responder &&responder) {
            ++handled;
            echo(std::move(request), std::move(responder));
        });
        RawPeer peer(rig.port);

        peer.say(bytes);

        QTRY_VERIFY(peer.isClosed());
        QCOMPARE(handled, 0);
        QCOMPARE(rig.server->counters().refused, 1);
        if (status == 0) {
            QCOMPARE(peer.received, "");
            return;
        }
        QCOMPARE(peer.status(), status);
        QCOMPARE(peer.body(), "{\"message\":\"" + text + "\"}");
        QVERIFY(peer.received.contains("\r\nConnection: close\r\n"));
    }

    void isRefusedHoweverItIsCut_data() { addBadInputs(); }

    void isRefusedHoweverItIsCut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QFETCH(QByteArray, text);
        const ServerLimits limits = badInputLimits();
        for (const qsizetype step : {1, 2, 3, 7, 64, 4096}) {
            RequestParser parser(limits);
            QCOMPARE(feedInPieces(parser, bytes, step), RequestParser::State::Refused);
            QCOMPARE(parser.fault().status, status);
            QCOMPARE(QByteArray(parser.fault().text), text);
        }
    }

    void textsHoldNoOutcomeWords()
    {
        for (const BadInput &input : badInputs())
            for (const char *word : {"FAILURE", "ONGOING", "SUCCESS"})
                QVERIFY(!input.text.contains(word));
    }

    void whatIsJustAllowedIsServed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray start = "GET / HTTP/1.1\r\nHost: localhost\r\n";
        const QByteArray post = "POST /x HTTP/1.1\r\nHost: localhost\r\n";
        const QByteArray longPath = "/" + QByteArray(8192 - 14, 'a');
        QTest::newRow("request line of 8192") << "GET " + longPath + " HTTP/1.1\r\nHost: localhost\r\n\r\n" << "GET " + longPath + " 0";
        QTest::newRow("header of 8192") << start + "A: " + QByteArray(8192 - 3, 'v') + "\r\n\r\n" << QByteArray("GET / 0");
        QTest::newRow("100 headers") << start + QByteArray("A: b\r\n").repeated(99) + "\r\n" << QByteArray("GET / 0");
        QTest::newRow("body at the limit") << post + "Content-Length: 1000\r\n\r\n" + QByteArray(1000, 'x') << QByteArray("POST /x 1000");
        QTest::newRow("chunk at the limit") << post + "Transfer-Encoding: Chunked\r\n\r\n3e8\r\n" + QByteArray(1000, 'x') + "\r\n0\r\n\r\n"
                                            << QByteArray("POST /x 1000");
        QTest::newRow("no body") << post + "\r\n" << QByteArray("POST /x 0");
        QTest::newRow("identity content") << post + "Content-Encoding: identity\r\nContent-Length: 1\r\n\r\na" << QByteArray("POST /x 1");
        QTest::newRow("host in capitals with a port") << QByteArray("GET / HTTP/1.1\r\nHost: LocalHost:99\r\n\r\n") << QByteArray("GET / 0");
        QTest::newRow("IPv6 host") << QByteArray("GET / HTTP/1.1\r\nHost: [::1]:99\r\n\r\n") << QByteArray("GET / 0");
        QTest::newRow("1.0 without a host") << QByteArray("GET / HTTP/1.0\r\n\r\n") << QByteArray("GET / 0");
        QTest::newRow("absolute form") << QByteArray("GET http://127.0.0.1:9/a?b HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("GET /a 0");
        QTest::newRow("absolute form without a path") << QByteArray("GET http://localhost HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("GET / 0");
        QTest::newRow("OPTIONS *") << QByteArray("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("OPTIONS * 0");
        QTest::newRow("unknown method") << QByteArray("FOO /x HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("FOO /x 0");
        QTest::newRow("semicolon") << QByteArray("GET /a;x HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("GET /a;x 0");
        QTest::newRow("encoded slash is data") << QByteArray("GET /a/..%2Fb HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("GET /a/../b 0");
        QTest::newRow("UTF-8") << QByteArray("GET /%E4%BD%A0 HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("GET /\xE4\xBD\xA0 0");
        QTest::newRow("three dots") << QByteArray("GET /... HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("GET /... 0");
        QTest::newRow("slash at the end") << QByteArray("GET /a/ HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("GET /a/ 0");
        QTest::newRow("empty parameters") << QByteArray("GET /a?&&=&b HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("GET /a 0");
        QTest::newRow("value of high bytes") << start + "A: \xC3\xBC\r\n\r\n" << QByteArray("GET / 0");
    }

    void whatIsJustAllowedIsServed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, answer);
        ServerRig rig(badInputLimits());
        RawPeer peer(rig.port);

        peer.say(bytes);

        QTRY_COMPARE(peer.body(), answer);
        QCOMPARE(peer.status(), 200);
    }

    void goodRequestIsReadHoweverItIsCut()
    {
        const ServerLimits limits = badInputLimits();
        const QByteArray bytes = "POST /a%20b?c=d&c=e HTTP/1.1\r\nHost: localhost\r\nX-Name:\t value \r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "5;ext=\"q\"\r\nhello\r\n1\r\n \r\n05\r\nworld\r\n00\r\nTrailer: dropped\r\n\r\n";
        for (qsizetype step = 1; step <= bytes.size(); ++step) {
            RequestParser parser(limits);
            QCOMPARE(feedInPieces(parser, bytes, step), RequestParser::State::Complete);
            const Request request = parser.take();
            QCOMPARE(request.path, "/a b");
            QCOMPARE(request.query.size(), 2);
            QCOMPARE(request.headers.size(), 3);
            QCOMPARE(request.headers[1], (Header{"x-name", "value"}));
            QCOMPARE(request.body, "hello world");
        }
    }

    void trailerCannotPretendToBeAHeader()
    {
        const ServerLimits limits = badInputLimits();
        RequestParser parser(limits);
        const QByteArray bytes = "POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "0\r\nAuthorization: Bearer x\r\n\r\n";

        QCOMPARE(feedInPieces(parser, bytes, bytes.size()), RequestParser::State::Complete);

        QVERIFY(headerValue(parser.take().headers, "authorization").isNull());
    }

    void emptyConnectionIsNoMatter()
    {
        ServerRig rig;
        {
            RawPeer peer(rig.port);
            QTRY_COMPARE(rig.server->counters().accepted, 1);
        }
        QTRY_COMPARE(rig.server->counters().connections, 0);
        QCOMPARE(rig.server->counters().refused, 0);
    }

    void cutBodyReachesNoHandler()
    {
        ServerRig rig;
        {
            RawPeer peer(rig.port);
            peer.say("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
            QTRY_COMPARE(rig.server->counters().accepted, 1);
        }
        QTRY_COMPARE(rig.server->counters().connections, 0);
        QCOMPARE(rig.server->counters().requests, 0);
    }
};

TXDESK_TEST(BadInputTest);

} // namespace txdesk::http

#include "bad_input_test.moc"
