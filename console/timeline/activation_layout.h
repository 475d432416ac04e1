// Who is at work when: activation bars, arrow ends on them, and the bands of phases.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_layout.h"

namespace txdesk::console {

// Fills bars, barBuckets and bands of `layout` from its rows, and moves the arrows' ends to the edges of the bars.
void layOutActivations(SequenceLayout &layout, const SequenceMetrics &metrics);

// True if a participant's barrier stopped the call at its gate: nothing ran.
[[nodiscard]] bool isFiltered(const SequenceMessage &message);

} // namespace txdesk::console
