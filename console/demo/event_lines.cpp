// Finds the op of an event and the participant behind its URL.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/event_lines.h"

#include "console/theme/op_role.h"
#include "shared/model/participant_name.h"

namespace txdesk::demo {

QString urlOf(const TransactionDetail &detail, const JournalEvent &event)
{
    if (event.op && console::asksInitiator(*event.op))
        return detail.snapshot.transaction.queryPrepared;
    for (const BranchOp &op : detail.snapshot.ops)
        if (op.branch == event.branch && op.kind == event.op)
            return op.url;
    return {};
}

QString laneOf(const TransactionDetail &detail, const JournalEvent &event, const NameOf &nameOf)
{
    return event.op && console::asksInitiator(*event.op) ? QStringLiteral("AP") : nameOf(participantOf(urlOf(detail, event)));
}

} // namespace txdesk::demo
