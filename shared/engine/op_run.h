// What this coordinator knows of one op beyond its stored row: calls under way, tries made, what is not stored yet.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/event.h"

#include <vector>

namespace txdesk::engine {

struct OpRun
{
    CallId call = 0;      // the call under way; 0: none
    int attempts = 0;     // calls made, as far as this coordinator knows
    bool waiting = false; // it answered badly or its transaction is not due: not again before the next round
    quint32 revision = 0;  // grows with each change of failures, dueAt, lastError
    quint32 storedRevision = 0;
    quint32 issuedRevision = 0;
    bool byHand = false;   // a person's act ended it, and that is not durable: no fact that outlives a write which is not done
    bool heldBack = false; // it succeeded while the transaction was turning back: known here, not in its row
    OpStatus stored = OpStatus::Prepared; // durable
    OpStatus issued = OpStatus::Prepared; // in the newest write, which may be under way

    [[nodiscard]] bool inFlight() const { return call != 0; }
};
using OpRuns = std::vector<OpRun>; // one for each op of the snapshot, in its order

} // namespace txdesk::engine
