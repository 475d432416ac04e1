// How words of a newer server are shown: as they came, quoted, and nothing is claimed about them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/foreign_word.h"
#include "shared/model/transaction_detail.h"

namespace txdesk::console {

[[nodiscard]] QString quotedWord(const QString &word); // “frozen”, one line, visible, bounded

// Empty for what this console knows.
template<class E>
[[nodiscard]] QString foreignText(E value)
{
    return isForeign(value) ? quotedWord(foreignWord(value)) : QString();
}

// What this console does not know of it: "status “frozen”". Empty: it knows all that an act depends on.
[[nodiscard]] QString unknownOf(const GlobalTransaction &transaction);
[[nodiscard]] QString unknownOf(const TransactionDetail &detail); // of its operations, too

// "This server says status “frozen”, which this console does not know: update the console." Empty for an empty place.
[[nodiscard]] QString unknownSentence(const QString &place);

// "2 journal entries that this console does not know: “frozen”, “thawed”". Empty: there are none.
[[nodiscard]] QString unknownEntries(const QList<JournalEvent> &events);

} // namespace txdesk::console
