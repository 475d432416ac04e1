// The fonts of a sequence diagram, all from one base font.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_layout.h"

#include <QFont>

namespace txdesk::console {

struct SequenceFonts
{
    QFont label;
    QFont small;
    QFont head;
    QFont caption;

    [[nodiscard]] const QFont &of(TextRole role) const;
    [[nodiscard]] TextWidth textWidth() const;
    [[nodiscard]] SequenceMetrics metrics(AxisMode axis = AxisMode::EventOrder) const;
};

[[nodiscard]] SequenceFonts sequenceFonts(const QFont &base);

} // namespace txdesk::console
