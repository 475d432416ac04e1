// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/history_series.h"

#include <algorithm>
#include <cmath>

namespace txdesk::console {

ChartRuns runsOf(const QList<HistoryPoint> &points, Seconds step, const std::function<std::optional<double>(const HistoryPoint &)> &value)
{
    ChartRuns runs;
    std::optional<Instant> before;
    for (const HistoryPoint &point : points) {
        const std::optional<double> y = value(point);
        if (!y)
            continue;
        if (!before || point.at - *before > step + step / 2)
            runs.append(QList<QPointF>());
        runs.last().append(QPointF(static_cast<double>(toMs(point.at)), *y));
        before = point.at;
    }
    return runs;
}

QList<QPointF> decimated(const QList<QPointF> &points, qsizetype most)
{
    if (points.size() <= most || most < 4)
        return points;
    QList<QPointF> kept{points.first()};
    const qsizetype inner = points.size() - 2;
    const qsizetype parts = (most - 2) / 2;
    for (qsizetype part = 0; part < parts; ++part) {
        const auto begin = points.begin() + 1 + part * inner / parts;
        const auto end = points.begin() + 1 + (part + 1) * inner / parts;
        auto [low, high] = std::minmax_element(begin, end, [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
        if (high < low)
            std::swap(low, high);
        kept.append(*low);
        if (low != high)
            kept.append(*high);
    }
    kept.append(points.last());
    return kept;
}

ChartRuns decimated(const ChartRuns &runs, qsizetype most)
{
    qsizetype all = 0;
    for (const QList<QPointF> &run : runs)
        all += run.size();
    if (all <= most)
        return runs;
    ChartRuns fewer;
    for (const QList<QPointF> &run : runs)
        fewer.append(decimated(run, std::max<qsizetype>(4, run.size() * most / all)));
    return fewer;
}

QList<HistoryPoint> folded(const QList<HistoryPoint> &points, Seconds wide)
{
    QList<HistoryPoint> sums;
    const qint64 wideMs = Milliseconds{wide}.count();
    for (const HistoryPoint &point : points) {
        const Instant begin = fromMs(toMs(point.at) / wideMs * wideMs);
        if (sums.isEmpty() || sums.last().at != begin)
            sums.append(HistoryPoint{.at = begin});
        HistoryPoint &sum = sums.last();
        sum.created += point.created;
        sum.succeeded += point.succeeded;
        sum.failed += point.failed;
        sum.calls += point.calls;
        sum.callsFailed += point.callsFailed;
        sum.retries += point.retries;
        sum.unfinished = point.unfinished;
        sum.stuck = point.stuck;
        sum.oldestStuck = point.oldestStuck;
        sum.commitMsP99 = std::max(sum.commitMsP99, point.commitMsP99);
    }
    return sums;
}

double roundedUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(value, 1.0))));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (value <= step * power)
            return step * power;
    return value;
}

} // namespace txdesk::console
