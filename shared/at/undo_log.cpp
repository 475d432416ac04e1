// The statements of the undo table.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/undo_log.h"

#include "shared/client/participant_sql.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

bool isMysql(const QSqlDatabase &db)
{
    return db.driverName() == "QMYSQL"_L1;
}

tl::unexpected<Error> undoFailure(const QSqlDatabase &db, const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    const QString text = u"undo log: %1"_s.arg(error.text());
    if (isMysql(db)) {
        if (code == 1062)
            return fail(ErrorCode::Conflict, text);
        return fail(code == 1205 || code == 1213 ? ErrorCode::Overloaded : ErrorCode::Unavailable, text);
    }
    if (code == 2067 || code == 1555) // the row's key is taken
        return fail(ErrorCode::Conflict, text);
    return fail((code & 0xff) == 5 || (code & 0xff) == 6 ? ErrorCode::Overloaded : ErrorCode::Unavailable, text);
}

Result<QSqlQuery> undoStatement(const QSqlDatabase &db, QLatin1StringView name, bool perDialect, const QString &table)
{
    if (db.driverName() != "QSQLITE"_L1 && !isMysql(db))
        return fail(ErrorCode::InvalidRequest, u"the undo log knows QSQLITE and QMYSQL, not %1"_s.arg(db.driverName()));
    if (table.isEmpty() || std::ranges::any_of(table, [](QChar c) { return u"\"`[]"_s.contains(c); }))
        return fail(ErrorCode::InvalidRequest, u"not a table name: %1"_s.arg(table.left(64)), u"undoTable"_s);
    QByteArray file(name.data(), name.size());
    if (perDialect)
        file += isMysql(db) ? "_mysql" : "_sqlite";
    Result<QString> text = client::participantStatement(QLatin1StringView(file));
    if (!text)
        return tl::unexpected(text.error());
    text->replace("{table}"_L1, db.driver()->escapeIdentifier(table, QSqlDriver::TableName));
    QSqlQuery query(db);
    if (!query.prepare(*text))
        return undoFailure(db, query.lastError());
    return query;
}

Result<QSqlQuery> undoStatementFor(const QSqlDatabase &db, QLatin1StringView name, bool perDialect, const QString &table, const Gid &gid,
                                   const BranchId &branch)
{
    Result<QSqlQuery> query = undoStatement(db, name, perDialect, table);
    if (query) {
        query->bindValue(u":xid"_s, gid.value);
        query->bindValue(u":branch"_s, branch.value);
    }
    return query;
}

Result<> insertRow(const QSqlDatabase &db, const QString &table, const Gid &gid, const BranchId &branch, const UndoRow &row)
{
    Result<QSqlQuery> query = undoStatementFor(db, "undo_insert"_L1, true, table, gid, branch);
    if (!query)
        return tl::unexpected(query.error());
    query->bindValue(u":context"_s, u"format=json"_s);
    query->bindValue(u":info"_s, row.record);
    query->bindValue(u":status"_s, int(row.state));
    if (!query->exec())
        return undoFailure(db, query->lastError());
    return {};
}

// Nobody can be asked now; an answer that is no status is about that gid alone.
bool isAway(const Error &error)
{
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::OutcomeUnknown || error.code == ErrorCode::Overloaded;
}

} // namespace

UndoLog::UndoLog(QSqlDatabase db, QString table) : m_db(std::move(db)), m_table(std::move(table)) {}

Result<> UndoLog::createTable()
{
    Result<QSqlQuery> query = undoStatement(m_db, "undo"_L1, true, m_table);
    if (!query)
        return tl::unexpected(query.error());
    if (!query->exec())
        return undoFailure(m_db, query->lastError());
    return {};
}

Result<> UndoLog::insert(const Gid &gid, const BranchId &branch, const QByteArray &record)
{
    return insertRow(m_db, m_table, gid, branch, {UndoState::Undoable, record});
}

Result<> UndoLog::insertTombstone(const Gid &gid, const BranchId &branch)
{
    return insertRow(m_db, m_table, gid, branch, {UndoState::Tombstone, "{}"});
}

Result<std::optional<UndoRow>> UndoLog::find(const Gid &gid, const BranchId &branch, bool forUpdate)
{
    Result<QSqlQuery> query = undoStatementFor(m_db, forUpdate ? "undo_find_locked"_L1 : "undo_find"_L1, forUpdate, m_table, gid, branch);
    if (!query)
        return tl::unexpected(query.error());
    if (!query->exec())
        return undoFailure(m_db, query->lastError());
    if (!query->next())
        return std::nullopt;
    const bool isUndoable = query->value(0).toInt() == int(UndoState::Undoable);
    return UndoRow{isUndoable ? UndoState::Undoable : UndoState::Tombstone, query->value(1).toByteArray()};
}

Result<bool> UndoLog::remove(const Gid &gid, const BranchId &branch)
{
    Result<QSqlQuery> query = undoStatementFor(m_db, "undo_delete"_L1, false, m_table, gid, branch);
    if (!query)
        return tl::unexpected(query.error());
    if (!query->exec())
        return undoFailure(m_db, query->lastError());
    return query->numRowsAffected() > 0;
}

Result<QList<Gid>> UndoLog::oldest(Milliseconds retention, int limit, int offset)
{
    Result<QSqlQuery> old = undoStatement(m_db, "undo_old"_L1, true, m_table);
    if (!old)
        return tl::unexpected(old.error());
    old->bindValue(u":seconds"_s, qint64(std::chrono::duration_cast<Seconds>(retention).count()));
    old->bindValue(u":limit"_s, limit);
    old->bindValue(u":offset"_s, offset);
    if (!old->exec())
        return undoFailure(m_db, old->lastError());
    QList<Gid> gids;
    while (old->next())
        gids.append(Gid{old->value(0).toString()});
    return gids;
}

Result<int> UndoLog::removeFrom(UndoState least, const Gid &gid)
{
    Result<QSqlQuery> query = undoStatement(m_db, "undo_purge"_L1, false, m_table);
    if (!query)
        return tl::unexpected(query.error());
    query->bindValue(u":xid"_s, gid.value);
    query->bindValue(u":least"_s, int(least));
    if (!query->exec())
        return undoFailure(m_db, query->lastError());
    return query->numRowsAffected();
}

// What must stay is the oldest sooner or later: it is passed by, or nothing behind it would ever be removed.
Result<int> UndoLog::purge(client::CoordinatorConnection &coordinator, Milliseconds retention, int limit)
{
    int removed = 0;
    int kept = 0;
    for (int over = 0; over < limit;) {
        const Result<QList<Gid>> gids = oldest(retention, limit, kept);
        if (!gids)
            return tl::unexpected(gids.error());
        if (gids->isEmpty())
            break;
        for (const Gid &gid : *gids) {
            if (over == limit)
                return removed;
            const Result<std::optional<TransactionStatus>> status = coordinator.status(gid).result();
            if (!status && isAway(status.error()))
                return removed;
            const bool isForgotten = status && !*status; // the coordinator forgets only what is over
            const bool isOver = status && *status && isFinal(**status);
            const Result<int> rows = isOver || isForgotten ? removeFrom(isOver ? UndoState::Undoable : UndoState::Tombstone, gid) : Result<int>(0);
            if (!rows)
                return rows;
            if (*rows == 0) {
                ++kept;
                continue;
            }
            removed += *rows;
            ++over;
        }
    }
    return removed;
}

} // namespace txdesk::at
