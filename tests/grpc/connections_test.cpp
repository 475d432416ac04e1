// The connections of the gRPC port: how many, how long, at what pace.
// SPDX-License-Identifier: Apache-2.0
#include "tests/grpc/grpc_bench.h"
#include "tests/support/certificates.h"
#include "tests/support/test_main.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::GrpcBench;
using Async = GrpcBench::Async;
using Empty = google::protobuf::Empty;

class ConnectionsTest : public QObject
{
    Q_OBJECT

private slots:
    void boundsTheirNumber_data();
    void boundsTheirNumber();
    void makesRoomForOthersWhenOneLeaves();
    void closesStrangersAfterAWhile();
    void keepsThoseWhoWereLetIn();
    void pacesHandshakes();
    void takesSeveralAddresses();
    void refusesWhatIsNotHttp2_data();
    void refusesWhatIsNotHttp2();

private:
    static std::unique_ptr<QTcpSocket> connection(const GrpcBench &bench);
    static bool isClosed(QTcpSocket &socket) { return GrpcBench::waitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }); }
};

std::unique_ptr<QTcpSocket> ConnectionsTest::connection(const GrpcBench &bench)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(u"127.0.0.1"_s, bench.port);
    if (!GrpcBench::waitFor([&] { return socket->state() == QAbstractSocket::ConnectedState; }))
        qFatal("no connection");
    return socket;
}

void ConnectionsTest::boundsTheirNumber_data()
{
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("perAddress");
    QTest::newRow("of all") << 2 << 1000;
    QTest::newRow("of one address") << 1000 << 2;
}

void ConnectionsTest::boundsTheirNumber()
{
    QFETCH(int, total);
    QFETCH(int, perAddress);
    grpcapi::FrontSettings settings;
    settings.endpoint.connections.connectionsMax = total;
    settings.endpoint.connections.connectionsPerLoopbackMax = perAddress;
    GrpcBench bench(settings);
    QVERIFY(bench.start());
    const auto first = connection(bench), second = connection(bench), third = connection(bench);
    QVERIFY(isClosed(*third));
    QCOMPARE(bench.front->connectionCounters().connections, 2);
    QCOMPARE(bench.front->connectionCounters().refused, 1);
    QCOMPARE(first->state(), QAbstractSocket::ConnectedState);
}

void ConnectionsTest::makesRoomForOthersWhenOneLeaves()
{
    grpcapi::FrontSettings settings;
    settings.endpoint.connections.connectionsMax = 1;
    GrpcBench bench(settings);
    QVERIFY(bench.start());
    connection(bench).reset();
    QTRY_COMPARE(bench.front->connectionCounters().connections, 0);
    QCOMPARE((bench.ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}).code), 0);
}

void ConnectionsTest::closesStrangersAfterAWhile()
{
    grpcapi::FrontSettings settings;
    settings.endpoint.strangerTime = Milliseconds{50};
    GrpcBench bench(settings);
    QVERIFY(bench.start());
    const auto stranger = connection(bench);
    QVERIFY(isClosed(*stranger));
}

void ConnectionsTest::keepsThoseWhoWereLetIn()
{
    grpcapi::FrontSettings settings;
    settings.endpoint.strangerTime = Milliseconds{200};
    GrpcBench bench(settings);
    QVERIFY(bench.start());
    QCOMPARE((bench.ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}).code), 0);
    const auto stranger = connection(bench);
    QVERIFY(isClosed(*stranger)); // which came later than the other
    QCOMPARE(bench.front->connectionCounters().connections, 1);
}

void ConnectionsTest::pacesHandshakes()
{
    const test::Certificates certificates;
    const test::IdentityFiles server = certificates.make({.subject = u"server"_s, .names = u"IP:127.0.0.1"_s});
    grpcapi::FrontSettings settings;
    settings.endpoint.tls = http::ServerTls{server.certificate, server.key, {}};
    settings.endpoint.connections.handshakeBurst = 1;
    settings.endpoint.connections.handshakesPerSecondMax = 1;
    GrpcBench bench(settings);
    QVERIFY(bench.start());
    const auto first = connection(bench), second = connection(bench);
    first->write("\x16\x03\x01");
    second->write("\x16\x03\x01");
    QTRY_COMPARE(bench.front->connectionCounters().handshakesBegun, 1);
    QTRY_COMPARE(bench.front->connectionCounters().handshakesWaiting, 1);
}

void ConnectionsTest::takesSeveralAddresses()
{
    GrpcBench first;
    QVERIFY(first.start());
    const quint16 port = first.port; // a port that is free on both, most likely
    first.front.reset();
    GrpcBench bench({.endpoint = {.port = port, .alsoBind = {u"127.0.0.2"_s, u"192.0.2.1"_s}}}); // the last is nobody's
    QVERIFY(bench.start());
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.2"_s, bench.port);
    QVERIFY(GrpcBench::waitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
}

void ConnectionsTest::refusesWhatIsNotHttp2_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP/1.1") << "GET / HTTP/1.1\r\nHost: x\r\n\r\n"_ba;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 01234567890123456789012345678", 41);
    QTest::newRow("a frame of 16 MiB") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0\xff\xff\xff\0\0\0\0\0\1", 42);
}

void ConnectionsTest::refusesWhatIsNotHttp2()
{
    QFETCH(QByteArray, bytes);
    GrpcBench bench;
    QVERIFY(bench.start());
    const auto client = connection(bench);
    client->write(bytes);
    QVERIFY(isClosed(*client));
}

TXDESK_TEST(ConnectionsTest);
#include "connections_test.moc"
