// The rows of a diagram in their order, before they have a place.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_layout.h"

namespace txdesk::console {

// One row to come. Ordered by the journal: what has no event of its own follows the message before.
struct Step
{
    RowKind kind = RowKind::Note;
    qsizetype message = -1;
    qsizetype fold = -1;
    qint64 seq = 0;
    Instant at{};
    int rank = 0;  // within its seq: the event, then the answer of a call it happened in, then what is inferred from it
    int stubs = 0; // messages of hidden lanes it stands for
};

// Of the messages from `from` on; those before must have been told completely before. Adds to the layout's counts of
// events that are folded, hidden and left out.
[[nodiscard]] QList<Step> stepsOf(SequenceLayout &layout, qsizetype from = 0);

// The last message up to `changed` from which on rows can be laid out anew without touching those before: no run of
// attempts and no answer reaches over it. 0: there is none.
[[nodiscard]] qsizetype cleanCut(const QList<SequenceMessage> &messages, qsizetype changed);

} // namespace txdesk::console
