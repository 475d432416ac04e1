// Gives each row of a diagram its place and its words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_layout.h"

namespace txdesk::console {

// Appends the rows of the messages from `from` on. Lanes, width and folds of `layout` must be there; rows of the messages
// before `from` stay as they are (ToScale: `from` is 0).
void buildRows(SequenceLayout &layout, const SequenceMetrics &metrics, const LayoutChoice &choice, qsizetype from = 0);

} // namespace txdesk::console
