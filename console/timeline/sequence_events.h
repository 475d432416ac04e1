// Journal events -> what the diagram says. Pure: no widget, no clock.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

namespace txdesk::console {

enum class LaneOrder {
    CoordinatorLast,  // initiator, participants, coordinator: as in DTM's documentation
    CoordinatorFirst, // initiator, coordinator, participants
};

// Labels are in the language in force. Every journal event belongs to exactly one message. Facts the coordinator cannot
// see (the initiator's local transaction, its crash) are added as Certainty::Inferred.
[[nodiscard]] Sequence sequenceOf(const TransactionDetail &detail, LaneOrder order = LaneOrder::CoordinatorLast);

// The same with another future: what an action would lead to.
[[nodiscard]] Sequence sequenceOf(const TransactionDetail &detail, const QList<PlannedCall> &planned, LaneOrder order);

// The last part of a URL's path: "TransOut"; the host and port if there is none.
[[nodiscard]] QString callName(QStringView url);

} // namespace txdesk::console
