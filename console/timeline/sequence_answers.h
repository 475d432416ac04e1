// Puts an answer to its call, and numbers the arrows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

#include <QHash>

namespace txdesk::console {

// The newest call of that branch and op that waits for its answer, of that attempt if there is one; -1: none.
[[nodiscard]] qsizetype openCallOf(const QList<SequenceMessage> &messages, const JournalEvent &answer);

void answerCall(SequenceMessage &call, const JournalEvent &answer);

// Numbers the arrows from 1. Returns the newest number of each branch's forward call: what an undo undoes.
QHash<QString, int> numberArrows(QList<SequenceMessage> &messages);

} // namespace txdesk::console
