// What the overview's charts are given: windows of time, filters that the list understands, tables, live steps.
// SPDX-License-Identifier: Apache-2.0
#include "console/models/filter_grammar.h"
#include "console/overview/fleet_model.h"
#include "console/overview/live_history.h"
#include "console/overview/overview_content.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant now = fromMs(1'795'244'861'000);

StatsHistory sampleHistory()
{
    StatsHistory history{.node = u"n"_s, .from = now - Seconds{86'400}};
    for (int i = 1440; i >= 0; --i) {
        HistoryPoint point{.at = fromMs(toMs(now) / 60'000 * 60'000) - Seconds{60 * i}, .created = 60, .succeeded = 50, .failed = 10, .unfinished = 7, .stuck = 3};
        point.durations.insert(TransactionKind::Saga, {.finished = 60, .p50 = 20, .p95 = 500, .p99 = 3000});
        if (i % 2 == 0)
            point.durations.insert(TransactionKind::Tcc, {.finished = 5, .p50 = 1, .p95 = 2, .p99 = 3});
        history.points.append(point);
    }
    history.participantEnd = fromMs(toMs(now) / 300'000 * 300'000) + Seconds{300};
    history.participants = {{u"a:1"_s, {10, 10}, {1, 0}, {2, 0}, {0, 0}}, {u"(others)"_s, {100}, {90}, {40}, {0}}, {u"c:1"_s, {5}, {0}, {0}, {0}}};
    return history;
}

void everyFilterIsUnderstood(const MarkedChart &chart)
{
    QVERIFY(chart.markCount() > 0);
    const int every = std::max(1, chart.markCount() / 97); // of a day's marks some are enough
    for (int i = 0; i < chart.markCount(); i += every) {
        const ChartMark mark = chart.mark(i);
        QVERIFY(!mark.text.isEmpty());
        QVERIFY2(FilterGrammar::parse(mark.filter, now), qPrintable(mark.filter));
    }
    const ChartTable table = chart.table();
    QVERIFY(!table.title.isEmpty() && !table.rows.isEmpty());
    for (const QStringList &row : table.rows)
        QCOMPARE(row.size(), table.columns.size());
}

} // namespace

class OverviewContentTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyMarkLeadsToAList_data()
    {
        QTest::addColumn<int>("range");
        QTest::newRow("hour") << int(HistoryRange::Hour);
        QTest::newRow("day") << int(HistoryRange::Day);
    }
    void everyMarkLeadsToAList()
    {
        QFETCH(int, range);
        const auto wanted = static_cast<HistoryRange>(range);
        const StatsHistory history = sampleHistory();
        const HistoryView view = OverviewContent::viewOf(wanted, {}, LiveHistory::step, history, now, QTimeZone::utc());
        QCOMPARE(view.points.size(), wanted == HistoryRange::Hour ? 60 : 1440); // not the minute that is under way
        LinesChart lines;
        OverviewContent::throughput(lines, view);
        everyFilterIsUnderstood(lines);
        QVERIFY(lines.emptyReason().isEmpty());
        QCOMPARE(OverviewContent::kindsIn(view), (QList<TransactionKind>{TransactionKind::Saga, TransactionKind::Tcc}));
        OverviewContent::latency(lines, view, TransactionKind::Tcc);
        everyFilterIsUnderstood(lines);
        StackedColumns mix;
        OverviewContent::statusMix(mix, view);
        everyFilterIsUnderstood(mix);
        QCOMPARE(mix.mark(3).filter, u"is:stuck"_s);
        RankedBars bars;
        OverviewContent::failing(bars, history, wanted);
        everyFilterIsUnderstood(bars);
        QVERIFY(bars.mark(0).text.contains(u"90 %"_s)); // the worst first
        QVERIFY(bars.mark(0).filter.isEmpty());         // no list knows "others"
        QCOMPARE(bars.mark(1).filter, u"part:a:1"_s);
        HeatMap heat;
        OverviewContent::retries(heat, history, wanted, now, QTimeZone::utc());
        everyFilterIsUnderstood(heat);
        QCOMPARE(heat.markCount(), 2 * heat.steps());
    }

    void thePartsOfAStackAreEachTransactionOnce()
    {
        const HistoryView view = OverviewContent::viewOf(HistoryRange::Hour, {}, LiveHistory::step, sampleHistory(), now, QTimeZone::utc());
        StackedColumns mix;
        OverviewContent::statusMix(mix, view);
        QCOMPARE(mix.table().rows[0].sliced(1), (QStringList{u"50"_s, u"10"_s, u"4"_s, u"3"_s}));
    }

    void nothingCountedSaysWhy()
    {
        const StatsHistory none;
        const HistoryView view = OverviewContent::viewOf(HistoryRange::Hour, {}, LiveHistory::step, none, now, QTimeZone::utc());
        LinesChart lines;
        OverviewContent::throughput(lines, view);
        QVERIFY(!lines.emptyReason().isEmpty());
        RankedBars bars;
        OverviewContent::failing(bars, none, HistoryRange::Day);
        QVERIFY(bars.emptyReason().contains(u"24"_s));
        HeatMap heat;
        OverviewContent::retries(heat, none, HistoryRange::Hour, now, QTimeZone::utc());
        QVERIFY(!heat.emptyReason().isEmpty());
    }

    void comparisons()
    {
        QCOMPARE(OverviewContent::comparison(312, 12), u"yesterday 12 (+300)"_s);
        QCOMPARE(OverviewContent::comparison(2, 12), u"yesterday 12 (−10)"_s);
        QCOMPARE(OverviewContent::comparison(2.5, 2.5, 1), u"yesterday 2.5 (±0.0)"_s);
        QCOMPARE(OverviewContent::comparison(2, {}), u"yesterday: not known"_s);
        QCOMPARE(OverviewContent::createdBetween(now - Seconds{150}, now - Seconds{90}, now), u"age<3m age>1m"_s);
        QCOMPARE(OverviewContent::createdBetween(now - Seconds{30}, now, now), u"age<1m"_s);
    }

    void liveStepsAddUpAndBreak()
    {
        LiveHistory live;
        CoordinatorStats stats;
        for (int second = 0; second < 400; ++second) {
            stats.createdTotal += 2;
            stats.retriesTotal += 3;
            live.add(now + Seconds{second}, stats);
        }
        QCOMPARE(live.points().size(), LiveHistory::pointsMax);
        QCOMPARE(live.points()[10].created, 10);
        QVERIFY(std::abs(*live.retriesPerSecond() - 3.0) < 0.01);
        live.add(now + Seconds{430}, stats); // half a minute of silence
        QVERIFY(!live.retriesPerSecond());
        live.add(now + Seconds{431}, {}); // it was started anew
        QVERIFY(!live.retriesPerSecond());
        stats = {};
        for (int second = 432; second < 445; ++second) {
            stats.createdTotal += 4;
            live.add(now + Seconds{second}, stats);
        }
        QCOMPARE(live.points()[live.points().size() - 2].created, 20); // the step that began in its middle is not told
        const qsizetype steps = runsOf(live.points(), LiveHistory::step, [](const HistoryPoint &) { return std::optional(1.0); }).size();
        QCOMPARE(steps, 2); // the silence is a gap
    }

    // A median under a millisecond is one; and what did not happen takes no room from what did.
    void participantsSayWhatIsKnown()
    {
        FleetModel model;
        ParticipantStats quick;
        quick.participant = u"a:1"_s;
        quick.calls = quick.succeeded = 40;
        quick.msP99 = 12;
        ParticipantStats dead = quick;
        dead.calls = dead.unknown = 1500;
        dead.succeeded = 0;
        dead.msP99 = 0;
        model.setParticipants({quick, dead});
        const auto cell = [&model](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, FleetModel::Median), u"< 1 ms"_s);
        QCOMPARE(cell(0, FleetModel::Slowest), u"12 ms"_s);
        QCOMPARE(cell(1, FleetModel::Median), u"–"_s); // nobody answered
        QCOMPARE(cell(1, FleetModel::Answers), u"⚠ 1500 calls: 1500 no answer"_s);
        QVERIFY(model.index(1, FleetModel::Answers).data(Qt::ToolTipRole).toString().contains(u"1500 no answer"_s));
    }

    void participantsAreAProperModel()
    {
        FleetModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ParticipantStats a;
        a.participant = u"a:1"_s;
        ParticipantStats b;
        b.participant = u"b:1"_s;
        model.setParticipants({a, b});
        a.calls = 5;
        model.setParticipants({a, b});
        model.setParticipants({b});
        QCOMPARE(model.participantAt(0), u"b:1"_s);
        model.setParticipants({});
    }
};

TXDESK_TEST(OverviewContentTest);
#include "overview_content_test.moc"
