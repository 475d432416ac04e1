// SPDX-License-Identifier: Apache-2.0
#include "server/store/memory_locks.h"

#include "server/store/store_rules.h"

namespace txdesk::store {

QList<LockHolder> MemoryLocks::inTheWayOf(const TransactionWrite &write) const
{
    QMap<QByteArray, LockHolder> others;
    for (const LockedRow &row : write.locks)
        if (const auto held = m_held.constFind(row.key); held != m_held.cend() && held->gid != write.gid)
            others.insert(row.key, *held);
    return others.values();
}

void MemoryLocks::apply(const TransactionWrite &write)
{
    for (const LockedRow &row : write.locks)
        if (!m_held.contains(row.key))
            m_held.insert(row.key, {row, write.gid, write.lockBranch, write.transaction.updatedAt});
    if (write.releasesLocks)
        m_held.removeIf([&write](const auto &held) { return held.value().gid == write.gid; });
    if (endsWaiting(write))
        std::ignore = forget(write.gid);
}

LockGraph MemoryLocks::note(const NoteLockWait &wait)
{
    m_waits.removeIf([&wait](const auto &old) { return old.value().until <= wait.now; });
    if (!wait.waits.isEmpty())
        std::ignore = forget(wait.waits.constFirst().waiter);
    for (const LockWait &one : wait.waits)
        m_waits.insert({one.waiter.value, one.row.key}, one);
    return LockGraph{waits(wait.now)};
}

Removed MemoryLocks::forget(const Gid &waiter)
{
    return Removed{static_cast<int>(m_waits.removeIf([&waiter](const auto &old) { return old.value().waiter == waiter; }))};
}

QList<LockWait> MemoryLocks::waits(Instant now) const
{
    QList<LockWait> standing = m_waits.values();
    standing.removeIf([now](const LockWait &wait) { return wait.until <= now; });
    return standing;
}

void MemoryLocks::clear()
{
    m_held.clear();
    m_waits.clear();
}

} // namespace txdesk::store
