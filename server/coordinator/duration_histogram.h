// Counts durations in buckets of a quarter octave: quantiles within an eighth of the truth, in 512 bytes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/stats_history.h"

#include <array>

namespace txdesk::coordinator {

class DurationHistogram
{
public:
    void add(Milliseconds took);
    void add(const DurationHistogram &other);
    [[nodiscard]] DurationQuantiles quantiles() const;
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }

    // The bucket of a duration: 0 to 3 ms have their own; then four to each power of two, up to 12 days.
    static constexpr std::size_t bucketCount = 120;
    [[nodiscard]] static std::size_t bucketOf(Milliseconds took);
    [[nodiscard]] static double bucketBegin(std::size_t bucket); // ms
    [[nodiscard]] static double bucketWidth(std::size_t bucket); // ms

private:
    [[nodiscard]] double quantile(double share) const;

    std::array<quint32, bucketCount> m_buckets{};
    qint64 m_count = 0;
};

} // namespace txdesk::coordinator
