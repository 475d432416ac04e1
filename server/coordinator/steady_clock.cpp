// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/steady_clock.h"

#include <algorithm>
#include <ctime>

namespace txdesk::coordinator {

Milliseconds machineUptime()
{
    struct timespec since = {};
    ::clock_gettime(CLOCK_BOOTTIME, &since);
    return std::chrono::duration_cast<Milliseconds>(Seconds{since.tv_sec} + std::chrono::nanoseconds{since.tv_nsec});
}

SteadyClock::SteadyClock(const Clock &wall, Uptime uptime)
    : m_wall(wall), m_uptime(std::move(uptime)), m_anchor(wall.now()), m_anchoredAt(this->uptime())
{
}

Instant SteadyClock::now() const
{
    const Milliseconds passed = uptime() - m_anchoredAt;
    return m_anchor + passed + std::min(passed, m_followFor) * m_permille / 1000;
}

Milliseconds SteadyClock::follow(Milliseconds every)
{
    constexpr qint64 fastest = 100;
    m_anchor = now();
    m_anchoredAt = uptime();
    const Milliseconds behind = m_wall.now() - m_anchor;
    m_followFor = every;
    m_permille = static_cast<int>(std::clamp<qint64>(behind.count() * 1000 / std::max<qint64>(every.count(), 1), -fastest, fastest));
    return behind;
}

} // namespace txdesk::coordinator
