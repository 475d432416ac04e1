// What a registration says in a diagram: branches of tcc, xa and at with the first-phase calls that only the initiator saw,
// and a workflow's recorded steps.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_lanes.h"

namespace txdesk::console {

// In the order to draw. Exactly one of them is the journal's event; the others are Certainty::Reported.
[[nodiscard]] QList<SequenceMessage> messagesOfRegistration(const TransactionDetail &detail, const SequenceLanes &lanes,
                                                            const JournalEvent &event);

// At: rows that were locked with a branch, as a call to the lane of the locks; its phase-1 call ends behind it.
[[nodiscard]] SequenceMessage lockNote(QList<SequenceMessage> &messages, const JournalEvent &locked, const SequenceLanes &lanes);
// Stands for no event: locks go with the decision forward, or with the end.
[[nodiscard]] SequenceMessage unlockNote(const JournalEvent &change, const SequenceLanes &lanes);
// A line through all lanes: from here on only a person moves it.
[[nodiscard]] SequenceMessage parkedBand(const JournalEvent &parked);

// The initiator asked for the second phase, so it says that all of its first-phase calls succeeded.
void answerReportedCalls(QList<SequenceMessage> &messages);

// A line through all lanes: "Phase 1: try", "Phase 2: confirm". It stands for no event of its own.
[[nodiscard]] SequenceMessage phaseDivider(TransactionKind kind, const JournalEvent &statusChange);

// Behind each wake-up that arrived: its client gets what is recorded and does not run it again. Certainty::Inferred.
void insertReplays(QList<SequenceMessage> &messages, const SequenceLanes &lanes);

} // namespace txdesk::console
