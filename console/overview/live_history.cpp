// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/live_history.h"

#include <algorithm>
#include <numeric>

namespace txdesk::console {

bool LiveHistory::follows(Instant at, const CoordinatorStats &stats) const
{
    return m_hasLast && at > m_lastAt && at - m_lastAt <= gapMax && stats.createdTotal >= m_last.createdTotal &&
           stats.succeededTotal >= m_last.succeededTotal && stats.failedTotal >= m_last.failedTotal && stats.callsTotal >= m_last.callsTotal;
}

void LiveHistory::add(Instant at, const CoordinatorStats &stats)
{
    constexpr qint64 stepMs = Milliseconds{step}.count();
    constexpr double smoothing = 0.3; // of the newest sample
    if (follows(at, stats)) {
        const Instant begin = fromMs(toMs(at) / stepMs * stepMs);
        if (begin >= m_wholeFrom && (m_points.isEmpty() || m_points.last().at < begin))
            m_points.append(HistoryPoint{.at = begin});
        HistoryPoint unused;
        HistoryPoint &point = begin >= m_wholeFrom ? m_points.last() : unused;
        point.created += stats.createdTotal - m_last.createdTotal;
        point.succeeded += stats.succeededTotal - m_last.succeededTotal;
        point.failed += stats.failedTotal - m_last.failedTotal;
        point.calls += stats.callsTotal - m_last.callsTotal;
        point.callsFailed += stats.callsFailedTotal - m_last.callsFailedTotal;
        point.retries += stats.retriesTotal - m_last.retriesTotal;
        point.unfinished = std::accumulate(stats.unfinished.begin(), stats.unfinished.end(), qint64{0});
        point.stuck = stats.stuck;
        point.oldestStuck = stats.oldestStuckAge;
        point.commitMsP99 = stats.commitMsP99;
        const double rate = static_cast<double>(stats.retriesTotal - m_last.retriesTotal) * 1000.0 / static_cast<double>((at - m_lastAt).count());
        m_retryRate = m_retryRate ? *m_retryRate * (1 - smoothing) + rate * smoothing : rate;
    } else {
        m_retryRate.reset();
        m_wholeFrom = fromMs((toMs(at) + stepMs - 1) / stepMs * stepMs);
    }
    while (m_points.size() > pointsMax)
        m_points.removeFirst();
    m_last = stats;
    m_lastAt = at;
    m_hasLast = true;
}

} // namespace txdesk::console
