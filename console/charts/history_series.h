// Points of a history made ready to draw: runs without gaps, fewer points with the same peaks, sums over longer steps.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/stats_history.h"

#include <QPointF>

#include <functional>

namespace txdesk::console {

inline constexpr qsizetype linePointsMax = 600; // Qt Charts is quick enough up to here

// x: milliseconds since 1970 UTC, the step's beginning. Where a step is missing a new run begins: nothing was measured there.
using ChartRuns = QList<QList<QPointF>>;
[[nodiscard]] ChartRuns runsOf(const QList<HistoryPoint> &points, Seconds step, const std::function<std::optional<double>(const HistoryPoint &)> &value);

// At most `most` points; of each part its smallest and its largest stay, in their order, so no peak is lost.
[[nodiscard]] QList<QPointF> decimated(const QList<QPointF> &points, qsizetype most);
[[nodiscard]] ChartRuns decimated(const ChartRuns &runs, qsizetype most); // together

// Steps that begin at multiples of `wide`, each the sum of what lies in it; durations are left out.
[[nodiscard]] QList<HistoryPoint> folded(const QList<HistoryPoint> &points, Seconds wide);

// The next of 1, 2, 5, 10, 20 ...: an axis with round numbers that does not jump with every sample.
[[nodiscard]] double roundedUp(double value);

} // namespace txdesk::console
