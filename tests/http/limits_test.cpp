// Times and sizes the server keeps, with limits so short that nothing waits; crowd_limits_test has the counts.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client.h"
#include "tests/http/bare_connection.h"
#include "tests/http/http_rig.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace txdesk::http {
namespace {

const QByteArray timeoutBody = R"({"message":"request timeout"})";

} // namespace

class LimitsTest final : public QObject
{
    Q_OBJECT

private slots:
    void slowHeadIsAnswered408()
    {
        ServerRig rig({.headTime = 100ms});
        RawPeer peer(rig.port);
        QTimer drip;
        connect(&drip, &QTimer::timeout, &drip, [&peer] { peer.say("a"); });

        peer.say("GET /");
        drip.start(10ms);

        QTRY_VERIFY(peer.isClosed());
        QCOMPARE(peer.status(), 408);
        QCOMPARE(peer.body(), timeoutBody);
    }

    void slowBodyIsAnswered408()
    {
        ServerRig rig({.bodyTime = 4s});
        RawPeer peer(rig.port);
        QTimer drip;
        connect(&drip, &QTimer::timeout, &drip, [&peer] { peer.say("a"); });
        QElapsedTimer watch;
        watch.start();

        peer.say("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
        drip.start(10ms);

        QTRY_COMPARE(peer.body(), timeoutBody);
        QVERIFY(watch.elapsed() < 4'000); // by its rate, not by the whole time
    }

    // Nobody has shown who he is while his body comes.
    void bodiesTogetherAreBounded()
    {
        ServerRig rig({.unfinishedBodyBytesMax = 100'000});
        const QByteArray half = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 80000\r\n\r\n" + QByteArray(40'000, 'a');
        RawPeer first(rig.port), second(rig.port);
        first.say(half);
        second.say(half);
        RawPeer third(rig.port);
        third.say(half);
        RawPeer small(rig.port);
        small.say("POST /s HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}");

        QTRY_VERIFY(third.isClosed() || second.isClosed() || first.isClosed());
        QTRY_COMPARE(small.body(), "POST /s 2");
        RawPeer *const peers[] = {&first, &second, &third};
        QCOMPARE(std::ranges::count_if(peers, [](const RawPeer *peer) { return peer->status() == 503; }), 1);
        for (RawPeer *peer : peers)
            if (peer->status() != 503)
                peer->say(QByteArray(40'000, 'a'));
        for (RawPeer *peer : peers)
            QTRY_VERIFY(peer->status() == 503 || peer->body() == "POST /x 80000");
        RawPeer next(rig.port); // what is finished holds nothing any more
        next.say(half + QByteArray(40'000, 'a'));
        QTRY_COMPARE(next.body(), "POST /x 80000");
    }

    void longBodyIsAnswered408AfterItsTime()
    {
        ServerRig rig({.bodyTime = 200ms, .bodyBytesPerSecondMin = 100});
        RawPeer peer(rig.port);
        QTimer drip;
        connect(&drip, &QTimer::timeout, &drip, [&peer] { peer.say(QByteArray(50, 'a')); });

        peer.say("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
        drip.start(5ms);

        QTRY_COMPARE(peer.body(), timeoutBody);
    }

    void idleConnectionIsClosedSilently_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("said nothing") << QByteArray();
        QTest::newRow("after an answer") << plainRequest;
    }

    void idleConnectionIsClosedSilently()
    {
        QFETCH(QByteArray, said);
        ServerRig rig({.idleTime = 100ms});
        RawPeer peer(rig.port);

        peer.say(said);

        QTRY_VERIFY(peer.isClosed());
        QCOMPARE(peer.received.count("HTTP/1.1"), said.isEmpty() ? 0 : 1);
        QCOMPARE(rig.server->counters().refused, 0);
    }

    void slowHandlerHasAllTime()
    {
        std::vector<Responder> waiting;
        ServerRig rig({.headTime = 30ms, .bodyTime = 30ms, .idleTime = 30ms},
                      [&](Request &&, Responder &&responder) { waiting.push_back(std::move(responder)); });
        RawPeer peer(rig.port);
        peer.say(plainRequest);
        QTRY_COMPARE(waiting.size(), size_t(1));

        QTimer::singleShot(150ms, this, [&waiting] { waiting[0].send({.body = "late"}); });

        QTRY_COMPARE(peer.body(), "late");
    }

    void manySlowHeadsHinderNobody()
    {
        ServerRig rig({.headTime = 2s}); // time enough to begin all of them
        std::vector<std::unique_ptr<RawPeer>> slow;
        for (int i = 0; i < 500; ++i) {
            slow.push_back(std::make_unique<RawPeer>(rig.port));
            slow.back()->say("GET / HT");
        }
        QTRY_COMPARE(rig.server->counters().connections, 500);
        Client client;
        int answered = 0;
        for (int i = 0; i < 20; ++i) {
            client.send({.url = rig.url(u"/x"_s)}, [&answered](ClientResult &&result) { answered += result.status == 200 ? 1 : 0; });
            QTRY_COMPARE(answered, i + 1);
        }

        QTRY_COMPARE(rig.server->counters().connections, 1); // the client's
        for (const auto &peer : slow)
            QCOMPARE(peer->status(), 408);
    }

    void streamToWhoDoesNotReadIsClosed()
    {
        std::shared_ptr<Stream> stream;
        bool closed = false;
        ServerRig rig({.unsentBytesMax = 100'000}, [&](Request &&, Responder &&responder) {
            stream = responder.beginStream({});
            stream->onClosed = [&closed] { closed = true; };
        });
        const int socket = bareConnection(rig.port);
        QTRY_VERIFY(stream != nullptr && stream->isOpen());

        const QByteArray event(100'000, 'e');
        int written = 0;
        for (; written < 1000 && stream->isOpen(); ++written)
            stream->write(event);

        QVERIFY(written < 1000);
        QVERIFY(!closed); // never inside write()
        QTRY_VERIFY(closed);
        QTRY_COMPARE(rig.server->counters().connections, 0);
        ::close(socket);
    }

    void streamThatDoesNotMoveIsClosed()
    {
        std::shared_ptr<Stream> stream;
        bool closed = false;
        ServerRig rig({.bodyTime = 100ms, .unsentBytesMax = 100'000'000}, [&](Request &&, Responder &&responder) {
            stream = responder.beginStream({});
            stream->onClosed = [&closed] { closed = true; };
        });
        const int socket = bareConnection(rig.port);
        QTRY_VERIFY(stream != nullptr && stream->isOpen());

        stream->write(QByteArray(50'000'000, 'e'));

        QTRY_VERIFY(closed);
        ::close(socket);
    }
};

TXDESK_TEST(LimitsTest);

} // namespace txdesk::http

#include "limits_test.moc"
