// Reads a moment as people type it into the palette: -2h, 03:12, 2026-11-21 03:12, 1795226400000.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"

#include <QString>
#include <QTimeZone>

#include <optional>

namespace txdesk::console {

// Empty: not a moment. A clock time without a day is the last time the clock showed it. The zone is the one on screen.
[[nodiscard]] std::optional<Instant> timeJump(const QString &text, Instant now, const QTimeZone &zone);

} // namespace txdesk::console
