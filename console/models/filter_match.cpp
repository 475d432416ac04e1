// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/filter_match.h"

namespace txdesk::console {

bool isStuck(const GlobalTransaction &transaction, Instant now)
{
    if (isFinal(transaction.status))
        return false;
    if (transaction.failures >= stuckFailures || now - transaction.createdAt > stuckAge)
        return true;
    return transaction.nextDueAt && now - *transaction.nextDueAt > stuckOverdue;
}

bool matches(const TransactionFilter &filter, const TransactionRow &row, Instant now)
{
    const GlobalTransaction &t = row.transaction;
    if (!filter.statuses.isEmpty() && !filter.statuses.contains(t.status))
        return false;
    if (filter.kind && *filter.kind != t.kind)
        return false;
    if (!t.gid.value.startsWith(filter.gidPrefix))
        return false;
    if (!filter.participant.isEmpty() && !row.participants.contains(filter.participant))
        return false;
    if (!filter.errorContains.isEmpty() && !t.lastError.contains(filter.errorContains, Qt::CaseInsensitive))
        return false;
    if (filter.failuresMin && t.failures < *filter.failuresMin)
        return false;
    if (filter.createdFrom && t.createdAt < *filter.createdFrom)
        return false;
    if (filter.createdTo && t.createdAt >= *filter.createdTo)
        return false;
    if (!filter.parked.isEmpty() && !filter.parked.contains(t.parked))
        return false;
    return (!filter.stuck || isStuck(t, now)) && (!filter.paused || t.paused);
}

bool dependsOnTime(const TransactionFilter &filter) { return filter.stuck || filter.createdFrom || filter.createdTo; }

} // namespace txdesk::console
