// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/gantt_scale.h"

#include <algorithm>

namespace txdesk::console {

namespace {

constexpr Milliseconds foldMin{50};
constexpr double foldShare = 0.9; // of the axis that is not folded, for all folds together

struct Busy
{
    Instant from{};
    Instant to{};
};

// What is not idle, joined, by time. Planned calls are points: the wait before them is idle.
QList<Busy> busyTimes(const GanttChart &chart, Instant end)
{
    QList<Busy> all{{chart.from, chart.from}};
    for (const GanttRow &row : chart.rows)
        for (const GanttBar &bar : row.bars)
            if (bar.kind != GanttBarKind::Backoff)
                all.append({bar.from, bar.open ? std::max(end, bar.to) : bar.to});
    for (const GanttMark &mark : chart.marks)
        all.append({mark.at, mark.at});
    all.append({end, end});
    std::sort(all.begin(), all.end(), [](const Busy &a, const Busy &b) { return a.from < b.from; });
    QList<Busy> joined;
    for (const Busy &one : std::as_const(all)) {
        if (!joined.isEmpty() && one.from <= joined.last().to)
            joined.last().to = std::max(joined.last().to, one.to);
        else
            joined.append(one);
    }
    return joined;
}

double msOf(Milliseconds duration) { return static_cast<double>(duration.count()); }

} // namespace

GanttScale::GanttScale(const GanttChart &chart, Instant now, bool toScale)
{
    Instant end = chart.to;
    if (!chart.final)
        end = std::max(end, now);
    const QList<Busy> busy = busyTimes(chart, end);
    Milliseconds work{0};
    for (const Busy &one : busy)
        work += one.to - one.from;
    const Milliseconds longest = std::max(foldMin, work);
    double plain = msOf(work);
    qsizetype folds = 0;
    for (qsizetype i = 1; i < busy.size(); ++i) {
        const Milliseconds gap = busy[i].from - busy[i - 1].to;
        if (!toScale && gap > longest)
            ++folds;
        else
            plain += msOf(gap);
    }
    const double folded = std::max(plain, 10.0) * foldShare / static_cast<double>(std::max<qsizetype>(folds, 6));
    for (qsizetype i = 0; i < busy.size(); ++i) {
        if (i > 0) {
            const Milliseconds gap = busy[i].from - busy[i - 1].to;
            const bool fold = !toScale && gap > longest;
            add(busy[i - 1].to, busy[i].from, fold ? folded : msOf(gap), fold);
        }
        add(busy[i].from, busy[i].to, msOf(busy[i].to - busy[i].from), false);
    }
    // Room behind the last mark; also for a transaction that took no time at all.
    add(end > busy.last().to ? end : busy.last().to, busy.last().to + Milliseconds{std::max<qint64>(1, static_cast<qint64>(m_length / 25))},
        std::max(1.0, m_length / 25), false);
}

void GanttScale::add(Instant from, Instant to, double length, bool folded)
{
    if (to <= from)
        return;
    if (!folded && !m_stretches.isEmpty() && !m_stretches.last().folded && m_stretches.last().to == from) {
        m_stretches.last().to = to;
        m_stretches.last().length += length;
    } else {
        m_stretches.append({from, to, m_length, length, folded});
    }
    m_length += length;
}

double GanttScale::of(Instant at) const
{
    if (m_stretches.isEmpty())
        return 0;
    const auto next = std::upper_bound(m_stretches.cbegin(), m_stretches.cend(), at,
                                       [](Instant value, const GanttStretch &stretch) { return value < stretch.from; });
    if (next == m_stretches.cbegin())
        return 0;
    const GanttStretch &stretch = *std::prev(next);
    const double share = msOf(std::min(at, stretch.to) - stretch.from) / std::max(1.0, msOf(stretch.duration()));
    return stretch.begin + share * stretch.length;
}

Instant GanttScale::at(double axis) const
{
    if (m_stretches.isEmpty())
        return {};
    const auto next = std::upper_bound(m_stretches.cbegin(), m_stretches.cend(), axis,
                                       [](double value, const GanttStretch &stretch) { return value < stretch.begin; });
    const GanttStretch &stretch = next == m_stretches.cbegin() ? m_stretches.first() : *std::prev(next);
    const double share = std::clamp((axis - stretch.begin) / std::max(1e-9, stretch.length), 0.0, 1.0);
    return stretch.from + Milliseconds{static_cast<qint64>(share * msOf(stretch.duration()) + 0.5)};
}

qsizetype GanttScale::folds() const
{
    return std::count_if(m_stretches.cbegin(), m_stretches.cend(), [](const auto &stretch) { return stretch.folded; });
}

} // namespace txdesk::console
