// Points in time are UTC milliseconds, durations are chrono types: no bare integers for time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QMetaType>

#include <chrono>

namespace txdesk {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Instant = std::chrono::sys_time<Milliseconds>;

[[nodiscard]] constexpr qint64 toMs(Instant at) { return at.time_since_epoch().count(); }
[[nodiscard]] constexpr Instant fromMs(qint64 ms) { return Instant{Milliseconds{ms}}; }

// Where "now" comes from. Tests and the simulator pass a clock that they move by hand.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

// The wall clock of this machine. Thread: any.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
    }
};

} // namespace txdesk
