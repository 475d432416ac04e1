// Points in time as people read them, in a zone of their choice, with the offset, or as an age.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"

#include <QString>
#include <QTimeZone>

namespace txdesk::console {

enum class TimeStyle { Utc, Local, Server, Relative };

[[nodiscard]] QTimeZone zoneOf(TimeStyle style); // Server and Relative: of this machine, unless the profile knows better

[[nodiscard]] QString clockText(Instant at, const QTimeZone &zone);      // "03:07:41"
[[nodiscard]] QString clockMsText(Instant at, const QTimeZone &zone);    // "03:07:41.250"
[[nodiscard]] QString dateTimeText(Instant at, const QTimeZone &zone);   // "2026-11-21 03:07:41 +08:00"
[[nodiscard]] QString isoText(Instant at, const QTimeZone &zone);        // "2026-11-21T03:07:41.250+08:00", for copies
[[nodiscard]] QString offsetText(Instant at, const QTimeZone &zone);     // "UTC+08:00", "UTC"
[[nodiscard]] QString ageText(Instant at, Instant now);                  // "41 m 07 s ago", "in 4 m 12 s", "just now"

// What a cell shows: a clock time of today, a full date otherwise, or the age.
[[nodiscard]] QString timeText(Instant at, Instant now, TimeStyle style, const QTimeZone &zone);
[[nodiscard]] QString timeText(Instant at, Instant now, TimeStyle style); // in zoneOf(style)
// All of it, for tool tips: UTC, local, of the server when its zone is known, age and epoch milliseconds, one a line.
[[nodiscard]] QString timeToolTip(Instant at, Instant now, const QTimeZone &server = {});

} // namespace txdesk::console
