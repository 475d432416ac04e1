// What a diagram shows when its rows are only a few pixels high, or less.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_painter.h"

namespace txdesk::console {

[[nodiscard]] int severityOf(Meaning meaning); // more is worse

// Stands for every row on the same pixel line: the worst of them.
void paintTicks(QPainter &painter, qsizetype first, qsizetype last, const SequenceScene &scene);
// Less than 2 px a row: each pixel line shows the worst that happened at each lane in it.
void paintDensity(QPainter &painter, qsizetype first, qsizetype last, const SequenceScene &scene);

} // namespace txdesk::console
