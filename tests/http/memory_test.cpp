// Whoever sends much, or asks much at once, costs the server little memory.
// SPDX-License-Identifier: Apache-2.0
#include "tests/http/http_rig.h"
#include "tests/support/test_main.h"

#include <QFile>

#include <atomic>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace txdesk::http {
namespace {

constexpr qint64 mebibyte = 1024 * 1024;
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 grownBytesMax = 512 * mebibyte; // freed memory is kept for a while
#else
constexpr qint64 grownBytesMax = 24 * mebibyte;
#endif

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

// Sends `head`, then `piece` again and again until 1 GB is sent or the server has had enough, in a thread of its own.
class Flood
{
public:
    Flood(quint16 port, const QByteArray &head, const QByteArray &piece) : m_thread([this, port, head, piece] { run(port, head, piece); }) {}
    ~Flood() { m_thread.join(); }

    std::atomic<qint64> sent = 0;
    std::atomic<bool> isOver = false;
    QByteArray answer; // when isOver

private:
    void run(quint16 port, const QByteArray &head, const QByteArray &piece)
    {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 && sendAll(socket, head))
            while (sent < 1024 * mebibyte && sendAll(socket, piece))
                readAnswer(socket);
        readAnswer(socket);
        ::close(socket);
        isOver = true;
    }

    bool sendAll(int socket, const QByteArray &bytes)
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const auto count = ::send(socket, bytes.constData() + at, static_cast<size_t>(bytes.size() - at), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            at += count;
            sent += count;
        }
        return true;
    }

    void readAnswer(int socket)
    {
        char buffer[4096];
        const auto count = ::recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
        if (count > 0)
            answer.append(buffer, count);
    }

    std::thread m_thread;
};

} // namespace

class MemoryTest final : public QObject
{
    Q_OBJECT

private slots:
    void hugeBodyIsRefusedWithoutGrowth_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("piece");
        QTest::addColumn<QByteArray>("status");
        const QByteArray start = "POST /x HTTP/1.1\r\nHost: h\r\n";
        const QByteArray data(mebibyte, 'x');
        QTest::newRow("by length") << start + "Content-Length: 1073741824\r\n\r\n" << data << QByteArray("413");
        QTest::newRow("by chunks") << start + "Transfer-Encoding: chunked\r\n\r\n" << "100000\r\n" + data + "\r\n" << QByteArray("413");
        QTest::newRow("by one chunk") << start + "Transfer-Encoding: chunked\r\n\r\n40000000\r\n" << data << QByteArray("413");
        QTest::newRow("endless head") << start + "A: " << data << QByteArray("431");
        QTest::newRow("endless headers") << start << QByteArray("A: b\r\n").repeated(100'000) << QByteArray("431");
        QTest::newRow("endless line") << QByteArray("GET /") << data << QByteArray("414");
    }

    void hugeBodyIsRefusedWithoutGrowth()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, piece);
        QFETCH(QByteArray, status);
        ServerRig rig;
        const qint64 before = residentBytes();

        Flood flood(rig.port, head, piece);

        QTRY_VERIFY_WITH_TIMEOUT(flood.isOver, 20'000);
        QVERIFY2(flood.sent < 64 * mebibyte, qPrintable(QString::number(flood.sent)));
        const qint64 grown = residentBytes() - before;
        QVERIFY2(grown < grownBytesMax, qPrintable(QString::number(grown)));
        QCOMPARE(rig.server->counters().requests, 0);
        QCOMPARE(rig.server->counters().refused, 1);
        QVERIFY(flood.answer.isEmpty() || flood.answer.startsWith("HTTP/1.1 " + status));
    }

    void tenThousandPipelinedRequestsAreServedInOrder()
    {
        ServerRig rig;
        RawPeer peer(rig.port);
        RawPeer other(rig.port);
        QByteArray requests;
        for (int i = 0; i < 10'000; ++i)
            requests += "GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
        const qint64 before = residentBytes();

        peer.say(requests);
        other.say("GET /other HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        QTRY_VERIFY(other.isClosed());
        QTRY_VERIFY_WITH_TIMEOUT(peer.received.endsWith("GET /9999 0"), 20'000);
        qsizetype at = 0;
        for (int i = 0; i < 10'000; ++i) {
            at = peer.received.indexOf("\r\n\r\nGET /" + QByteArray::number(i) + " 0", at);
            QVERIFY2(at >= 0, qPrintable(QString::number(i)));
        }
        QVERIFY(residentBytes() - before < grownBytesMax);
    }

    // A client that pipelines but does not read its answers is not read from either.
    void whoDoesNotReadIsNotReadFrom()
    {
        qint64 handled = 0;
        ServerRig rig({}, [&handled](Request &&, Responder &&responder) {
            ++handled;
            responder.send({.body = QByteArray(10'000, 'r')});
        });
        const qint64 before = residentBytes();

        Flood flood(rig.port, "GET / HTTP/1.1\r\nHost: h\r\n\r\n", QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r\n").repeated(100));
        QTRY_VERIFY(handled > 100);
        qint64 seen = -1;
        QTRY_VERIFY_WITH_TIMEOUT(std::exchange(seen, handled) == handled, 20'000); // at rest: it reads only now and then
        QVERIFY2(residentBytes() - before < 2 * grownBytesMax, qPrintable(QString::number(residentBytes() - before)));

        rig.server->closeAll();
        QTRY_VERIFY_WITH_TIMEOUT(flood.isOver, 20'000);
    }
};

TXDESK_TEST(MemoryTest);

} // namespace txdesk::http

#include "memory_test.moc"
