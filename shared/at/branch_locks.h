// The branch of one local transaction at the coordinator: registered with its rows at commit, or before the work runs again
// because others held them. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/at_transaction.h"

namespace txdesk::at {

// Thread: one at a time; blocks.
class BranchLocks
{
public:
    BranchLocks(const AtTransaction &transaction, QString resource, QString phaseTwoUrl, int tries)
        : m_transaction(transaction), m_resource(std::move(resource)), m_url(std::move(phaseTwoUrl)), m_tries(tries)
    {
    }
    ~BranchLocks() { giveUp(QStringLiteral("its local transaction was not committed")); }
    BranchLocks(const BranchLocks &) = delete;
    BranchLocks &operator=(const BranchLocks &) = delete;

    [[nodiscard]] const QString &resource() const { return m_resource; }
    [[nodiscard]] const BranchId &branch() const { return m_branch; } // empty: none is registered
    [[nodiscard]] bool hold(const QList<client::TableLocks> &wanted) const { return !m_branch.isEmpty() && client::covers(m_held, wanted); }

    // Registers a branch that holds those rows, in place of the one before. Whoever holds them is asked for: an answer
    // that is not granted leaves the branch before as it is.
    [[nodiscard]] Result<client::LockAnswer> acquire(const QList<client::TableLocks> &locks, Milliseconds wait);

    // Whether others hold any of those rows. Takes none.
    [[nodiscard]] Result<client::LockAnswer> query(const QList<client::TableLocks> &locks);

    void giveUp(const QString &why); // the branch will never be called for anything that is done
    void keep() { m_branch = {}; }   // its local transaction has committed, or may have: phase two will tell

private:
    const AtTransaction &m_transaction;
    QString m_resource;
    QString m_url;
    int m_tries;
    BranchId m_branch;
    QList<client::TableLocks> m_held;
};

// What a refusal means for the caller: Overloaded when it may work later, Conflict when it may not. Names the holder.
[[nodiscard]] Error errorOf(const client::LockAnswer &answer);

} // namespace txdesk::at
