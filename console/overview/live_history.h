// The last five minutes in steps of five seconds, from totals that only grow: what the charts show while the first minutes pass.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/coordinator_stats.h"
#include "shared/model/stats_history.h"

namespace txdesk::console {

// Totals that fall (a coordinator that was started again) and silence longer than gapMax count nothing: a gap.
class LiveHistory
{
public:
    static constexpr Seconds step{5};
    static constexpr qsizetype pointsMax = 61;
    static constexpr Milliseconds gapMax{10'000};

    void add(Instant at, const CoordinatorStats &stats);
    [[nodiscard]] const QList<HistoryPoint> &points() const { return m_points; }
    [[nodiscard]] std::optional<double> retriesPerSecond() const { return m_retryRate; } // over the newest samples

private:
    [[nodiscard]] bool follows(Instant at, const CoordinatorStats &stats) const;

    QList<HistoryPoint> m_points;
    CoordinatorStats m_last;
    Instant m_lastAt{};
    Instant m_wholeFrom{}; // steps from here on are counted from their beginning
    bool m_hasLast = false;
    std::optional<double> m_retryRate;
};

} // namespace txdesk::console
