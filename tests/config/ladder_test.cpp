// Ladders as people write them, and that the defaults of options, of requests and of the engine are the same ones.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/config.h"
#include "server/config/ladder.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::config;

class LadderTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void hasTheUsualWaits();
};

void LadderTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<qint64>>("seconds");
    QTest::newRow("units") << u"1s 2m 3h 4d"_s << QList<qint64>{1, 120, 10'800, 345'600};
    QTest::newRow("seconds") << u"0 7 600"_s << QList<qint64>{0, 7, 600};
    QTest::newRow("ten years") << u"3650d"_s << QList<qint64>{315'360'000};
}

void LadderTest::reads()
{
    QFETCH(QString, text);
    const auto ladder = ladderFrom(text.split(u' '));
    QVERIFY(ladder);
    QList<qint64> seconds;
    for (const Seconds wait : *ladder)
        seconds.append(wait.count());
    QTEST(seconds, "seconds");
}

void LadderTest::refuses_data()
{
    QTest::addColumn<QStringList>("waits");
    QTest::addColumn<QString>("begins");
    QTest::newRow("none") << QStringList() << u"needs 1 to 64 waits"_s;
    QTest::newRow("too many") << QStringList(65, u"1s"_s) << u"needs 1 to 64 waits"_s;
    for (const char *word : {"", "s", "-1s", "1.5m", "1w", "1 s", "eleven", "3651d", "99999999999999999999"})
        QTest::newRow(*word ? word : "empty word") << QStringList{u"1s"_s, QLatin1StringView(word)} << u"\"%1\" is no wait"_s.arg(QLatin1StringView(word));
}

void LadderTest::refuses()
{
    QFETCH(QStringList, waits);
    QFETCH(QString, begins);
    const auto ladder = ladderFrom(waits);
    QVERIFY(!ladder);
    QVERIFY2(ladder.error().message.startsWith(begins), qPrintable(ladder.error().message));
}

// Source: RocketMQ's delay levels without 1 s and 5 s; the schedule of best-effort notification (F.4 and G.1 of the sheet).
void LadderTest::hasTheUsualWaits()
{
    const Config config;
    const auto message = ladderFrom(config.message.retryLadder);
    const auto notify = ladderFrom(config.notify.retryLadder);
    QVERIFY(message && notify);
    QCOMPARE(message->size(), 16);
    QCOMPARE(message->first(), Seconds{10});
    QCOMPARE(message->last(), Seconds{7200});
    QCOMPARE(*notify, (QList<Seconds>{Seconds{60}, Seconds{300}, Seconds{600}, Seconds{1800}, Seconds{3600}, Seconds{7200}, Seconds{18'000}, Seconds{36'000}}));
}

TXDESK_TEST(LadderTest);
#include "ladder_test.moc"
