// The timeline's axis: time to a length, with long stretches in which nobody is called folded away.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/gantt_chart.h"

namespace txdesk::console {

// A part of the axis that is straight in itself. Lengths are in "ms of axis": of a stretch that is not folded, its ms.
struct GanttStretch
{
    Instant from{};
    Instant to{};
    double begin = 0;
    double length = 0;
    bool folded = false;

    [[nodiscard]] Milliseconds duration() const { return to - from; }
};

// Pure. Monotonic: a later time is never more to the left, and at(of(t)) is t within 1 ms.
class GanttScale
{
public:
    // toScale: nothing is folded. A gap is folded when it is longer than everything that was not idle.
    GanttScale() = default;
    GanttScale(const GanttChart &chart, Instant now, bool toScale);

    [[nodiscard]] double length() const { return m_length; }
    [[nodiscard]] double of(Instant at) const;
    [[nodiscard]] Instant at(double axis) const;
    [[nodiscard]] Instant from() const { return m_stretches.isEmpty() ? Instant{} : m_stretches.first().from; }
    [[nodiscard]] Instant to() const { return m_stretches.isEmpty() ? Instant{} : m_stretches.last().to; }
    [[nodiscard]] const QList<GanttStretch> &stretches() const { return m_stretches; }
    [[nodiscard]] qsizetype folds() const;

private:
    void add(Instant from, Instant to, double length, bool folded);

    QList<GanttStretch> m_stretches;
    double m_length = 0;
};

} // namespace txdesk::console
