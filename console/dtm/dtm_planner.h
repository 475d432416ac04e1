// What a stock DTM's next pass over a transaction calls, one server pass per kind, and what an act leads to there.
// Pure. Source: DTM's processors of saga, tcc, xa, msg and workflow (spec/dtm-protocol 5); golden tests replay passes of the
// scripted server against it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/act_preview.h"
#include "console/client/backend_kind.h"

namespace txdesk::console::dtm {

// The pass that would happen at `now`. The first calls are certain; what follows depends on their answers.
[[nodiscard]] QList<PlannedCall> passAt(const TransactionSnapshot &snapshot, Instant now);

// What happens if nobody acts: the next pass that does anything, and when.
[[nodiscard]] QList<PlannedCall> plannedCalls(const TransactionSnapshot &snapshot, Instant now);

// Texts are the gate's, in English: engineSentence() translates them.
[[nodiscard]] ActPreview preview(Action action, const TransactionSnapshot &snapshot, DtmStore store, Instant now);

} // namespace txdesk::console::dtm
