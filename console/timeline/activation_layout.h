// Who is at work when: activation bars, arrow ends on them, and the bands of phases.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_layout.h"

namespace txdesk::console {

// Fills bars, barBuckets and bands of `layout` from its rows, and moves the arrows' ends to the edges of the bars.
// `firstRow`: only for what the rows from there on tell; the bars of those before are there.
void layOutActivations(SequenceLayout &layout, const SequenceMetrics &metrics, qsizetype firstRow = 0);

// True if a participant's barrier stopped the call at its gate: nothing ran.
[[nodiscard]] bool isFiltered(const SequenceMessage &message);

} // namespace txdesk::console
