// The time that transactions are driven by: starts at the wall clock's and then counts uptime, so that a jump of the wall
// clock moves no retry and no timeout (docs/decisions/0013). It follows the wall clock slowly, at most a tenth faster or slower.
// Thread: one.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <functional>

namespace txdesk::coordinator {

// Since some moment in the past, never back; time in which the machine slept counts.
[[nodiscard]] Milliseconds machineUptime();

class SteadyClock final : public Clock
{
public:
    using Uptime = std::function<Milliseconds()>;

    explicit SteadyClock(const Clock &wall, Uptime uptime = {}); // empty: machineUptime()
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Milliseconds uptime() const { return m_uptime ? m_uptime() : machineUptime(); }

    // To be called every `every` or so: until then the difference to the wall clock is made smaller. Answers the difference.
    Milliseconds follow(Milliseconds every);

private:
    const Clock &m_wall;
    Uptime m_uptime;
    Instant m_anchor;          // what now() was at m_anchoredAt
    Milliseconds m_anchoredAt;
    Milliseconds m_followFor{0};
    int m_permille = 0;        // faster than uptime by this, for m_followFor
};

} // namespace txdesk::coordinator
