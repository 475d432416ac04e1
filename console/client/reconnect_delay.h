// How long to wait before trying to reach the coordinator again: 1-2-4-8-15-30 s, spread so that many consoles
// do not come back in the same second.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"

#include <algorithm>
#include <array>

namespace txdesk::console {

// failures: how many tries in a row have failed, from 1. roll: uniform in [0, 1); the wait is 0.8 to 1.2 times the
// step.
[[nodiscard]] constexpr Milliseconds reconnectDelay(int failures, double roll)
{
    constexpr std::array<int, 6> steps{1000, 2000, 4000, 8000, 15000, 30000};
    const auto step = static_cast<std::size_t>(std::clamp(failures, 1, static_cast<int>(steps.size())) - 1);
    return Milliseconds{static_cast<int>(steps.at(step) * (0.8 + 0.4 * roll))};
}

static_assert(reconnectDelay(1, 0.5) == Milliseconds{1000});
static_assert(reconnectDelay(99, 0.5) == Milliseconds{30000});

} // namespace txdesk::console
