// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/rate_series.h"

#include <algorithm>

namespace txdesk::console {

void RateSeries::clear() { *this = RateSeries(); }

void RateSeries::add(Instant at, qint64 total)
{
    const bool follows = m_hasLast && at > m_lastAt && at - m_lastAt <= gapMax && total >= m_lastTotal;
    if (follows) {
        const double seconds = static_cast<double>((at - m_lastAt).count()) / 1000.0;
        if (m_runs.isEmpty())
            m_runs.append(QList<QPointF>());
        m_runs.last().append(
            QPointF(static_cast<double>(toMs(at)), static_cast<double>(total - m_lastTotal) / seconds));
        dropOldest();
    } else if (!m_runs.isEmpty() && !m_runs.last().isEmpty()) {
        m_runs.append(QList<QPointF>());
    }
    m_lastAt = at;
    m_lastTotal = total;
    m_hasLast = true;
}

void RateSeries::dropOldest()
{
    qsizetype points = 0;
    for (const QList<QPointF> &run : m_runs)
        points += run.size();
    while (points > pointsMax) {
        if (m_runs.first().isEmpty()) {
            m_runs.removeFirst();
            continue;
        }
        m_runs.first().removeFirst();
        --points;
    }
}

double RateSeries::newest() const
{
    return m_runs.isEmpty() || m_runs.last().isEmpty() ? 0.0 : m_runs.last().last().y();
}

double RateSeries::peak() const
{
    double peak = 0;
    for (const QList<QPointF> &run : m_runs)
        for (const QPointF &point : run)
            peak = std::max(peak, point.y());
    return peak;
}

} // namespace txdesk::console
