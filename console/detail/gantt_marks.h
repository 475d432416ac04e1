// What lies over and above a timeline's bars: folds with their true length, the ruler, the now line.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/gantt_painter.h"

namespace txdesk::console {

void paintFolds(QPainter &painter, const GanttScene &scene);
void paintNow(QPainter &painter, const GanttScene &scene);
void paintRuler(QPainter &painter, const GanttScene &scene); // with the folds' lengths and the marks' glyphs

} // namespace txdesk::console
