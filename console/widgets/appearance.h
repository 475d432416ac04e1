// How everything looks and reads right now: passed down to every view when it changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/text/time_text.h"
#include "console/theme/theme.h"

namespace txdesk::console {

enum class Density { Compact, Cosy };

struct Appearance
{
    Theme theme = lightTheme();
    bool utc = false; // the same as times == Utc
    TimeStyle times = TimeStyle::Local;
    QTimeZone serverZone{}; // of the profile; invalid: nobody said, this machine's
    Density density = Density::Compact;
    bool calm = false;  // reduce motion: nothing flashes, slides or counts in steps shorter than a second
    bool focus = false; // focus mode: one list, one verdict, no charts

    // In which clock times are written, also where an age stands beside them.
    [[nodiscard]] QTimeZone zone() const
    {
        return times == TimeStyle::Server && serverZone.isValid() ? serverZone : zoneOf(times);
    }
};

} // namespace txdesk::console
