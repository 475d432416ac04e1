// Global locks, and the waits for them, as SQL: within the group of whoever asks.
// Thread: that of the connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/statement_set.h"
#include "server/store/store_request.h"

namespace txdesk::store {

class LockRunner
{
public:
    explicit LockRunner(StatementSet &sql) : m_sql(sql) {}
    virtual ~LockRunner() = default;
    Q_DISABLE_COPY_MOVE(LockRunner)

    // Who holds what the write wants, by key. Waits for nobody, and changes nothing.
    [[nodiscard]] Result<QList<LockHolder>> inTheWayOf(const TransactionWrite &write);
    // Locks what the write wants and its transaction does not hold, in the order of the keys: two that want the same rows do
    // not wait for each other in a circle. The answer is who is in the way, by key; then what was locked must be taken back.
    [[nodiscard]] Result<QList<LockHolder>> acquire(const TransactionWrite &write, qint64 transactionId);
    // What a write that is done ends: locks, waits.
    [[nodiscard]] Result<> end(const TransactionWrite &write);

    [[nodiscard]] Result<LockGraph> note(const NoteLockWait &wait);
    [[nodiscard]] Result<Removed> forget(const Gid &waiter);

protected:
    using Rows = QMap<QByteArray, const LockedRow *>; // by key, each once
    // Locks those that nobody holds; how many that were.
    [[nodiscard]] virtual Result<qint64> insert(const TransactionWrite &write, qint64 transactionId, const Rows &rows);
    StatementSet &m_sql;
};

// Those of the keys that are held, by key. A text that is no key is not held.
[[nodiscard]] Result<QList<LockHolder>> holdersOf(StatementSet &sql, const QList<QByteArray> &keys);
[[nodiscard]] Result<QList<LockWait>> standingWaits(StatementSet &sql, Instant now);

} // namespace txdesk::store
