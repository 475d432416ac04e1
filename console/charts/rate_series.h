// Turns counters that only grow into rates per second: the points of the throughput chart.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"

#include <QList>
#include <QPointF>

namespace txdesk::console {

// Invariant: at most pointsMax points, the oldest leave. A counter that falls (a restarted coordinator) begins anew;
// a gap longer than gapMax breaks the line: it is never drawn as if something had been measured.
class RateSeries
{
public:
    static constexpr qsizetype pointsMax = 600;
    static constexpr Milliseconds gapMax{10'000};

    void add(Instant at, qint64 total);
    void clear();

    // Runs of points without a gap; x: milliseconds since 1970 UTC, y: per second.
    [[nodiscard]] const QList<QList<QPointF>> &runs() const { return m_runs; }
    [[nodiscard]] double newest() const; // 0 before the second sample
    [[nodiscard]] double peak() const;

private:
    void dropOldest();

    QList<QList<QPointF>> m_runs;
    Instant m_lastAt{};
    qint64 m_lastTotal = 0;
    bool m_hasLast = false;
};

} // namespace txdesk::console
