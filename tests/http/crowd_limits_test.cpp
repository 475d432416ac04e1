// The crowd: how many connections and requests a server takes in all, of one address, of those who have not shown who they
// are, and without a descriptor left.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/peer_register.h"
#include "tests/http/bare_connection.h"
#include "tests/http/http_rig.h"
#include "tests/support/test_main.h"

#include <QTimer>

#include <algorithm>
#include <ctime>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace txdesk::http {
namespace {

// The process may open `more` further descriptors; the old limit comes back at the end.
class DescriptorLimit
{
public:
    explicit DescriptorLimit(int more)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        const int next = ::open("/dev/null", O_RDONLY);
        ::close(next);
        rlimit lower = m_before;
        lower.rlim_cur = static_cast<rlim_t>(next + more);
        setrlimit(RLIMIT_NOFILE, &lower);
    }
    ~DescriptorLimit() { setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    rlimit m_before{};
};

QByteArray nowReceived(int socket)
{
    QByteArray bytes(4096, '\0');
    const auto count = ::recv(socket, bytes.data(), static_cast<size_t>(bytes.size()), MSG_DONTWAIT);
    return bytes.first(std::max<qsizetype>(0, count));
}

} // namespace

class CrowdLimitsTest final : public QObject
{
    Q_OBJECT

private slots:
    void connectionsBeyondTheCapGet503()
    {
        ServerRig rig({.connectionsMax = 2});
        RawPeer first(rig.port);
        auto second = std::make_unique<RawPeer>(rig.port);
        QTRY_COMPARE(rig.server->counters().connections, 2);
        RawPeer third(rig.port);
        third.say(plainRequest);
        QTRY_VERIFY(third.isClosed());
        QCOMPARE(third.status(), 503);
        QCOMPARE(third.body(), R"({"message":"too many connections"})");

        second.reset();
        QTRY_COMPARE(rig.server->counters().connections, 1);
        RawPeer fourth(rig.port);
        fourth.say(plainRequest);

        QTRY_COMPARE(fourth.status(), 200);
    }

    void connectionsOfOneAddressBeyondItsCapGet503_data()
    {
        QTest::addColumn<ServerLimits>("limits");
        QTest::newRow("loopback") << ServerLimits{.connectionsPerLoopbackMax = 2};
        QTest::newRow("loopback has its own") << ServerLimits{.connectionsPerAddressMax = 1, .connectionsPerLoopbackMax = 2};
    }

    void connectionsOfOneAddressBeyondItsCapGet503()
    {
        QFETCH(ServerLimits, limits);
        ServerRig rig(limits);
        RawPeer first(rig.port);
        auto second = std::make_unique<RawPeer>(rig.port);
        QTRY_COMPARE(rig.server->counters().connections, 2);
        RawPeer third(rig.port);
        third.say(plainRequest);
        QTRY_VERIFY(third.isClosed());
        QCOMPARE(third.body(), R"({"message":"too many connections"})");
        RawPeer elsewhere(rig.port, u"127.0.0.2"_s);
        elsewhere.say(plainRequest);
        QTRY_COMPARE(elsewhere.status(), 200);

        second.reset();
        QTRY_COMPARE(rig.server->counters().connections, 2);
        RawPeer fourth(rig.port);
        fourth.say(plainRequest);

        QTRY_COMPARE(fourth.status(), 200);
        QCOMPARE(rig.server->counters().refusedByAddress, 1);
        QCOMPARE(rig.server->counters().refusedOfStatus.value(503), 1);
    }

    void unauthenticatedBeyondTheCapGet503()
    {
        ServerRig rig({.unauthenticatedMax = 2, .trustsLoopback = false}, [](Request &&request, Responder &&responder) {
            if (request.path == "/known") {
                responder.markAuthenticated();
                responder.markAuthenticated(); // again: nothing
            }
            responder.send({.body = "ok"});
        });
        RawPeer stranger(rig.port);
        stranger.say(plainRequest);
        QTRY_COMPARE(stranger.body(), "ok");
        auto known = std::make_unique<RawPeer>(rig.port);
        QTRY_COMPARE(rig.server->counters().unauthenticated, 2);
        RawPeer tooMany(rig.port);
        QTRY_VERIFY(tooMany.isClosed());
        QCOMPARE(tooMany.body(), R"({"message":"too many connections"})");
        QCOMPARE(rig.server->counters().refusedUnauthenticated, 1);

        known->say("GET /known HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_COMPARE(known->body(), "ok");
        QCOMPARE(rig.server->counters().unauthenticated, 1);
        RawPeer next(rig.port);
        next.say(plainRequest);
        QTRY_COMPARE(next.body(), "ok");
        known.reset();
        stranger.leave();

        QTRY_COMPARE(rig.server->counters().connections, 1);
        QCOMPARE(rig.server->counters().unauthenticated, 1);
    }

    void loopbackIsNoStranger()
    {
        ServerRig rig({.unauthenticatedMax = 0});
        RawPeer peer(rig.port);
        peer.say(plainRequest);

        QTRY_COMPARE(peer.status(), 200);
        QCOMPARE(rig.server->counters().unauthenticated, 0);
    }

    void addressesAreToldApart_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isStranger");
        QTest::newRow("LAN") << u"192.168.1.5"_s << true;
        QTest::newRow("IPv6") << u"2001:db8::1"_s << true;
        QTest::newRow("mapped LAN") << u"::ffff:192.168.1.5"_s << true;
        QTest::newRow("loopback") << u"127.0.0.1"_s << false;
        QTest::newRow("far end of loopback") << u"127.255.255.254"_s << false;
        QTest::newRow("IPv6 loopback") << u"::1"_s << false;
        QTest::newRow("mapped loopback") << u"::ffff:127.0.0.1"_s << false;
    }

    void addressesAreToldApart()
    {
        QFETCH(QString, address);
        QFETCH(bool, isStranger);
        const ServerLimits limits{.connectionsPerAddressMax = 3, .connectionsPerLoopbackMax = 5, .unauthenticatedMax = 2};
        ServerCounters counters;
        PeerRegister peers(limits, counters);
        const QHostAddress peer = normalAddress(QHostAddress(address));

        int admitted = 0;
        while (admitted < 100 && peers.admit(peer)) {
            ++admitted;
            if (admitted == 1)
                peers.authenticated(peer);
        }

        QCOMPARE(admitted, isStranger ? 3 : 5);
        QCOMPARE(counters.refusedByAddress, 1);
        QVERIFY(peers.admit(QHostAddress(u"10.0.0.1"_s)) == !isStranger); // two strangers are there already
        QCOMPARE(counters.refusedUnauthenticated, isStranger ? 1 : 0);
        for (int i = 0; i < admitted; ++i)
            peers.left(peer, i == 0);
        QCOMPARE(counters.unauthenticated, isStranger ? 0 : 1);
        QVERIFY(peers.admit(peer));
    }

    // Who opens connections and says nothing locks out nobody but himself.
    void oneAddressLeavesRoomForOthers()
    {
        const ServerLimits limits{.unauthenticatedMax = 4, .unauthenticatedPerAddressMax = 2};
        ServerCounters counters;
        PeerRegister peers(limits, counters);
        const QHostAddress greedy(u"192.168.1.5"_s), other(u"192.168.1.6"_s);

        QVERIFY(peers.admit(greedy) && peers.admit(greedy));
        QVERIFY(!peers.admit(greedy));
        QCOMPARE(counters.refusedUnauthenticated, 1);
        QVERIFY(peers.admit(other));
        peers.authenticated(greedy);
        QVERIFY(peers.admit(greedy));
        QVERIFY(!peers.admit(greedy));
        peers.left(greedy, false);
        QVERIFY(peers.admit(greedy));
        QCOMPARE(counters.unauthenticated, 3);
    }

    void networksCountAsOneAddress_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("IPv6, the same /64") << u"2001:db8::1"_s << u"2001:db8::ffff:0:0:2"_s << true;
        QTest::newRow("IPv6, another /64") << u"2001:db8::1"_s << u"2001:db8:0:1::1"_s << false;
        QTest::newRow("IPv4") << u"192.168.1.5"_s << u"192.168.1.6"_s << false;
        QTest::newRow("mapped") << u"::ffff:192.168.1.5"_s << u"::ffff:192.168.1.6"_s << false;
        QTest::newRow("IPv4 and the same mapped") << u"192.168.1.5"_s << u"::ffff:192.168.1.5"_s << true;
        QTest::newRow("link-local") << u"fe80::1"_s << u"fe80::2"_s << false;
    }

    void networksCountAsOneAddress()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(bool, isOne);
        const ServerLimits limits{.connectionsPerAddressMax = 2, .unauthenticatedPerAddressMax = 1};
        ServerCounters counters;
        PeerRegister peers(limits, counters);
        const QHostAddress one(first), other(second);

        QVERIFY(peers.admit(one));
        QCOMPARE(peers.admit(other), !isOne);
        peers.authenticated(one);
        QVERIFY(peers.admit(one)); // which is full now
        QCOMPARE(peers.admit(other), false);
        QCOMPARE(counters.refusedByAddress, isOne ? 1 : 0);
        peers.left(one, false);
        QCOMPARE(peers.admit(other), isOne);
    }

    void everyLimitIsCounted()
    {
        QHash<QByteArray, qint64> told;
        ServerCounters counters{.accepted = 1, .requests = 2, .refusedByTotal = 3, .refusedByAddress = 4, .refusedUnauthenticated = 5,
                                .handshakes = 16, .handshakesResumed = 7, .handshakesFailed = 8, .handshakesTimedOut = 9,
                                .handshakesGivenUp = 10, .handshakesWaiting = 11, .handshakesBegun = 12, .unauthenticated = 13,
                                .connections = 14, .inFlight = 15};
        counters.refuse(431);

        tellCounters(counters, [&told](QByteArrayView name, QByteArrayView label, bool, qint64 value) {
            told.insert(name.toByteArray() + ' ' + label.toByteArray(), value);
        });

        QList<qint64> values = told.values();
        std::sort(values.begin(), values.end());
        QCOMPARE(values, (QList<qint64>{1, 1, 2, 3, 4, 5, 7, 8, 9, 9, 10, 11, 12, 13, 14, 15}));
        QCOMPARE(told.value(R"(http_refused_total status="431")"), 1);
    }

    void manyBeyondTheCapAreAllRefused()
    {
        ServerRig rig({.connectionsMax = 1});
        RawPeer first(rig.port);
        QTRY_COMPARE(rig.server->counters().connections, 1);
        std::vector<std::unique_ptr<RawPeer>> others;
        for (int i = 0; i < 200; ++i)
            others.push_back(std::make_unique<RawPeer>(rig.port));

        for (const auto &other : others) {
            QTRY_VERIFY(other->isClosed());
            QCOMPARE(other->status(), 503);
        }
        QVERIFY(first.isConnected());
    }

    void requestsBeyondTheCapGet503AndMayComeAgain()
    {
        std::vector<Responder> waiting;
        ServerRig rig({.inFlightMax = 1}, [&](Request &&, Responder &&responder) { waiting.push_back(std::move(responder)); });
        RawPeer first(rig.port);
        first.say(plainRequest);
        QTRY_COMPARE(waiting.size(), size_t(1));
        RawPeer second(rig.port);
        second.say(plainRequest);
        QTRY_COMPARE(second.body(), R"({"message":"too many requests"})");
        QCOMPARE(second.status(), 503);
        QVERIFY(second.received.contains("\r\nRetry-After: 1\r\n"));

        waiting[0].send({});
        second.say(plainRequest);

        QTRY_COMPARE(waiting.size(), size_t(2));
    }

    // Half of the answers come from the descriptor that is kept for it; the loop rests in between.
    void noDescriptorLeftIsAnsweredAndHeals()
    {
        ServerRig rig;
        std::vector<int> clients;
        {
            DescriptorLimit limit(21);
            for (int socket = bareConnection(rig.port); socket >= 0 && clients.size() < 19; socket = bareConnection(rig.port))
                clients.push_back(socket);
            QVERIFY(clients.size() >= 15);
            int refused = 0;
            QTRY_VERIFY_WITH_TIMEOUT((refused += static_cast<int>(std::count_if(clients.begin(), clients.end(), [](int socket) {
                                          return nowReceived(socket).startsWith("HTTP/1.1 503");
                                      }))) >= 10, 5000);
            const std::clock_t before = std::clock();
            bool isOver = false;
            QTimer::singleShot(300ms, this, [&isOver] { isOver = true; });
            QTRY_VERIFY(isOver);
            QVERIFY2(std::clock() - before < CLOCKS_PER_SEC / 10, "the server spins");
            for (const int socket : clients)
                ::close(socket);
        }

        RawPeer peer(rig.port);
        peer.say(plainRequest);

        QTRY_COMPARE(peer.status(), 200);
    }
};

TXDESK_TEST(CrowdLimitsTest);

} // namespace txdesk::http

#include "crowd_limits_test.moc"
