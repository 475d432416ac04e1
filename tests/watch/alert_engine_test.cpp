// The life of alerts, as tables of looks: when they fire, when somebody is told, when they end.
// SPDX-License-Identifier: Apache-2.0
#include "console/alerts/alert_engine.h"
#include "console/alerts/alert_words.h"
#include "console/alerts/badge_icon.h"
#include "console/theme/theme.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant start = fromMs(1'795'244'861'000); // 07:07:41 UTC

AlertRule stuckRule()
{
    return {.id = u"r"_s, .metric = AlertMetric::StuckCount, .comparison = AlertComparison::AtLeast, .value = 10, .forAtLeast = Seconds{60}};
}

AlertSample stuck(int second, std::optional<qint64> count) { return {.at = start + Seconds{second}, .stuck = count}; }

// Looks as "second:count", "?" for not known; answers what was told as "second:kind".
QString told(AlertEngine &engine, const QString &looks)
{
    QStringList said;
    for (const QString &look : looks.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = look.split(u':');
        const int second = parts[0].toInt();
        const auto count = parts[1] == "?"_L1 ? std::optional<qint64>() : std::optional<qint64>(parts[1].toLongLong());
        for (const AlertNotice &notice : engine.take(stuck(second, count)))
            said.append(u"%1:%2%3"_s.arg(second).arg(QStringList{u"fired"_s, u"again"_s, u"over"_s}[static_cast<int>(notice.kind)], notice.sound ? u"!"_s : QString()));
    }
    return said.join(u' ');
}

CoordinatorStats totals(qint64 created, qint64 failed, qint64 retries)
{
    CoordinatorStats stats;
    stats.createdTotal = created;
    stats.failedTotal = failed;
    stats.retriesTotal = retries;
    return stats;
}

ParticipantStats called(const QString &name, qint64 calls, qint64 unknown)
{
    ParticipantStats stats;
    stats.participant = name;
    stats.calls = calls;
    stats.unknown = unknown;
    return stats;
}

QString stateOf(const AlertEngine &engine)
{
    const QList<Alert> alerts = engine.alerts();
    return alerts.isEmpty() ? u"ok"_s : QStringList{u"pending"_s, u"firing"_s, u"acknowledged"_s, u"resolved"_s}[static_cast<int>(alerts[0].state)];
}

} // namespace

class AlertEngineTest final : public QObject
{
    Q_OBJECT

private slots:
    void looks_data()
    {
        QTest::addColumn<QString>("looks");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("state");
        QTest::newRow("never") << u"0:0 60:9 120:3"_s << QString() << u"ok"_s;
        QTest::newRow("pending") << u"0:10 55:12"_s << QString() << u"pending"_s;
        QTest::newRow("fires when it has held long enough") << u"0:10 30:11 60:12"_s << u"60:fired"_s << u"firing"_s;
        QTest::newRow("a break begins anew") << u"0:10 30:9 40:10 70:10 99:10"_s << QString() << u"pending"_s;
        QTest::newRow("after the break") << u"0:10 30:9 40:10 70:10 100:10"_s << u"100:fired"_s << u"firing"_s;
        QTest::newRow("not known is a break") << u"0:10 30:? 40:10 70:10 99:10"_s << QString() << u"pending"_s;
        QTest::newRow("firing outlives the unknown") << u"0:10 60:10 90:? 400:?"_s << u"60:fired"_s << u"firing"_s;
        QTest::newRow("over after calm") << u"0:10 60:10 70:0 99:0 100:0"_s << u"60:fired 100:over"_s << u"resolved"_s;
        QTest::newRow("flapping is neither over nor told again") << u"0:10 60:10 70:0 80:10 90:0 110:10 130:0 140:10"_s << u"60:fired"_s << u"firing"_s;
        QTest::newRow("comes back within five minutes: told when they are over")
            << u"0:10 60:10 70:0 100:0 110:10 170:10 300:10 360:10"_s << u"60:fired 100:over 360:fired"_s << u"firing"_s;
        QTest::newRow("forgotten ten minutes after its end") << u"0:10 60:10 70:0 100:0 701:0"_s << u"60:fired 100:over"_s << u"ok"_s;
    }
    void looks()
    {
        QFETCH(QString, looks);
        AlertEngine engine(QTimeZone::utc());
        engine.setPolicy({.rules = {stuckRule()}});
        QTEST(told(engine, looks), "said");
        QTEST(stateOf(engine), "state");
    }

    void acknowledgedIsSilentUntilItsTime()
    {
        AlertEngine engine(QTimeZone::utc());
        AlertRule rule = stuckRule();
        rule.repeatEvery = Seconds{600};
        engine.setPolicy({.rules = {rule}});
        QCOMPARE(told(engine, u"0:10 60:10"_s), u"60:fired"_s);
        engine.acknowledge(engine.alerts()[0].key, start + Seconds{1800}, u"lin"_s);
        QCOMPARE(told(engine, u"700:10 1400:10 1799:10"_s), QString());
        QCOMPARE(stateOf(engine), u"acknowledged"_s);
        QCOMPARE(engine.firing(), 0);
        QCOMPARE(told(engine, u"1800:10"_s), u"1800:fired"_s); // lin has had the time
        QCOMPARE(stateOf(engine), u"firing"_s);
        engine.acknowledge(engine.alerts()[0].key, start + Seconds{9000}, u"lin"_s);
        engine.unacknowledge(engine.alerts()[0].key);
        QCOMPARE(stateOf(engine), u"firing"_s);
        engine.acknowledge(engine.alerts()[0].key, start + Seconds{9000}, u"lin"_s);
        QCOMPARE(told(engine, u"1900:0 1930:0"_s), u"1930:over"_s); // also what is acknowledged may end
        engine.acknowledge(u"no such key"_s, start, u"lin"_s);
    }

    void repeatsWithSoundUntilSomebodyHasSeenIt()
    {
        AlertEngine engine(QTimeZone::utc());
        AlertRule rule = stuckRule();
        rule.repeatEvery = Seconds{600};
        engine.setPolicy({.rules = {rule}});
        QCOMPARE(told(engine, u"0:10 60:10 600:10 660:10 1000:10 1260:10"_s), u"60:fired 660:again! 1260:again!"_s);
    }

    void quietHours_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<bool>("critical");
        QTest::addColumn<QString>("said");
        QTest::newRow("over midnight, told when they end") << 22 * 60 << 7 * 60 + 10 << false << u"180:fired"_s; // 07:10:41
        QTest::newRow("a critical one breaks them") << 22 * 60 << 7 * 60 + 10 << true << u"60:fired!"_s;
        QTest::newRow("another part of the day") << 8 * 60 << 9 * 60 << false << u"60:fired"_s;
        QTest::newRow("within a day") << 7 * 60 << 8 * 60 << false << QString();
    }
    void quietHours()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(bool, critical);
        AlertEngine engine(QTimeZone::utc());
        AlertRule rule = stuckRule();
        rule.severity = critical ? AlertSeverity::Critical : AlertSeverity::Warning;
        engine.setPolicy({.rules = {rule}, .quiet = {.enabled = true, .fromMinute = from, .toMinute = to}});
        QTEST(told(engine, u"0:10 60:10 120:10 138:10 180:10"_s), "said");
        QCOMPARE(stateOf(engine), u"firing"_s); // the panel shows it all the same
    }

    void oneBubbleForManyParticipants()
    {
        AlertEngine engine(QTimeZone::utc());
        engine.setPolicy({.rules = {{.id = u"p"_s, .metric = AlertMetric::ParticipantErrors, .value = 50}}});
        AlertSample sample{.at = start, .participants = QList<ParticipantShare>{{u"a:1"_s, 10, 6}, {u"b:1"_s, 10, 9}, {u"c:1"_s, 10, 1}}};
        QList<AlertNotice> notices = engine.take(sample);
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices[0].alert.subject, u"b:1"_s);
        QCOMPARE(notices[0].more, 1);
        QCOMPARE(notices[0].alert.filter, u"status:unfinished part:b:1"_s);
        QCOMPARE(engine.firing(), 2);
        sample.participants = QList<ParticipantShare>{{u"a:1"_s, 10, 6}}; // nobody calls b any more
        sample.at = start + Seconds{10};
        QVERIFY(engine.take(sample).isEmpty());
        sample.at = start + Seconds{40};
        notices = engine.take(sample);
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices[0].kind == AlertNotice::Kind::Resolved);
        QCOMPARE(engine.firing(), 1);
        engine.setPolicy({}); // without its rule there is no alert
        QVERIFY(engine.alerts().isEmpty());
    }

    // "for" is how long it lasted, not how long ago it began.
    void knowsSinceWhenItIsOver()
    {
        AlertEngine engine(QTimeZone::utc());
        engine.setPolicy({.rules = {{.id = u"p"_s, .metric = AlertMetric::ParticipantErrors, .value = 50}}});
        AlertSample sample{.at = start, .participants = QList<ParticipantShare>{{u"a:1"_s, 10, 6}}};
        std::ignore = engine.take(sample);
        QVERIFY(!engine.alerts().constFirst().calmSince);
        sample.at = start + Seconds{20};
        sample.participants = QList<ParticipantShare>{{u"a:1"_s, 10, 1}};
        std::ignore = engine.take(sample);
        QCOMPARE(engine.alerts().constFirst().state, AlertState::Firing); // perhaps only for a moment
        QCOMPARE(engine.alerts().constFirst().calmSince, std::optional(start + Seconds{20}));
        sample.at = start + Seconds{25};
        sample.participants = QList<ParticipantShare>{{u"a:1"_s, 10, 7}};
        std::ignore = engine.take(sample);
        QVERIFY(!engine.alerts().constFirst().calmSince);
    }

    void theSilentServer()
    {
        AlertEngine engine(QTimeZone::utc());
        engine.setPolicy(defaultAlertPolicy());
        const auto silent = [](int second, int seconds) { return AlertSample{.at = start + Seconds{second}, .silentFor = Seconds{seconds}}; };
        QVERIFY(engine.take(silent(0, 3)).isEmpty());
        QVERIFY(engine.take(silent(10, 13)).isEmpty());
        const QList<AlertNotice> notices = engine.take(silent(20, 23));
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices[0].alert.rule.id, u"silent"_s);
        QVERIFY(notices[0].sound);
        QVERIFY(AlertWords::sentence(notices[0].alert).contains(u"23"_s));
    }

    void comparisons_data()
    {
        QTest::addColumn<int>("comparison");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("holds");
        QTest::newRow("above") << int(AlertComparison::Above) << 10.5 << true;
        QTest::newRow("not above") << int(AlertComparison::Above) << 10.0 << false;
        QTest::newRow("at least") << int(AlertComparison::AtLeast) << 10.0 << true;
        QTest::newRow("below") << int(AlertComparison::Below) << 9.0 << true;
        QTest::newRow("not below") << int(AlertComparison::Below) << 10.0 << false;
        QTest::newRow("at most") << int(AlertComparison::AtMost) << 10.0 << true;
        QTest::newRow("nothing") << int(AlertComparison::AtMost) << std::nan("") << false;
    }
    void comparisons()
    {
        QFETCH(int, comparison);
        QFETCH(double, value);
        const AlertRule rule{.id = u"r"_s, .comparison = static_cast<AlertComparison>(comparison), .value = 10};
        QTEST(holds(rule, value), "holds");
    }

    void ratesOfTheLastMinute()
    {
        RateWindow window;
        AlertSample sample{.at = start};
        window.fill(sample);
        QVERIFY(!sample.retriesPerSecond && !sample.noTrafficFor);
        for (int second = 0; second <= 120; second += 5) {
            window.add(start + Seconds{second}, totals(7, second / 2, second * 3LL));
            window.add(start + Seconds{second}, {called(u"a:1"_s, second * 2LL, second), called(u"b:1"_s, 2, 0)});
        }
        sample.at = start + Seconds{121};
        window.fill(sample);
        QCOMPARE(*sample.retriesPerSecond, 3.0);
        QCOMPARE(*sample.failedPerMinute, 30.0);
        QCOMPARE(*sample.noTrafficFor, Seconds{121});
        QCOMPARE(sample.guilty, u"a:1"_s);
        QCOMPARE(sample.participants->size(), 1); // two calls say nothing of b
        QCOMPARE(sample.participants->at(0).percent(), 50.0);
        window.add(start + Seconds{125}, totals(1, 0, 0)); // it was started anew
        AlertSample anew{.at = start + Seconds{126}};
        window.fill(anew);
        QVERIFY(!anew.retriesPerSecond);
        QCOMPARE(*anew.noTrafficFor, Seconds{1});
    }

    void badges()
    {
        QCOMPARE(badgeText(0), QString());
        QCOMPARE(badgeText(7), u"7"_s);
        QCOMPARE(badgeText(99), u"99"_s);
        QCOMPARE(badgeText(100), u"99+"_s);
        QPixmap plain(32, 32);
        plain.fill(Qt::blue);
        const QImage with = badgedIcon(QIcon(plain), 312).pixmap(32, 32).toImage();
        QCOMPARE(with.pixelColor(1, 1), QColor(Qt::blue));
        QVERIFY(with.pixelColor(28, 28) != QColor(Qt::blue));
    }

    // A tray may ask for more pixels than the icon has: the badge is on it all the same.
    void theBadgeIsWholeOnASmallIcon()
    {
        QPixmap plain(16, 16);
        plain.fill(Qt::blue);
        for (const int size : {16, 22, 32, 48, 64}) {
            const QImage with = badgedIcon(QIcon(plain), 7).pixmap(size, size).toImage();
            QCOMPARE(with.size(), QSize(size, size));
            QCOMPARE(with.pixelColor(1, 1), QColor(Qt::blue));
            int red = 0;
            for (int x = 0; x < size; ++x)
                for (int y = 0; y < size; ++y)
                    red += with.pixelColor(x, y) == lightTheme().color(Meaning::Failed) ? 1 : 0;
            QVERIFY2(red > size * size / 10, qPrintable(QString::number(red)));
        }
    }

    void theTipOfTheTray()
    {
        AlertSample sample{.stuck = 312, .oldestStuck = Seconds{41 * 60}};
        QCOMPARE(AlertWords::summary(u"shop-eu"_s, sample), u"shop-eu: 312 stuck, oldest 41 m 00 s"_s);
        sample.stuck = 0;
        QCOMPARE(AlertWords::summary(u"shop-eu"_s, sample), u"shop-eu: nothing stuck"_s);
        QCOMPARE(AlertWords::summary(u"shop-eu"_s, {}), u"shop-eu: not connected"_s);
    }
};

TXDESK_TEST(AlertEngineTest);
#include "alert_engine_test.moc"
