// What the arrows of a sequence diagram say, in the language in force.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"

namespace txdesk::console::sequence_words {

// A sentence of the diagram in the language in force; marked for translators by QT_TRANSLATE_NOOP("Sequence", ...).
[[nodiscard]] QString say(const char *source);
// The first line of an answer, short enough for an arrow.
[[nodiscard]] QString firstWords(const QString &whole);

[[nodiscard]] QString request(const GlobalTransaction &transaction, const QString &verb); // "submit saga", "begin TCC"
// "call TransOut, try 2"; `name` is that of the action, also for its compensation.
[[nodiscard]] QString call(OpKind op, const QString &name, int attempt);
[[nodiscard]] QString reply(const JournalEvent &answer); // "failure 409 account frozen"
[[nodiscard]] QString manual(const JournalEvent &event); // "lin: Retry now, the bank is back"
[[nodiscard]] QString decision(TransactionKind kind, const JournalEvent &statusChange); // "Phase 2: confirm"
[[nodiscard]] QString workflowEnd(const GlobalTransaction &transaction, bool succeeded); // "report: succeeded, result 30"
[[nodiscard]] QString end(TransactionStatus status, bool forced);
[[nodiscard]] QString restart(Milliseconds silent);

// The engine's reasons with numbers and names in them; others are translated as they stand.
[[nodiscard]] QString reason(const QString &text);

} // namespace txdesk::console::sequence_words
