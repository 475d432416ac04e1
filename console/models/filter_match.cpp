// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/filter_match.h"

#include "shared/base/foreign_word.h"
#include "shared/model/error_fingerprint.h"

namespace txdesk::console {

std::optional<StuckClause> stuckClause(const GlobalTransaction &transaction, Instant now)
{
    if (isFinal(transaction.status) || isForeign(transaction.status))
        return std::nullopt;
    if (transaction.failures >= stuckFailures)
        return StuckClause::Failures;
    if (transaction.nextDueAt && now - *transaction.nextDueAt > stuckOverdue)
        return StuckClause::Overdue;
    if (now - transaction.createdAt <= stuckAge)
        return std::nullopt;
    return transaction.status == TransactionStatus::Prepared ? StuckClause::PreparedTooLong : StuckClause::Age;
}

bool isStuck(const GlobalTransaction &transaction, Instant now) { return stuckClause(transaction, now).has_value(); }

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
    if (!filter.businessKey.isEmpty() && t.businessKey != filter.businessKey)
        return false;
    if (!filter.fingerprint.isEmpty() && errorFingerprint(t.lastError) != filter.fingerprint)
        return false;
    // Whether a status of a newer server counts as stuck is that server's to say.
    return (!filter.stuck || isForeign(t.status) || isStuck(t, now)) && (!filter.paused || t.paused);
}

FilterTerms termsOf(const TransactionFilter &filter)
{
    FilterTerms terms;
    terms.setFlag(FilterTerm::Status, !filter.statuses.isEmpty());
    terms.setFlag(FilterTerm::Kind, filter.kind.has_value());
    terms.setFlag(FilterTerm::GidPrefix, !filter.gidPrefix.isEmpty());
    terms.setFlag(FilterTerm::Participant, !filter.participant.isEmpty());
    terms.setFlag(FilterTerm::Error, !filter.errorContains.isEmpty());
    terms.setFlag(FilterTerm::Fingerprint, !filter.fingerprint.isEmpty());
    terms.setFlag(FilterTerm::Failures, filter.failuresMin.has_value());
    terms.setFlag(FilterTerm::Created, filter.createdFrom || filter.createdTo);
    terms.setFlag(FilterTerm::Stuck, filter.stuck);
    terms.setFlag(FilterTerm::Paused, filter.paused);
    terms.setFlag(FilterTerm::Parked, !filter.parked.isEmpty());
    terms.setFlag(FilterTerm::BusinessKey, !filter.businessKey.isEmpty());
    return terms;
}

FilterTerms clientSideTerms(const TransactionFilter &filter, FilterTerms supported)
{
    // A back end that finds whole gids is asked for what is long enough to be one.
    if (supported.testFlag(FilterTerm::Gid) && filter.gidPrefix.size() >= wholeGidMin)
        supported.setFlag(FilterTerm::GidPrefix);
    return termsOf(filter) & ~supported;
}

TransactionFilter withoutTerms(const TransactionFilter &filter, FilterTerms left)
{
    TransactionFilter asked = filter;
    const auto clear = [left](FilterTerm term, auto &field) {
        if (left.testFlag(term))
            field = std::remove_cvref_t<decltype(field)>();
    };
    clear(FilterTerm::Status, asked.statuses);
    clear(FilterTerm::Kind, asked.kind);
    clear(FilterTerm::GidPrefix, asked.gidPrefix);
    clear(FilterTerm::Participant, asked.participant);
    clear(FilterTerm::Error, asked.errorContains);
    clear(FilterTerm::Fingerprint, asked.fingerprint);
    clear(FilterTerm::Failures, asked.failuresMin);
    clear(FilterTerm::Created, asked.createdFrom);
    clear(FilterTerm::Created, asked.createdTo);
    clear(FilterTerm::Stuck, asked.stuck);
    clear(FilterTerm::Paused, asked.paused);
    clear(FilterTerm::Parked, asked.parked);
    clear(FilterTerm::BusinessKey, asked.businessKey);
    return asked;
}

bool dependsOnTime(const TransactionFilter &filter) { return filter.stuck || filter.createdFrom || filter.createdTo; }

} // namespace txdesk::console
