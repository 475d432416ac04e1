// Durations, countdowns and times as people read them.
// SPDX-License-Identifier: Apache-2.0
#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class DurationTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void speaksDurations_data();
    void speaksDurations();
    void countsDown_data();
    void countsDown();
    void writesTimesWithTheirOffset();
    void tellsAges();
};

void DurationTextTest::speaksDurations_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0 ms"_s;
    QTest::newRow("milliseconds") << qint64(820) << u"820 ms"_s;
    QTest::newRow("short seconds") << qint64(3049) << u"3.0 s"_s;
    QTest::newRow("never rounded up to 10.0") << qint64(9999) << u"9.9 s"_s;
    QTest::newRow("seconds") << qint64(42'900) << u"42 s"_s;
    QTest::newRow("minutes") << qint64(2'467'000) << u"41 m 07 s"_s;
    QTest::newRow("hours") << qint64(7'500'000) << u"2 h 05 m"_s;
    QTest::newRow("days") << qint64(3 * 86'400'000 + 4 * 3'600'000) << u"3 d 04 h"_s;
    QTest::newRow("negative") << qint64(-5000) << u"−5.0 s"_s;
}

void DurationTextTest::speaksDurations()
{
    QFETCH(qint64, ms);
    QTEST(durationText(Milliseconds(ms)), "text");
}

void DurationTextTest::countsDown_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("minutes") << qint64(252'000) << u"04:12"_s;
    QTest::newRow("begun seconds count") << qint64(30'001) << u"00:31"_s;
    QTest::newRow("hours") << qint64(3'729'000) << u"1:02:09"_s;
    QTest::newRow("over") << qint64(-1) << u"00:00"_s;
}

void DurationTextTest::countsDown()
{
    QFETCH(qint64, ms);
    QTEST(countdownText(Milliseconds(ms)), "text");
}

void DurationTextTest::writesTimesWithTheirOffset()
{
    const Instant at = fromMs(1'795'251'283'250); // 2026-11-21 08:54:43.250 UTC
    const QTimeZone east(8 * 3600);
    const QTimeZone west(-(3 * 3600 + 1800));
    QCOMPARE(dateTimeText(at, QTimeZone::utc()), u"2026-11-21 08:54:43 +00:00"_s);
    QCOMPARE(dateTimeText(at, east), u"2026-11-21 16:54:43 +08:00"_s);
    QCOMPARE(isoText(at, west), u"2026-11-21T05:24:43.250-03:30"_s);
    QCOMPARE(offsetText(at, QTimeZone::utc()), u"UTC"_s);
    QCOMPARE(offsetText(at, east), u"UTC+08:00"_s);
    QCOMPARE(clockMsText(at, QTimeZone::utc()), u"08:54:43.250"_s);
}

void DurationTextTest::tellsAges()
{
    const Instant now = fromMs(1'795'251'283'000);
    QCOMPARE(ageText(now, now), u"just now"_s);
    QCOMPARE(ageText(now + Milliseconds{38}, now), u"just now"_s); // never "in 38 ms": what was seen is past
    QCOMPARE(ageText(now - std::chrono::minutes(41), now), u"41 m 00 s ago"_s);
    QCOMPARE(ageText(now + std::chrono::seconds(18), now), u"in 18 s"_s);
}

TXDESK_TEST(DurationTextTest);
#include "duration_text_test.moc"
