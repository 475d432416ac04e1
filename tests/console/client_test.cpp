// The connection's small parts: event stream, clock offset, freshness, pauses between tries.
// SPDX-License-Identifier: Apache-2.0
#include "console/client/clock_offset.h"
#include "console/client/event_stream_parser.h"
#include "console/client/link_status.h"
#include "console/client/reconnect_delay.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;

class ClientPartsTest final : public QObject
{
    Q_OBJECT

private slots:
    void parsesEvents_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<QByteArray>>("expected"); // event|id|data, or #comment
        using L = QList<QByteArray>;
        QTest::newRow("one event") << QByteArray("event: change\nid: 7\ndata: {}\n\n") << L{"change|7|{}"};
        QTest::newRow("two data lines are joined") << QByteArray("data: a\ndata: b\n\n") << L{"message||a\nb"};
        QTest::newRow("comment") << QByteArray(": 1795254372558\n") << L{"#1795254372558"};
        QTest::newRow("CRLF ends lines") << QByteArray("event: x\r\ndata: y\r\n\r\n") << L{"x||y"};
        QTest::newRow("CR ends lines") << QByteArray("event: x\rdata: y\r\r:\n") << L{"x||y", "#"};
        QTest::newRow("unknown field is ignored") << QByteArray("retry: 3\ndata: y\n\n") << L{"message||y"};
        QTest::newRow("an event without data is none") << QByteArray("event: x\n\ndata: y\n\n") << L{"message||y"};
        QTest::newRow("an unfinished event waits") << QByteArray("data: y\n") << L{};
    }
    void parsesEvents()
    {
        QFETCH(QByteArray, text);
        QFETCH(QList<QByteArray>, expected);
        // Whatever the packet borders: whole, and byte by byte.
        for (const qsizetype step : {text.size(), qsizetype{1}}) {
            EventStreamParser parser;
            QList<QByteArray> got;
            for (qsizetype at = 0; at < text.size(); at += step)
                for (const StreamFrame &frame : parser.feed(text.mid(at, step)))
                    got.append(frame.event.isEmpty() ? '#' + frame.comment
                                                     : frame.event + '|' + frame.id + '|' + frame.data);
            QCOMPARE(got, expected);
        }
    }

    void refusesEndlessEvents()
    {
        EventStreamParser parser;
        const QByteArray chunk(1024 * 1024, 'x');
        for (int i = 0; i < 18 && !parser.overflowed(); ++i)
            QVERIFY(parser.feed(chunk).isEmpty());
        QVERIFY(parser.overflowed());
        QVERIFY(parser.feed("\ndata: y\n\n").isEmpty());
    }

    void offsetIsTheLeastDelayedSample()
    {
        ClockOffset offset;
        QVERIFY(!offset.isKnown());
        offset.addSample(fromMs(10'000), fromMs(9'000)); // 80 ms on the way would make it smaller
        offset.addSample(fromMs(11'000), fromMs(10'080));
        QCOMPARE(offset.value(), Milliseconds{1000});
    }

    void freshness_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<qint64>("ageMs");
        QTest::addColumn<int>("expected");
        QTest::newRow("just spoke") << int(LinkState::Live) << qint64(200) << int(Freshness::Live);
        QTest::newRow("three seconds") << int(LinkState::Live) << qint64(3000) << int(Freshness::Live);
        QTest::newRow("silent") << int(LinkState::Live) << qint64(3001) << int(Freshness::Stale);
        QTest::newRow("broken") << int(LinkState::Reconnecting) << qint64(0) << int(Freshness::Disconnected);
    }
    void freshness()
    {
        QFETCH(int, state);
        QFETCH(qint64, ageMs);
        LinkStatus status;
        status.state = static_cast<LinkState>(state);
        status.lastByteAt = fromMs(100'000);
        QTEST(int(freshnessAt(status, fromMs(100'000 + ageMs))), "expected");
    }

    void pausesGrowAndSpread()
    {
        const QList<int> steps{1000, 2000, 4000, 8000, 15000, 30000, 30000};
        for (int i = 0; i < steps.size(); ++i) {
            QCOMPARE(reconnectDelay(i + 1, 0.5), Milliseconds{steps[i]});
            QVERIFY(reconnectDelay(i + 1, 0.0) < reconnectDelay(i + 1, 0.99));
        }
    }
};

TXDESK_TEST(ClientPartsTest);
#include "client_test.moc"
