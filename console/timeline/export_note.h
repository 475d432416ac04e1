// What every export says about itself: where it comes from, whose time it shows, what is missing in it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_layout.h"

#include <QTimeZone>

namespace txdesk::console {

struct ExportNote
{
    QString environment{}; // "PROD shop-eu"; empty: not said
    QString gid{};
    QString version{};     // of the console
    QTimeZone zone = QTimeZone::utc();
    Instant takenAt{};
};

// One fact a line, translated: gid, environment, time zone with its offset, version, that secrets are hidden, how many
// events are drawn, folded, hidden and left out.
[[nodiscard]] QStringList noteLines(const ExportNote &note, const SequenceLayout &layout);

} // namespace txdesk::console
