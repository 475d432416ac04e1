// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_locks.h"

#include "server/store/sql_rows.h"

#include <algorithm>
#include <mysql.h>

namespace txdesk::store {

namespace {

constexpr qsizetype packetOfLocks = 256 * 1024; // bytes of one statement, about

} // namespace

MysqlLocks::MysqlLocks(MysqlConnection &connection, StatementSet &sql, const SqlCatalog &catalog)
    : LockRunner(sql), m_connection(connection), m_insert(catalog.text(Sql::LockInsert), MysqlManyInsert::Existing::IsKept)
{
}

Result<qint64> MysqlLocks::insert(const TransactionWrite &write, qint64 transactionId, const Rows &rows)
{
    qint64 inserted = 0;
    qsizetype size = 0;
    std::vector<MysqlRow> some;
    for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
        bindLock(m_values, write, transactionId, **row);
        some.push_back(m_values.take());
        size += 400 + 2 * ((*row)->resource.size() + (*row)->table.size() + 3 * (*row)->row.size());
        if (std::next(row) != rows.cend() && size < std::min(packetOfLocks, m_connection.packetMax() / 4))
            continue;
        const Result<qint64> done = insertSome(some);
        if (!done)
            return tl::unexpected(done.error());
        inserted += *done;
        size = 0;
        some.clear();
    }
    return inserted;
}

Result<QSet<qsizetype>> MysqlLocks::free(const QList<StoreRequest> &requests)
{
    QSet<qsizetype> free;
    QSet<QByteArray> taken;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        const auto *write = std::get_if<TransactionWrite>(&requests[i]);
        if (!write || write->locks.isEmpty())
            continue;
        bool isFirst = true;
        for (const LockedRow &row : write->locks)
            isFirst = isFirst && !taken.contains(row.key);
        for (const LockedRow &row : write->locks)
            taken.insert(row.key);
        if (isFirst)
            free.insert(i);
    }
    if (taken.isEmpty())
        return free;
    const Result<QList<LockHolder>> held = holdersOf(m_sql, taken.values());
    if (!held)
        return tl::unexpected(held.error());
    taken.clear();
    for (const LockHolder &holder : *held)
        taken.insert(holder.row.key);
    free.removeIf([&](qsizetype i) {
        const QList<LockedRow> &rows = std::get<TransactionWrite>(requests[i]).locks;
        return std::any_of(rows.cbegin(), rows.cend(), [&taken](const LockedRow &row) { return taken.contains(row.key); });
    });
    return free;
}

Result<qint64> MysqlLocks::insertSome(const std::vector<MysqlRow> &rows)
{
    std::string text;
    m_insert.append(text, rows, m_connection);
    if (!m_connection.send({text.data(), static_cast<qsizetype>(text.size())}))
        return tl::unexpected(m_connection.error());
    return static_cast<qint64>(mysql_affected_rows(m_connection.handle()));
}

} // namespace txdesk::store
