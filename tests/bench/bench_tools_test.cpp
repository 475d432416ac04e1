// The bench's few lines of HTTP, and the load and the participants against each other.
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/http_bytes.h"
#include "tests/bench/light_participant.h"
#include "tests/bench/load_generator.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::bench {
namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

class BenchToolsTest final : public QObject
{
    Q_OBJECT

private slots:
    void messageEndsWhereItsLengthSays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("length");
        QTest::newRow("no body") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << 27;
        QTest::newRow("body") << QByteArray("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}") << 40;
        QTest::newRow("body and the next message") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP") << 40;
        QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Len") << 0;
        QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}") << 0;
    }

    void messageEndsWhereItsLengthSays()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, length);
        QCOMPARE(static_cast<int>(messageLength(viewOf(bytes))), length);
    }

    void findsParameters_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("first") << QByteArray("gid") << QByteArray("b1");
        QTest::newRow("last") << QByteArray("op") << QByteArray("action");
        QTest::newRow("a tail of another name is none") << QByteArray("id") << QByteArray();
        QTest::newRow("absent") << QByteArray("phase") << QByteArray();
    }

    void findsParameters()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        const std::string_view found = parameterOf("POST /TransOut?gid=b1&branch_id=01&op=action HTTP/1.1\r\nHost: a\r\n\r\n", viewOf(name));
        QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), value);
    }

    void loadCountsWhatWasAnswered()
    {
        LightParticipant participant(1);
        Load load;
        load.port = std::stoi(participant.url(0).substr(participant.url(0).rfind(':') + 1));
        load.clients = 4;
        load.warmUp = std::chrono::milliseconds(0);
        load.requestsMax = 200;
        load.body = [](long nth, int) { return "{\"n\":" + std::to_string(nth) + "}"; };

        const LoadResult result = run(load);

        QCOMPARE(participant.calls(), 200);
        QCOMPARE(result.answered, 200);
        QCOMPARE(result.refused, 0);
        QVERIFY(result.percentileMs(0.5) <= result.percentileMs(0.99));
    }
};

TXDESK_TEST(BenchToolsTest);

} // namespace txdesk::bench

#include "bench_tools_test.moc"
