// DTM's datetimes: any offset, any instant, there and back.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/dtm_zone.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::store {

using namespace Qt::StringLiterals;

class DtmZoneTest final : public QObject
{
    Q_OBJECT

private slots:
    void offsets_data()
    {
        QTest::addColumn<QString>("offset");
        QTest::addColumn<QByteArray>("text"); // empty: refused
        QTest::newRow("east") << u"+8"_s << QByteArray("'2025-10-09 16:53:20'");
        QTest::newRow("no sign") << u"8"_s << QByteArray("'2025-10-09 16:53:20'");
        QTest::newRow("west") << u"-09:30"_s << QByteArray("'2025-10-08 23:23:20'");
        QTest::newRow("none") << u"+00:00"_s << QByteArray("'2025-10-09 08:53:20'");
        QTest::newRow("half") << u"+0530"_s << QByteArray("'2025-10-09 14:23:20'");
        QTest::newRow("a name") << u"Asia/Shanghai"_s << QByteArray();
        QTest::newRow("too far") << u"+15"_s << QByteArray();
        QTest::newRow("bad minutes") << u"+08:75"_s << QByteArray();
    }
    void offsets()
    {
        QFETCH(QString, offset);
        QFETCH(QByteArray, text);
        Result<DtmZone> zone = DtmZone::from(offset);
        QCOMPARE(zone.has_value(), !text.isEmpty());
        if (!zone) {
            QCOMPARE(zone.error().field, u"timeZoneOffset"_s);
            return;
        }
        const Instant at = fromMs(1'760'000'000'123);
        std::string written;
        zone->append(written, at);
        QCOMPARE(QByteArray::fromStdString(written), text);
        QCOMPARE(zone->parse(QByteArrayView(written.data(), static_cast<qsizetype>(written.size())).sliced(1)), fromMs(1'760'000'000'000));
        written.clear();
        zone->append(written, at, DtmZone::Digits::Milliseconds);
        QCOMPARE(zone->parse(QByteArrayView(written.data(), static_cast<qsizetype>(written.size())).sliced(1)), at);
    }

    void machineZoneGoesThereAndBack()
    {
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
        tzset();
        DtmZone zone = DtmZone::from({}).value();
        for (const qint64 ms : {1'760'000'000'000, 1'770'000'000'000, -86'400'000'000, 1'774'745'999'000, 1'774'746'000'000}) {
            std::string text;
            zone.append(text, fromMs(ms));
            QCOMPARE(zone.parse(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).sliced(1)), fromMs(ms));
        }
        before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
        tzset();
    }

    void whatIsNoDatetime_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "0000-00-00 00:00:00", "2025-13-09 00:00:00", "2025-10-09", "not a date at all..", "2025-10-09T10:00:00"})
            QTest::newRow(text) << QByteArray(text);
    }
    void whatIsNoDatetime()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(DtmZone::from(u"+8"_s)->parse(text), Instant{});
    }

    void limits()
    {
        DtmZone zone = DtmZone::from(u"+8"_s).value();
        std::string text;
        zone.append(text, fromMs(-400'000'000'000'000));
        zone.append(text, fromMs(400'000'000'000'000));
        QCOMPARE(QByteArray::fromStdString(text), QByteArray("'1000-01-02 08:00:00''9999-12-30 08:00:00'"));
    }
};

TXDESK_TEST(DtmZoneTest);

} // namespace txdesk::store

#include "dtm_zone_test.moc"
