// The console's words for the domain's vocabularies, in the language in force. Unknown to the wire: for people only.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
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
[[nodiscard]] QString wordOf(BarrierNote note); // a sentence; empty for None
[[nodiscard]] QString wordOf(Action action);    // the verb on buttons, dialogs and audit lines alike

// The status with what an operator did to it: "paused", "force-stopped", "retrying".
[[nodiscard]] QString statusWord(const GlobalTransaction &transaction);

// The translation of a sentence of the engine: gate reasons and PlannedCall::why.
[[nodiscard]] QString engineSentence(const QString &sentence);

} // namespace txdesk::console
