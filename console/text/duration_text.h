// Durations as people say them: "820 ms", "3.0 s", "41 m 07 s", "2 h 05 m", never "2467 s".
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"

#include <QString>

namespace txdesk::console {

[[nodiscard]] QString durationText(Milliseconds duration); // a negative one begins with "−"

// A countdown: "04:12", "1:02:09"; zero or less is "00:00", never negative.
[[nodiscard]] QString countdownText(Milliseconds left);

} // namespace txdesk::console
