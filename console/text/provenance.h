// Where a journal event comes from when no coordinator recorded it: concluded by a rule, or told to the web hook.
// The mark travels in JournalEvent::coordinator, so that a saved journal keeps it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/journal_event.h"

namespace txdesk::console {

enum class Provenance {
    Recorded, // by the coordinator, when it happened
    Inferred, // concluded from what is stored; the rule says how
    WebHook,  // the coordinator told it to the console's web hook
};

// statusCode of an answer that was concluded: how it was answered, and how long it took, nobody kept.
inline constexpr int answerNotKept = -1;

[[nodiscard]] Provenance provenanceOf(const JournalEvent &event);
[[nodiscard]] QString ruleOf(const JournalEvent &event);     // "I-03"; empty: recorded
[[nodiscard]] QString ruleWords(const QString &rule);        // what the rule concludes from what, translated
void markInferred(JournalEvent &event, QLatin1StringView rule);
void markFromWebHook(JournalEvent &event);

// Whether any of these was concluded: their number is then "≈".
[[nodiscard]] bool holdsInferred(const QList<JournalEvent> &events);

} // namespace txdesk::console
