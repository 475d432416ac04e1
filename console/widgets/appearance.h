// How everything looks and reads right now: passed down to every view when it changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

namespace txdesk::console {

struct Appearance
{
    Theme theme = lightTheme();
    bool utc = false; // times in UTC; otherwise in the zone of this machine
};

} // namespace txdesk::console
