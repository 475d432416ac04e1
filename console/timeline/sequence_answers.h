// Puts an answer to its call, and numbers the arrows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

#include <QHash>

namespace txdesk::console {

// The newest call of that branch and op that waits for its answer, of that attempt if there is one; -1: none.
[[nodiscard]] qsizetype openCallOf(const QList<SequenceMessage> &messages, const JournalEvent &answer);

void answerCall(SequenceMessage &call, const JournalEvent &answer);

// Numbers the arrows from `from` on, after `last`; the newest number. `forward` holds, and gets, the number of each branch's
// newest forward call: what an undo undoes.
int numberArrows(QList<SequenceMessage> &messages, QHash<QString, int> &forward, qsizetype from = 0, int last = 0);

} // namespace txdesk::console
