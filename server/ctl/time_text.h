// Times and spans of time, as people write and read them here. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QString>

#include <optional>

namespace txdesk::ctl {

[[nodiscard]] QString timeText(Instant at);                       // 2026-11-21 15:02:11Z
[[nodiscard]] QString timeText(const std::optional<Instant> &at); // "-" when there is none
[[nodiscard]] QString clockText(Instant at);                      // 15:02:11.003
[[nodiscard]] QString spanText(Milliseconds span);                // 12 ms, 3.4 s, 8 m 3 s, 2 h 5 m, 3 d 4 h

// "30s", "15m", "2h", "90d".
[[nodiscard]] Result<Seconds> spanFrom(const QString &text);
// A span before `now`, a date, or a date with a time; without a zone it is UTC.
[[nodiscard]] Result<Instant> instantFrom(const QString &text, Instant now);

} // namespace txdesk::ctl
