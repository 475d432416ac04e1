// What is said about many transactions at once without looking at all of them: groups of errors, counts.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/read_scope.h"
#include "server/store/sql_reader.h"
#include "shared/model/error_fingerprint.h"
#include "shared/model/participant_name.h"

#include <algorithm>
#include <limits>

namespace txdesk::store {

namespace {

constexpr Milliseconds timeMax{300}; // for one answer; then it says that there is more
constexpr int countedMax = 2'000'000;

ListLimits limitsOf(int lookedMax) { return {.lookedMax = lookedMax, .timeMax = timeMax, .prefixRowsMax = 100'000}; }

PageRequest everything() { return {.after = {}, .limit = std::numeric_limits<int>::max() - 1}; }

// By fingerprint and participant, in the order in which they are met.
class Grouping
{
public:
    void add(const FailingRow &row, const QString &participant)
    {
        const QString fingerprint = errorFingerprint(row.error);
        const auto place = m_places.constFind({fingerprint, participant});
        if (place == m_places.cend()) {
            m_places.insert({fingerprint, participant}, m_groups.size());
            m_groups.append({fingerprint, row.error, participant, 1, row.createdAt, row.updatedAt});
            return;
        }
        ErrorGroup &group = m_groups[*place];
        ++group.count;
        group.firstSeen = std::min(group.firstSeen, row.createdAt);
        group.lastSeen = std::max(group.lastSeen, row.updatedAt);
    }

    [[nodiscard]] QList<ErrorGroup> take()
    {
        std::stable_sort(m_groups.begin(), m_groups.end(), [](const ErrorGroup &a, const ErrorGroup &b) { return a.count > b.count; });
        return std::move(m_groups);
    }

private:
    QHash<std::pair<QString, QString>, qsizetype> m_places;
    QList<ErrorGroup> m_groups;
};

} // namespace

// The participant whose answer the row's newest error is, if its ops tell it.
QString SqlReader::culpritOf(const FailingRow &row)
{
    if (!row.queryPrepared.isEmpty())
        return participantOf(row.queryPrepared);
    if (row.participants.size() == 1)
        return row.participants.first();
    QString found;
    QString exact;
    const Result<> done = m_sql[Sql::FailingOps].with(row.gid).each([&](const Statement &op) {
        const QString participant = participantOf(op.text(0));
        found = found.isEmpty() ? participant : found;
        if (exact.isEmpty() && op.text(1) == row.error)
            exact = participant;
    });
    return done ? exact.isEmpty() ? found : exact : QString();
}

Result<ErrorGroups> SqlReader::errorGroups(const TransactionFilter &filter, const TokenScope &scope, Instant now)
{
    const ReadScope reading(*m_session, m_sql);
    if (!reading.begun())
        return tl::unexpected(reading.begun().error());
    TransactionFilter failing = filter;
    failing.failuresMin = std::max(failing.failuresMin.value_or(1), 1);
    failing.statuses.removeIf([](TransactionStatus status) { return isFinal(status); });
    if (failing.statuses.isEmpty() && filter.statuses.isEmpty())
        failing.statuses = {TransactionStatus::Prepared, TransactionStatus::Submitted, TransactionStatus::Aborting};
    ErrorGroups answer;
    if (failing.statuses.isEmpty())
        return answer; // only finished ones were asked for
    Grouping groups;
    const PageRequest all = everything();
    const Result<bool> complete = ListWalk(m_sql, failing, all, m_stuck, now, limitsOf(std::numeric_limits<int>::max())).each([&](const Statement &row) {
        if (!isInScope(row, scope))
            return true;
        if (answer.looked >= errorGroupsLookedMax)
            return false;
        ++answer.looked;
        if (const FailingRow found = failingFrom(row); !found.error.isEmpty())
            groups.add(found, culpritOf(found));
        return true;
    });
    if (!complete)
        return tl::unexpected(complete.error());
    answer.complete = *complete;
    answer.groups = groups.take();
    return answer;
}

Result<CountEstimate> SqlReader::count(const TransactionFilter &filter, const TokenScope &scope, Instant now)
{
    const ReadScope reading(*m_session, m_sql);
    if (!reading.begun())
        return tl::unexpected(reading.begun().error());
    CountEstimate estimate;
    const PageRequest all = everything();
    const Result<bool> complete = ListWalk(m_sql, filter, all, m_stuck, now, limitsOf(countedMax)).each([&](const Statement &row) {
        estimate.count += isInScope(row, scope) ? 1 : 0;
        return true;
    });
    if (!complete)
        return tl::unexpected(complete.error());
    estimate.complete = *complete;
    return estimate;
}

} // namespace txdesk::store
