// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/lock_waiter.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <utility>

namespace txdesk::coordinator {
namespace {

constexpr qsizetype holdersKeptMax = 100;
constexpr qsizetype rowsLookedAtMax = 8; // while one of them is held there is nothing to try

} // namespace

LockWaiter::LockWaiter(AtWish given, OnAtAnswer then, Instant now, Milliseconds waitMax)
    : wish(std::move(given)), done(std::move(then)), since(now), until(now + std::clamp(wish.wait, Milliseconds{0}, waitMax))
{
}

bool LockWaiter::wants(const QByteArray &key) const
{
    return std::ranges::binary_search(wish.branch.locks, key, {}, &LockedRow::key);
}

// One that is refused now keeps nobody from rows which it would get and lacks others.
bool LockWaiter::goesBefore(const LockWaiter &later) const
{
    return isTrying && wish.gid != later.wish.gid
        && std::ranges::any_of(wish.branch.locks, [&later](const LockedRow &row) { return later.wants(row.key); });
}

bool LockWaiter::waitsFor(const Gid &gid) const
{
    return std::ranges::any_of(holders, [&gid](const LockHolder &holder) { return holder.gid == gid; });
}

bool LockWaiter::hasHolderTurningBack() const
{
    return std::ranges::any_of(holders, [](const LockHolder &holder) { return holder.status == TransactionStatus::Aborting; });
}

QList<QByteArray> LockWaiter::rowsToLookAt() const
{
    QList<QByteArray> keys;
    for (const LockHolder &holder : holders.first(std::min(holders.size(), rowsLookedAtMax)))
        keys.append(holder.row.key);
    if (keys.isEmpty())
        for (const LockedRow &row : wish.branch.locks.first(std::min(wish.branch.locks.size(), rowsLookedAtMax)))
            keys.append(row.key);
    return keys;
}

QList<LockWait> LockWaiter::edges(const QString &coordinator) const
{
    QList<LockWait> all;
    for (const LockHolder &holder : holders)
        all.append({.waiter = wish.gid, .holder = holder.gid, .row = holder.row, .waiterCreatedAt = createdAt, .since = since,
                    .until = until, .coordinator = coordinator});
    return all;
}

QList<QByteArray> LockWaiter::beginLook()
{
    m_rowsLookedAt = rowsToLookAt();
    return m_rowsLookedAt;
}

bool LockWaiter::takeLook(const QHash<QByteArray, LockHolder> &held)
{
    if (m_rowsLookedAt.isEmpty())
        return false;
    QList<LockHolder> found;
    for (const QByteArray &key : std::exchange(m_rowsLookedAt, {}))
        if (const auto holder = held.constFind(key); holder != held.cend())
            found.append(*holder);
    const QList<LockHolder> before = holders;
    setHolders(std::move(found));
    return holders != before;
}

// Of each holder at least one row: a wait that is not told of is one that nobody sees a cycle in.
void LockWaiter::setHolders(QList<LockHolder> found)
{
    m_rowsLookedAt.clear(); // what a look brings that is under way is older
    found.removeIf([this](const LockHolder &holder) { return holder.gid == wish.gid; });
    QSet<Gid> told;
    holders.clear();
    for (LockHolder &holder : found) {
        const bool isNew = !told.contains(holder.gid);
        if (!isNew && holders.size() >= holdersKeptMax)
            continue;
        told.insert(holder.gid);
        holders.append(std::move(holder));
    }
}

} // namespace txdesk::coordinator
