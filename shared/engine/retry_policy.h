// The only place that decides when a failed operation is tried again.
// DTM's rule: the interval starts at the base, doubles with each failure, stays for ONGOING, returns to the base on
// success. Ours adds a cap and jitter, both configurable (docs/decisions/).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <algorithm>

namespace txdesk::engine {

struct RetryPolicy
{
    Milliseconds firstDelay{10'000};     // the base when the transaction names none (DTM: RetryInterval)
    Milliseconds longestDelay{3'600'000};
    double jitter = 0.0;                 // 0.2: the wait is 0.8 to 1.2 times the interval

    // The base interval of a transaction that asked for `wanted` (0: nothing) and a deadline (0: none).
    // Source: DTM's rule, retry_interval first, then a timeout_to_fail shorter than the default.
    [[nodiscard]] constexpr Milliseconds base(Seconds wanted, Seconds timeoutToFail) const
    {
        if (wanted.count() > 0)
            return wanted;
        if (timeoutToFail.count() > 0 && Milliseconds{timeoutToFail} < firstDelay)
            return timeoutToFail;
        return firstDelay;
    }

    [[nodiscard]] constexpr Milliseconds afterFailure(Milliseconds interval) const
    {
        return std::max(interval, std::min(interval * 2, longestDelay));
    }

    // What is really waited: `interval` spread by jitter. roll is uniform in [0, 1).
    [[nodiscard]] constexpr Milliseconds wait(Milliseconds interval, double roll) const
    {
        const double factor = 1.0 + jitter * (2.0 * roll - 1.0);
        return Milliseconds{static_cast<Milliseconds::rep>(static_cast<double>(interval.count()) * factor)};
    }
};

static_assert(RetryPolicy{}.base(Seconds{0}, Seconds{0}) == Milliseconds{10'000});
static_assert(RetryPolicy{}.base(Seconds{3}, Seconds{5}) == Milliseconds{3'000});
static_assert(RetryPolicy{}.base(Seconds{0}, Seconds{5}) == Milliseconds{5'000});
static_assert(RetryPolicy{}.afterFailure(Milliseconds{10'000}) == Milliseconds{20'000});
static_assert(RetryPolicy{}.afterFailure(Milliseconds{3'000'000}) == Milliseconds{3'600'000});
static_assert(RetryPolicy{}.wait(Milliseconds{1'000}, 0.9) == Milliseconds{1'000});

} // namespace txdesk::engine
