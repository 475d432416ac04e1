// Walks a frozen set through a back end that only lists: page by page, judged by the gate, what the back end cannot
// filter filtered here.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"

#include <QSet>

namespace txdesk::console {

// What this back end and the gate say about an act on a listed transaction.
[[nodiscard]] ActionState judgeListed(const CoordinatorLink &link, Action action, const GlobalTransaction &transaction, Instant now);

// Thread: GUI. Ends with one call of `done`, unless it is deleted first.
class LocalWalk final : public QObject
{
public:
    using OnMember = std::function<void(const TransactionRow &row, const ActionState &state)>;
    using Done = std::function<void(Result<bool> complete)>;

    // budget: it stops after so long and says that it is not complete; 0: to the end.
    LocalWalk(CoordinatorLink &link, const Clock &clock, FrozenSet set, Action action, Milliseconds budget, QObject *parent);
    void start(OnMember member, Done done);

private:
    void nextPage(const QString &after);
    void nextPicked(qsizetype index);
    void take(const TransactionRow &row);
    [[nodiscard]] bool isLate() const { return m_budget.count() > 0 && m_clock.now() - m_startedAt >= m_budget; }

    CoordinatorLink &m_link;
    const Clock &m_clock;
    FrozenSet m_set;
    Action m_action;
    Milliseconds m_budget;
    Instant m_startedAt{};
    QSet<size_t> m_seen; // hashes of gids: a back end may list one twice
    OnMember m_member;
    Done m_done;
};

} // namespace txdesk::console
