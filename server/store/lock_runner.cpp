// SPDX-License-Identifier: Apache-2.0
#include "server/store/lock_runner.h"

#include "server/store/sql_rows.h"
#include "server/store/store_rules.h"
#include "shared/base/check.h"
#include "shared/base/failpoint.h"

namespace txdesk::store {

namespace {

constexpr qsizetype lockKeySize = 32; // shared/model/row_lock.h
constexpr qsizetype keysAtOnce = 500; // lock_holders.sql
constexpr qsizetype fewKeys = 6;      // each by itself: measured on MariaDB, 35 us each, and 300 us for a statement about many

} // namespace

Result<QList<LockHolder>> LockRunner::acquire(const TransactionWrite &write, qint64 transactionId)
{
    Rows rows;
    for (const LockedRow &row : write.locks) {
        check(row.key.size() == lockKeySize, "the key of a locked row is a SHA-256");
        if (!rows.contains(row.key))
            rows.insert(row.key, &row);
    }
    if (rows.isEmpty())
        return QList<LockHolder>();
    const Result<qint64> inserted = insert(write, transactionId, rows);
    if (!inserted)
        return tl::unexpected(inserted.error());
    TXDESK_FAILPOINT("store.locks.inserted");
    return *inserted == rows.size() ? QList<LockHolder>() : inTheWayOf(write);
}

Result<qint64> LockRunner::insert(const TransactionWrite &write, qint64 transactionId, const Rows &rows)
{
    qint64 inserted = 0;
    for (const LockedRow *row : rows) {
        const Result<int> done = bindLock(m_sql[Sql::LockInsert], write, transactionId, *row).run();
        if (!done)
            return tl::unexpected(done.error());
        inserted += *done;
    }
    return inserted;
}

Result<QList<LockHolder>> LockRunner::inTheWayOf(const TransactionWrite &write)
{
    QList<QByteArray> keys;
    for (const LockedRow &row : write.locks)
        keys.append(row.key);
    Result<QList<LockHolder>> holders = holdersOf(m_sql, keys);
    if (holders)
        holders->removeIf([&write](const LockHolder &holder) { return holder.gid == write.gid; });
    return holders;
}

Result<> LockRunner::end(const TransactionWrite &write)
{
    if (write.releasesLocks)
        if (const Result<int> done = m_sql[Sql::LockRelease].with(write.gid.value).run(); !done)
            return tl::unexpected(done.error());
    if (endsWaiting(write))
        if (const Result<Removed> done = forget(write.gid); !done)
            return tl::unexpected(done.error());
    return {};
}

Result<LockGraph> LockRunner::note(const NoteLockWait &wait)
{
    QMap<QByteArray, const LockWait *> rows; // one edge a row: the last that was said
    for (const LockWait &one : wait.waits)
        rows.insert(one.row.key, &one);
    if (!rows.isEmpty()) {
        for (Statement *first : {&m_sql[Sql::LockWaitTurn].with(), &m_sql[Sql::LockWaitOld].with(wait.now)})
            if (const Result<int> done = first->run(); !done)
                return tl::unexpected(done.error());
        if (const Result<Removed> done = forget(wait.waits.constFirst().waiter); !done)
            return tl::unexpected(done.error());
    }
    for (const LockWait *one : rows)
        if (const Result<int> done = bindWait(m_sql[Sql::LockWaitInsert], *one).run(); !done)
            return tl::unexpected(done.error());
    Result<QList<LockWait>> standing = standingWaits(m_sql, wait.now);
    if (!standing)
        return tl::unexpected(standing.error());
    return LockGraph{std::move(*standing)};
}

Result<Removed> LockRunner::forget(const Gid &waiter)
{
    const Result<int> done = m_sql[Sql::LockWaitForget].with(waiter.value).run();
    if (!done)
        return tl::unexpected(done.error());
    return Removed{*done};
}

Result<QList<LockHolder>> holdersOf(StatementSet &sql, const QList<QByteArray> &keys)
{
    QMap<QByteArray, LockHolder> found;
    const bool few = keys.size() <= fewKeys;
    const auto look = [&](const QByteArray &some) {
        return sql[few ? Sql::LockHolder : Sql::LockHolders].with(Blob{some}).each([&](const Statement &row) {
            LockHolder holder = lockFrom(row);
            found.insert(holder.row.key, std::move(holder));
        });
    };
    QByteArray some; // keys one after another
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (keys[i].size() == lockKeySize)
            some += keys[i];
        if (some.isEmpty() || (!few && some.size() < keysAtOnce * lockKeySize && i + 1 < keys.size()))
            continue;
        if (const Result<> done = look(some); !done)
            return tl::unexpected(done.error());
        some.clear();
    }
    return found.values();
}

Result<QList<LockWait>> standingWaits(StatementSet &sql, Instant now)
{
    QList<LockWait> waits;
    if (const Result<> done = sql[Sql::LockWaits].with(now).each([&](const Statement &row) { waits.append(waitFrom(row)); }); !done)
        return tl::unexpected(done.error());
    return waits;
}

} // namespace txdesk::store
