// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/local_walk.h"

#include "console/models/filter_match.h"
#include "shared/engine/action_gate.h"
#include "shared/engine/job_steps.h"

namespace txdesk::console {

ActionState judgeListed(const CoordinatorLink &link, Action action, const GlobalTransaction &transaction, Instant now)
{
    const Capabilities capabilities = link.capabilities();
    ActionState state = engine::gate(action, transaction, now);
    const QString never = capabilities.readOnly.isEmpty() ? capabilities.neverAllowed.value(action) : capabilities.readOnly;
    if (!never.isEmpty())
        state = {.action = action, .allowed = false, .reason = never, .legalAt = {}};
    return state;
}

LocalWalk::LocalWalk(CoordinatorLink &link, const Clock &clock, FrozenSet set, Action action, Milliseconds budget, QObject *parent)
    : QObject(parent), m_link(link), m_clock(clock), m_set(std::move(set)), m_action(action), m_budget(budget)
{
}

void LocalWalk::start(OnMember member, Done done)
{
    m_member = std::move(member);
    m_done = std::move(done);
    m_startedAt = m_clock.now();
    if (!m_set.gids.isEmpty())
        return nextPicked(0);
    const Instant end = m_set.frozenAt + Milliseconds{1};
    m_set.filter.createdTo = m_set.filter.createdTo ? std::min(*m_set.filter.createdTo, end) : end;
    nextPage({});
}

void LocalWalk::take(const TransactionRow &row)
{
    const size_t hash = qHash(row.transaction.gid, size_t{20'261'121});
    if (m_seen.contains(hash) || row.transaction.createdAt > m_set.frozenAt || (m_set.gids.isEmpty() && !matches(m_set.filter, row, m_clock.now())))
        return;
    m_seen.insert(hash);
    m_member(row, judgeListed(m_link, m_action, row.transaction, m_clock.now()));
}

void LocalWalk::nextPage(const QString &after)
{
    const Capabilities capabilities = m_link.capabilities();
    const TransactionSort sort = capabilities.sorts.contains(TransactionSort::OldestFirst) ? TransactionSort::OldestFirst : TransactionSort::NewestFirst;
    const TransactionFilter asked = withoutTerms(m_set.filter, clientSideTerms(m_set.filter, capabilities.filters));
    m_link.list(asked, {.after = after, .limit = capabilities.pageMax, .sort = sort}, this, [this](const Result<TransactionPage> &page) {
        if (!page)
            return m_done(tl::unexpected(page.error()));
        for (const TransactionRow &row : page->rows)
            take(row);
        if (page->next.isEmpty())
            return m_done(true);
        if (isLate())
            return m_done(false);
        nextPage(page->next);
    });
}

void LocalWalk::nextPicked(qsizetype index)
{
    if (index >= m_set.gids.size())
        return m_done(true);
    if (isLate())
        return m_done(false);
    m_link.detail(m_set.gids[index], this, [this, index](const Result<TransactionDetail> &detail) {
        if (detail)
            take({detail->snapshot.transaction, detail->participants});
        else if (detail.error().code == ErrorCode::NotFound)
            m_member({}, {.action = m_action, .allowed = false, .reason = QString::fromLatin1(engine::goneForGood), .legalAt = {}});
        else
            return m_done(tl::unexpected(detail.error()));
        nextPicked(index + 1);
    });
}

} // namespace txdesk::console
