// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_events.h"

#include "console/timeline/sequence_builder.h"

namespace txdesk::console {

Sequence sequenceOf(const TransactionDetail &detail, LaneOrder order)
{
    return sequenceOf(detail, detail.planned, order);
}

Sequence sequenceOf(const TransactionDetail &detail, const QList<PlannedCall> &planned, LaneOrder order)
{
    return SequenceBuilder(detail, {planned, {}}, order).build();
}

} // namespace txdesk::console
