// Journal events -> what the diagram says. Pure: no widget, no clock.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/text/call_text.h"
#include "console/timeline/sequence_message.h"

namespace txdesk::console {

enum class LaneOrder {
    CoordinatorLast,  // initiator, participants, coordinator: as in DTM's documentation
    CoordinatorFirst, // initiator, coordinator, participants
};

// What has not happened yet: what the coordinator will call, and what it would have called but for an act.
struct Future
{
    QList<PlannedCall> calls{};
    QList<PlannedCall> prevented{};

    friend bool operator==(const Future &, const Future &) = default;
};

// Labels are in the language in force. Every journal event belongs to exactly one message. Facts the coordinator cannot
// see (the initiator's local transaction, its crash) are added as Certainty::Inferred, calls that only the initiator made
// (try, XA prepare) as Certainty::Reported.
[[nodiscard]] Sequence sequenceOf(const TransactionDetail &detail, LaneOrder order = LaneOrder::CoordinatorLast);

// The same with another future: what an action would lead to.
[[nodiscard]] Sequence sequenceOf(const TransactionDetail &detail, const QList<PlannedCall> &planned, LaneOrder order);

} // namespace txdesk::console
