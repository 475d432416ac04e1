// Fills the overview's charts from a history: lines, columns, bars, shades; their texts, filters, tables; why they are empty.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/charts/heat_map.h"
#include "console/charts/lines_chart.h"
#include "console/charts/ranked_bars.h"
#include "console/charts/stacked_columns.h"
#include "console/text/participant_names.h"

#include <QCoreApplication>

namespace txdesk::console {

enum class HistoryRange { Live, Hour, Day };

// What is shown, and when.
struct HistoryView
{
    HistoryRange range = HistoryRange::Live;
    QList<HistoryPoint> points{}; // whole steps only
    Seconds step{60};
    Instant from{};
    Instant to{};
    Instant now{};
    QTimeZone zone = QTimeZone::utc();
};

class OverviewContent
{
    Q_DECLARE_TR_FUNCTIONS(OverviewContent)

public:
    // `live` for the last five minutes, otherwise the history's minutes.
    [[nodiscard]] static HistoryView viewOf(HistoryRange range, const QList<HistoryPoint> &live, Seconds liveStep, const StatsHistory &history,
                                            Instant now, const QTimeZone &zone);

    static void throughput(LinesChart &chart, const HistoryView &whole);
    static void statusMix(StackedColumns &chart, const HistoryView &view);
    static void latency(LinesChart &chart, const HistoryView &view, TransactionKind kind);
    // names: what people call participants; lists are opened by their addresses.
    static void failing(RankedBars &chart, const StatsHistory &history, HistoryRange range, const ParticipantNames &names = {});
    static void retries(HeatMap &chart, const StatsHistory &history, HistoryRange range, Instant now, const QTimeZone &zone, const ParticipantNames &names = {});

    // The kinds that have ended transactions, the busiest first.
    [[nodiscard]] static QList<TransactionKind> kindsIn(const HistoryView &view);
    // Created between the two: the words of the list's filter line.
    [[nodiscard]] static QString createdBetween(Instant from, Instant to, Instant now);
    [[nodiscard]] static QString participantFilter(const QString &participant); // empty: there is no such participant
    // "yesterday 12 (+300)", or that it is not known.
    [[nodiscard]] static QString comparison(std::optional<double> now, std::optional<double> yesterday, int decimals = 0);
};

} // namespace txdesk::console
