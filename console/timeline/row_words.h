// One row of the diagram as a sentence: for screen readers, tool tips and the clipboard.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_layout.h"

#include <QTimeZone>

namespace txdesk::console {

// "14. TM to 127.0.0.1:8082: TransIn compensation, try 7; 500 lock wait timeout, 3.0 s; at 02:59:10.250"
[[nodiscard]] QString rowWords(const SequenceLayout &layout, qsizetype row, const QTimeZone &zone);
// Everything known of it, several lines.
[[nodiscard]] QString rowToolTip(const SequenceLayout &layout, qsizetype row, const QTimeZone &zone);

// Who a lane stands for and how its calls went.
[[nodiscard]] QString laneToolTip(const SequenceLayout &layout, int lane);

} // namespace txdesk::console
