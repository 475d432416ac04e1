// Tells screen readers the timeline as a table: a row for each op, a cell for each bar.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace txdesk::console {

// Once there is a QApplication; more than once does nothing more.
void installGanttAccessibility();

} // namespace txdesk::console
