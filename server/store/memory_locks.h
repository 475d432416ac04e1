// The global locks of a store in memory, and who waits for them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/store_request.h"

#include <QMap>

namespace txdesk::store {

// Thread: one. Statuses of holders are the store's to fill in. Copying it is a snapshot.
class MemoryLocks
{
public:
    // What others than the write's transaction hold of the rows it wants, by key, each once.
    [[nodiscard]] QList<LockHolder> inTheWayOf(const TransactionWrite &write) const;
    // What a write that is done means for locks and waits; nothing is in its way.
    void apply(const TransactionWrite &write);

    [[nodiscard]] LockGraph note(const NoteLockWait &wait);
    [[nodiscard]] Removed forget(const Gid &waiter);

    [[nodiscard]] const QMap<QByteArray, LockHolder> &held() const { return m_held; }
    [[nodiscard]] QList<LockWait> waits(Instant now) const; // those that stand, by waiter and key
    void clear();

private:
    QMap<QByteArray, LockHolder> m_held;
    QMap<std::pair<QString, QByteArray>, LockWait> m_waits; // by waiter and key
};

} // namespace txdesk::store
