// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/duration_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace txdesk::coordinator {

std::size_t DurationHistogram::bucketOf(Milliseconds took)
{
    const auto ms = static_cast<quint64>(std::max<qint64>(0, took.count()));
    if (ms < 4)
        return ms;
    const auto octave = static_cast<std::size_t>(std::bit_width(ms)) - 1; // 2 and more
    const auto quarter = static_cast<std::size_t>(ms >> (octave - 2)) & 3;
    return std::min(bucketCount - 1, 4 * (octave - 1) + quarter);
}

double DurationHistogram::bucketBegin(std::size_t bucket)
{
    if (bucket < 4)
        return static_cast<double>(bucket);
    return static_cast<double>((4 + bucket % 4) << (bucket / 4 - 1));
}

double DurationHistogram::bucketWidth(std::size_t bucket)
{
    return bucket < 4 ? 1.0 : static_cast<double>(quint64{1} << (bucket / 4 - 1));
}

void DurationHistogram::add(Milliseconds took)
{
    ++m_buckets[bucketOf(took)];
    ++m_count;
}

void DurationHistogram::add(const DurationHistogram &other)
{
    for (std::size_t i = 0; i < bucketCount; ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
}

double DurationHistogram::quantile(double share) const
{
    double before = 0;
    const double rank = std::floor(share * static_cast<double>(m_count - 1));
    for (std::size_t i = 0; i < bucketCount; ++i) {
        const double here = m_buckets[i];
        if (here > 0 && rank < before + here) {
            if (i < 4)
                return static_cast<double>(i); // whole milliseconds are exact
            return bucketBegin(i) + bucketWidth(i) * (rank - before + 0.5) / here;
        }
        before += here;
    }
    return 0;
}

DurationQuantiles DurationHistogram::quantiles() const
{
    if (m_count == 0)
        return {};
    return {.finished = m_count, .p50 = quantile(0.50), .p95 = quantile(0.95), .p99 = quantile(0.99)};
}

} // namespace txdesk::coordinator
