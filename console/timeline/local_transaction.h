// What the coordinator cannot see of a two-phase message: the initiator's own transaction, and its crash.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

namespace txdesk::console {

// Adds them behind the prepare request as Certainty::Inferred. The local transaction must have run before the submit or
// the question back; a question without a submit before it means that none came in time.
void inferLocalTransaction(QList<SequenceMessage> &messages, int initiatorLane);

} // namespace txdesk::console
