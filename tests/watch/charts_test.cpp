// Charts alone: fewer points with the same peaks, gaps, axes from zero, legends, keys and clicks, saving.
// SPDX-License-Identifier: Apache-2.0
#include "console/charts/heat_map.h"
#include "console/charts/history_series.h"
#include "console/charts/lines_chart.h"
#include "console/charts/ranked_bars.h"
#include "console/charts/stacked_columns.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant start = fromMs(1'795'244'880'000);

QList<HistoryPoint> minutes(int count, int missing = -1)
{
    QList<HistoryPoint> points;
    for (int i = 0; i < count; ++i)
        if (i != missing)
            points.append(HistoryPoint{.at = start + Seconds{60 * i}, .created = i});
    return points;
}

std::optional<double> created(const HistoryPoint &point) { return static_cast<double>(point.created); }

} // namespace

class ChartsTest final : public QObject
{
    Q_OBJECT

private slots:
    void peaksSurviveDecimation_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("few") << 10;
        QTest::newRow("as many") << 600;
        QTest::newRow("a day") << 1440;
        QTest::newRow("many") << 100'000;
    }
    void peaksSurviveDecimation()
    {
        QFETCH(int, size);
        QRandomGenerator random(7);
        QList<QPointF> points;
        for (int i = 0; i < size; ++i)
            points.append(QPointF(i, random.bounded(100)));
        points[size / 2].setY(5000);
        points[size / 3].setY(-70);
        const QList<QPointF> fewer = decimated(points, linePointsMax);
        QVERIFY(fewer.size() <= linePointsMax);
        QVERIFY(size > linePointsMax || fewer == points);
        const auto byY = [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); };
        QCOMPARE(std::ranges::max_element(fewer, byY)->y(), 5000.0);
        QCOMPARE(std::ranges::min_element(fewer, byY)->y(), -70.0);
        QVERIFY(std::ranges::is_sorted(fewer, [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); }));
        QCOMPARE(fewer.first(), points.first());
        QCOMPARE(fewer.last(), points.last());
    }

    void gapsAreNotJoined()
    {
        QCOMPARE(runsOf(minutes(10), Seconds{60}, created).size(), 1);
        const ChartRuns runs = runsOf(minutes(10, 4), Seconds{60}, created);
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs[0].size(), 4);
        QCOMPARE(runs[1].size(), 5);
        ChartRuns long1{QList<QPointF>(5000, QPointF(1, 1)), QList<QPointF>(3, QPointF(2, 2))};
        QCOMPARE(decimated(long1, 600).size(), 2);
    }

    void foldingAddsUp()
    {
        const QList<HistoryPoint> wide = folded(minutes(60), Seconds{900});
        qint64 sum = 0;
        for (const HistoryPoint &point : wide) {
            QCOMPARE(toMs(point.at) % 900'000, 0);
            sum += point.created;
        }
        QCOMPARE(sum, 59 * 60 / 2);
    }

    void aLineIsDrawnInTheColourOfItsLegend()
    {
        LinesChart chart;
        chart.resize(600, 240);
        for (const Theme &theme : {lightTheme(), darkTheme()}) {
            chart.setTheme(theme);
            chart.setLines({{u"a"_s, Meaning::Running, Qt::SolidLine, runsOf(minutes(1440, 700), Seconds{60}, created)},
                            {u"b"_s, Meaning::Failed, Qt::DashLine, runsOf(minutes(60), Seconds{60}, created)}},
                           start, start + Seconds{86'400}, QTimeZone::utc());
            QCOMPARE(chart.lineColors(), (QList<QColor>{theme.color(Meaning::Running), theme.color(Meaning::Failed)}));
            QCOMPARE(chart.legendColors(), chart.lineColors());
            QVERIFY(chart.pointCount() <= 2 * linePointsMax);
        }
    }

    // A minute with nothing before and after it is no line, and is seen.
    void aLonelyStepIsADot()
    {
        LinesChart chart;
        chart.resize(600, 240);
        chart.setLines({{u"p50, s"_s, Meaning::Succeeded, Qt::SolidLine, {}}}, start, start + Seconds{3600}, QTimeZone::utc());
        const QImage empty = chart.grab().toImage();
        chart.setLines({{u"p50, s"_s, Meaning::Succeeded, Qt::SolidLine, {{QPointF(static_cast<double>(toMs(start + Seconds{1800})), 0.6)}}}}, start,
                       start + Seconds{3600}, QTimeZone::utc());
        const QImage dot = chart.grab().toImage();
        const QRect middle(250, 60, 150, 140); // away from the legend
        QVERIFY(dot.copy(middle) != empty.copy(middle));
    }

    void stacksBeginAtZeroAndAddUp()
    {
        StackedColumns chart;
        chart.resize(500, 200);
        const QList<LegendEntry> legend{{u"ok"_s, Meaning::Succeeded}, {u"stuck"_s, Meaning::Failed}};
        chart.setColumns(legend, {{start, {30, 10}}, {start + Seconds{120}, {5, 0}}}, Milliseconds{60'000}, start, start + Seconds{300}, QTimeZone::utc());
        chart.setMarks(4, [](int i) { return ChartMark{QString::number(i), i == 1 ? u"is:stuck"_s : QString()}; }, {});
        QCOMPARE(chart.top(), 50.0);
        const double zero = chart.markRect(0).bottom();
        QCOMPARE(chart.markRect(2).bottom(), zero);
        QCOMPARE(chart.markRect(1).bottom(), chart.markRect(0).top());
        QVERIFY(std::abs(chart.markRect(0).height() / chart.markRect(1).height() - 3.0) < 0.01);
        QSignalSpy wanted(&chart, &MarkedChart::listWanted);
        chart.show();
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.markRect(1).center().toPoint());
        QCOMPARE(wanted.value(0).value(0).toString(), u"is:stuck"_s);
        chart.setCurrent(0);
        QTest::keyClick(&chart, Qt::Key_Up);
        QCOMPARE(chart.current(), 1);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(wanted.size(), 2);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.current(), 3);
        QTest::keyClick(&chart, Qt::Key_Right); // the end
        QCOMPARE(chart.current(), 3);
        QCOMPARE(chart.accessibleDescription(), u"3"_s);
    }

    void aHeatMapHasOnePixelACell()
    {
        HeatMap map;
        map.resize(800, 200);
        map.setRows({{u"a:1"_s, {0, 1, 1000}}, {u"b:1"_s, {7}}}, 4, Milliseconds{300'000}, start, QTimeZone::utc(), u"retries"_s);
        map.setMarks(8, [](int i) { return ChartMark{QString::number(i), u"cell%1"_s.arg(i)}; }, {});
        QCOMPARE(map.image().size(), QSize(4, 2));
        QCOMPARE(map.value(0, 3), 1000);
        QCOMPARE(map.value(0, 0), 0); // before its first
        QCOMPARE(map.value(1, 3), 7);
        QVERIFY(map.image().pixelColor(2, 0) != map.image().pixelColor(1, 0)); // one is seen beside a thousand
        QVERIFY(map.image().pixelColor(3, 0) != map.image().pixelColor(2, 0));
        map.show();
        QSignalSpy wanted(&map, &MarkedChart::listWanted);
        for (int i = 0; i < 8; ++i)
            QTest::mouseClick(&map, Qt::LeftButton, {}, map.markRect(i).center().toPoint());
        QCOMPARE(wanted.size(), 8);
        QCOMPARE(wanted.last().value(0).toString(), u"cell7"_s);
        map.setCurrent(7);
        QTest::keyClick(&map, Qt::Key_Up);
        QCOMPARE(map.current(), 3);
        QTest::keyClick(&map, Qt::Key_Left);
        QCOMPARE(map.current(), 2);
    }

    void anEmptyChartSaysWhy()
    {
        RankedBars bars;
        bars.resize(300, 150);
        bars.setEmptyReason(u"Every participant has answered."_s);
        QCOMPARE(bars.accessibleDescription(), u"Every participant has answered."_s);
        const QImage empty = bars.grab().toImage();
        bars.setEmptyReason({});
        QVERIFY(bars.grab().toImage() != empty);
    }

    void savesWhatItShows()
    {
        const QTemporaryDir folder;
        RankedBars bars;
        bars.resize(300, 150);
        bars.setBars({{u"=cmd:1"_s, u"95 %"_s, 0.95, Meaning::Failed}});
        bars.setMarks(1, [](int) { return ChartMark{}; }, [] { return ChartTable{u"T"_s, {u"name"_s, u"a,b"_s}, {{u"=cmd:1"_s, u"-5"_s}, {u"say \"x\""_s, u"1.5"_s}}}; });
        for (const char *name : {"a.png", "a.svg", "a.csv"})
            QVERIFY(bars.saveAs(folder.filePath(QLatin1StringView(name))));
        QFile csv(folder.filePath(u"a.csv"_s));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll(), QByteArray("name,\"a,b\"\r\n'=cmd:1,-5\r\n\"say \"\"x\"\"\",1.5\r\n"));
        QCOMPARE(QImage(folder.filePath(u"a.png"_s)).size(), QSize(600, 300));
        QFile svg(folder.filePath(u"a.svg"_s));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&svg);
        bool hasText = false;
        while (!xml.atEnd())
            hasText = (xml.readNext() == QXmlStreamReader::Characters && xml.text().contains(u"95 %"_s)) || hasText;
        QVERIFY2(!xml.hasError() && hasText, qPrintable(xml.errorString()));
        QVERIFY(!bars.saveAs(folder.filePath(u"no/such/folder/a.csv"_s)));
    }
};

TXDESK_TEST(ChartsTest);
#include "charts_test.moc"
