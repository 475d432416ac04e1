// The console's words for the domain's vocabularies, in the language in force. Unknown to the wire: for people only.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/access.h"
#include "shared/model/action.h"
#include "shared/model/global_transaction.h"
#include "shared/model/journal_event.h"

#include <QString>

namespace txdesk::console {

[[nodiscard]] QString wordOf(TransactionKind kind);     // "saga", "message"
[[nodiscard]] QString wordOf(TransactionStatus status); // "prepared" ... "rolled back"
[[nodiscard]] QString wordOf(OpKind kind);              // "action", "compensate", "query"
[[nodiscard]] QString wordOf(OpStatus status);
[[nodiscard]] QString wordOf(Outcome outcome);
[[nodiscard]] QString wordOf(EventKind kind);
// A sentence; empty for None. op: which op was filtered, for its words (try and cancel, or action and compensation).
[[nodiscard]] QString wordOf(BarrierNote note, std::optional<OpKind> op = {});
[[nodiscard]] QString wordOf(Role role);
[[nodiscard]] QString wordOf(Action action);    // the verb on buttons, dialogs and audit lines alike
// The same where something waits for a person: "Resend", "Ask again", "Try again after repair" are all a retry.
[[nodiscard]] QString wordOf(Action action, Parked parked);
[[nodiscard]] QString wordOf(Parked parked);    // "dead letter"; empty for No

// The status in the words of its kind, with what an operator did to it: "trying", "phase 2: commit", "paused", "force-stopped".
[[nodiscard]] QString statusWord(const GlobalTransaction &transaction);

// Headings of the two columns of a branch table: "action" and "compensate", "phase 1: try" and "phase 2: confirm or cancel".
[[nodiscard]] QString forwardWord(TransactionKind kind);
[[nodiscard]] QString secondWord(TransactionKind kind);

// The translation of a sentence of the engine: gate reasons and PlannedCall::why.
[[nodiscard]] QString engineSentence(const QString &sentence);

} // namespace txdesk::console
