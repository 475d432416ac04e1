// The gate in front of gRPC: how many connections, and what they may send before they are of use.
// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/connection_gate.h"
#include "tests/support/test_main.h"

#include <QTcpSocket>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace txdesk;
using grpcapi::ConnectionGate;
using grpcapi::GateLimits;

class ConnectionGateTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void handsConnectionsOver();
    void boundsConnections_data();
    void boundsConnections();
    void noticesWhoLeft();
    void closesStrangersWhoSendMuch();
    void letsThoseInSendMore();
    void closesStrangersAfterAWhile();
    void pacesHandshakes();

private:
    void open(GateLimits limits, bool isTls = false);
    std::unique_ptr<QTcpSocket> connection();
    static bool isClosed(QTcpSocket &socket) { return QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 10'000); }

    std::unique_ptr<ConnectionGate> m_gate;
    quint16 m_port = 0;
    QList<int> m_sockets; // gRPC's part is the test's
};

namespace {

GateLimits brief()
{
    GateLimits limits;
    limits.lookEvery = Milliseconds{5};
    return limits;
}

} // namespace

void ConnectionGateTest::cleanup()
{
    m_gate.reset();
    for (const int socket : std::exchange(m_sockets, {}))
        ::close(socket);
}

void ConnectionGateTest::open(GateLimits limits, bool isTls)
{
    m_gate = std::make_unique<ConnectionGate>(std::move(limits), isTls, [this](int socket) { m_sockets.append(socket); });
    const Result<quint16> port = m_gate->open(u"127.0.0.1"_s, 0);
    QVERIFY(port.has_value());
    m_port = *port;
}

std::unique_ptr<QTcpSocket> ConnectionGateTest::connection()
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(u"127.0.0.1"_s, m_port);
    if (!QTest::qWaitFor([&] { return socket->state() == QAbstractSocket::ConnectedState; }))
        qFatal("no connection");
    return socket;
}

void ConnectionGateTest::handsConnectionsOver()
{
    open({});
    const auto client = connection();
    QTRY_COMPARE(m_sockets.size(), 1);
    QCOMPARE(::write(m_sockets[0], "hello", 5), 5);
    QTRY_COMPARE(client->bytesAvailable(), 5);
    QCOMPARE(m_gate->counters().connections, 1);
}

void ConnectionGateTest::boundsConnections_data()
{
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("perAddress");
    QTest::newRow("of all") << 2 << 1000;
    QTest::newRow("of one address") << 1000 << 2;
}

void ConnectionGateTest::boundsConnections()
{
    QFETCH(int, total);
    QFETCH(int, perAddress);
    GateLimits limits = brief();
    limits.connections.connectionsMax = total;
    limits.connections.connectionsPerLoopbackMax = perAddress;
    open(limits);
    const auto first = connection();
    const auto second = connection();
    QTRY_COMPARE(m_sockets.size(), 2);
    const auto third = connection();
    QVERIFY(isClosed(*third));
    QCOMPARE(m_sockets.size(), 2);
    QCOMPARE(m_gate->counters().refused, 1);
}

void ConnectionGateTest::noticesWhoLeft()
{
    GateLimits limits = brief();
    limits.connections.connectionsMax = 1;
    open(limits);
    const auto first = connection();
    QTRY_COMPARE(m_sockets.size(), 1);
    ::close(m_sockets.takeFirst()); // as gRPC does; the number may be another socket's at once
    QTRY_COMPARE(m_gate->counters().connections, 0);
    const auto second = connection();
    QTRY_COMPARE(m_sockets.size(), 1);
    QCOMPARE(m_gate->counters().refused, 0);
}

void ConnectionGateTest::closesStrangersWhoSendMuch()
{
    GateLimits limits = brief();
    limits.strangerBytesMax = 1000;
    open(limits);
    const auto modest = connection();
    const auto lavish = connection();
    modest->write(QByteArray(1000, 'x'));
    lavish->write(QByteArray(1001, 'x'));
    QVERIFY(isClosed(*lavish));
    QCOMPARE(modest->state(), QAbstractSocket::ConnectedState);
    QCOMPARE(m_sockets.size(), 2); // they are gRPC's to close
}

void ConnectionGateTest::letsThoseInSendMore()
{
    GateLimits limits = brief();
    limits.strangerBytesMax = 10;
    limits.idleBytesMax = 1000;
    open(limits);
    const auto client = connection();
    const quint16 port = client->localPort();
    QTRY_COMPARE(m_sockets.size(), 1);
    m_gate->letIn(QHostAddress::LocalHost, port);
    qint64 sent = 0;
    const auto sendUntilClosed = [&] {
        sent += std::max<qint64>(0, client->write(QByteArray(100, 'x')));
        return client->state() == QAbstractSocket::UnconnectedState;
    };
    QVERIFY(QTest::qWaitFor(sendUntilClosed, 20'000));
    QVERIFY2(sent > 1000, qPrintable(QString::number(sent)));
}

void ConnectionGateTest::closesStrangersAfterAWhile()
{
    GateLimits limits = brief();
    limits.strangerTime = Milliseconds{50};
    open(limits);
    const auto known = connection();
    const auto stranger = connection();
    QTRY_COMPARE(m_sockets.size(), 2);
    m_gate->letIn(QHostAddress::LocalHost, known->localPort());
    QVERIFY(isClosed(*stranger));
    QCOMPARE(known->state(), QAbstractSocket::ConnectedState);
}

void ConnectionGateTest::pacesHandshakes()
{
    GateLimits limits = brief();
    limits.connections.handshakeBurst = 1;
    limits.connections.handshakesPerSecondMax = 1;
    open(limits, true);
    const auto first = connection();
    QTRY_COMPARE(m_sockets.size(), 1);
    const auto second = connection();
    QTRY_COMPARE(m_gate->counters().accepted, 2);
    QCOMPARE(m_gate->counters().handshakesWaiting, 1);
    QCOMPARE(m_sockets.size(), 1);
}

TXDESK_TEST(ConnectionGateTest);
#include "connection_gate_test.moc"
