// Times: jumps as people type them, and the four styles with their offsets.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/time_jump.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QLabel>

namespace txdesk::test {

class TimeTest final : public QObject
{
    Q_OBJECT

private slots:
    void momentsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("back"); // seconds before now; -1: it is none
        QTest::newRow("hours") << u"-2h"_s << qint64(7200);
        QTest::newRow("minutes, blank") << u"- 15 m"_s << qint64(900);
        QTest::newRow("clock earlier today") << u"03:00"_s << qint64(1800);
        QTest::newRow("clock of yesterday") << u"04:00:00"_s << qint64(86400 - 1800);
        QTest::newRow("whole") << u"2026-11-21 03:00"_s << qint64(1800);
        QTest::newRow("epoch") << u"1795231800000"_s << (qint64(1795231800) * -1);
        QTest::newRow("words") << u"yesterday"_s << qint64(-1);
        QTest::newRow("nothing") << QString() << qint64(-1);
        QTest::newRow("25 o'clock") << u"25:00"_s << qint64(-1);
    }

    void momentsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(qint64, back);
        const QTimeZone shanghai("Asia/Shanghai");
        const QDateTime three(QDate(2026, 11, 21), QTime(3, 30), shanghai);
        const Instant now = fromMs(three.toMSecsSinceEpoch());
        const auto at = timeJump(text, now, shanghai);
        QCOMPARE(at.has_value(), back != -1);
        if (back < -1)
            QCOMPARE(toMs(*at), -back * 1000);
        else if (at)
            QCOMPARE((now - *at).count() / 1000, back);
    }

    void theOffsetIsAlwaysShown_data()
    {
        QTest::addColumn<int>("style");
        QTest::addColumn<QString>("offset");
        QTest::newRow("utc") << int(TimeStyle::Utc) << u"UTC"_s;
        QTest::newRow("server") << int(TimeStyle::Server) << u"UTC+08:00"_s;
    }

    void theOffsetIsAlwaysShown()
    {
        QFETCH(int, style);
        QFETCH(QString, offset);
        WindowUnderTest under;
        Profile profile{u"shop-cn"_s, u"http://127.0.0.1:1"_s, Environment::Test, false};
        profile.timeZone = u"Asia/Shanghai"_s;
        under.window->connectTo(profile);
        under.window->setTimes(static_cast<TimeStyle>(style));
        QVERIFY2(under.window->findChild<QLabel *>(u"statusZone"_s)->text().contains(offset),
                 qPrintable(under.window->findChild<QLabel *>(u"statusZone"_s)->text()));
    }

    void aClockThatIsOffIsSaid()
    {
        WindowUnderTest under;
        under.fill();
        LinkStatus status = under.link->status();
        status.clockOffset = Milliseconds{400};
        under.link->setStatus(status);
        QVERIFY(!under.window->findChild<QLabel *>(u"statusClock"_s)->isVisible());
        status.clockOffset = Milliseconds{900};
        under.link->setStatus(status);
        QVERIFY(under.window->findChild<QLabel *>(u"statusClock"_s)->isVisible());
    }
};

TXDESK_TEST(TimeTest);

} // namespace txdesk::test

#include "time_test.moc"
