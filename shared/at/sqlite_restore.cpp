// Statements are made from the names in the schema, never from those in the record.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/sqlite_restore.h"

#include "shared/client/participant_sql.h"

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;

Result<> SqliteRestore::setUp(Milliseconds lockWait)
{
    sqlite3_busy_timeout(m_handle, int(lockWait.count()));
    int isOn = 1;
    if (sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &isOn) != SQLITE_OK || isOn != 0)
        return fail(ErrorCode::Internal, u"triggers cannot be switched off"_s);
    return sqliteRun(m_handle, "PRAGMA foreign_keys = OFF");
}

Result<> SqliteRestore::begin()
{
    m_tables.clear();
    m_brokenAtTheBegin.clear();
    return sqliteRun(m_handle, "BEGIN IMMEDIATE");
}

Result<> SqliteRestore::savepoint()
{
    return sqliteRun(m_handle, "SAVEPOINT txdesk_undo");
}

Result<> SqliteRestore::backToSavepoint()
{
    return sqliteRun(m_handle, "ROLLBACK TO txdesk_undo");
}

Result<> SqliteRestore::commit()
{
    return sqliteRun(m_handle, "COMMIT");
}

void SqliteRestore::rollback()
{
    if (sqlite3_get_autocommit(m_handle) == 0)
        static_cast<void>(sqliteRun(m_handle, "ROLLBACK"));
}

Result<const SqliteTable *> SqliteRestore::tableOf(const UndoItem &item)
{
    Result<const SqliteTable *> table = m_tables.find(item.table);
    if (table && (!*table || !(*table)->isStored || (*table)->name != item.table))
        return fail(ErrorCode::Conflict, u"the table %1 is gone"_s.arg(item.table.left(64)));
    return table;
}

Result<Shape> SqliteRestore::checkShape(const UndoItem &item)
{
    const Result<const SqliteTable *> table = tableOf(item);
    if (!table)
        return tl::unexpected(table.error());
    if ((*table)->keyNames() != item.key)
        return fail(ErrorCode::Conflict, u"the table %1 has another primary key by now"_s.arg(item.table));
    for (const UndoColumn &column : item.columns)
        if (!(*table)->columns.contains(column))
            return fail(ErrorCode::Conflict, u"the column %1.%2 is gone or has another type by now"_s.arg(item.table, column.name.left(64)));
    if (!(*table)->refusal.isEmpty())
        return fail(ErrorCode::Conflict, (*table)->refusal);
    return Shape{.isWhole = item.columns.size() == (*table)->columns.size()};
}

Result<QList<std::optional<Row>>> SqliteRestore::currentRows(const UndoItem &item)
{
    const Result<const SqliteTable *> table = tableOf(item);
    if (!table)
        return tl::unexpected(table.error());
    QByteArrayList names;
    for (const UndoColumn &column : item.columns)
        names.append(sqliteQuoted(column.name));
    Result<SqliteStatement> statement = SqliteStatement::prepare(
        m_handle, "SELECT " + names.join(", ") + " FROM main." + sqliteQuoted(item.table) + " WHERE " + (*table)->whereKey(1));
    if (!statement)
        return tl::unexpected(statement.error());
    QList<std::optional<Row>> rows;
    for (const Row &image : item.kind == ChangeKind::Insert ? item.after : item.before) {
        const Result<> bound = statement->bind(1, item.keyOf(image));
        const Result<bool> found = bound ? statement->step() : tl::unexpected(bound.error());
        if (!found)
            return tl::unexpected(found.error());
        Result<Row> row = *found ? statement->row() : Row{};
        if (!row)
            return fail(ErrorCode::Conflict, u"a row of %1 holds a text that is not UTF-8"_s.arg(item.table));
        rows.append(*found ? std::optional<Row>(*std::move(row)) : std::nullopt);
        statement->reset();
    }
    return rows;
}

Result<> SqliteRestore::write(const QByteArray &sql, const Row &values)
{
    Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
    if (!statement)
        return tl::unexpected(statement.error());
    if (const Result<> bound = statement->bind(1, values); !bound)
        return bound;
    if (const Result<bool> done = statement->step(); !done)
        return tl::unexpected(done.error());
    return {};
}

Result<> SqliteRestore::insertRow(const UndoItem &item, const Row &row)
{
    QByteArrayList names;
    QByteArrayList marks;
    for (const UndoColumn &column : item.columns) {
        names.append(sqliteQuoted(column.name));
        marks.append("?");
    }
    return write("INSERT INTO main." + sqliteQuoted(item.table) + " (" + names.join(", ") + ") VALUES (" + marks.join(", ") + ")", row);
}

Result<> SqliteRestore::updateRow(const UndoItem &item, const Row &row, const QList<qsizetype> &columns)
{
    const Result<const SqliteTable *> table = tableOf(item);
    if (!table)
        return tl::unexpected(table.error());
    QByteArrayList sets;
    Row values;
    for (const qsizetype column : columns) {
        values.append(row[column]);
        sets.append(sqliteQuoted(item.columns[column].name) + " = ?" + QByteArray::number(values.size()));
    }
    const QByteArray where = (*table)->whereKey(int(values.size()) + 1);
    values.append(item.keyOf(row));
    return write("UPDATE main." + sqliteQuoted(item.table) + " SET " + sets.join(", ") + " WHERE " + where, values);
}

Result<> SqliteRestore::deleteRow(const UndoItem &item, const Row &row)
{
    const Result<const SqliteTable *> table = tableOf(item);
    if (!table)
        return tl::unexpected(table.error());
    return write("DELETE FROM main." + sqliteQuoted(item.table) + " WHERE " + (*table)->whereKey(1), item.keyOf(row));
}

Result<QStringList> SqliteRestore::referencesOf(const QString &table)
{
    const Result<QString> text = client::participantStatement("at_references_sqlite"_L1);
    Result<SqliteStatement> statement = text ? SqliteStatement::prepare(m_handle, text->toUtf8()) : tl::unexpected(text.error());
    const Result<> bound = statement ? statement->bind(1, RowValue::text(table.toUtf8())) : tl::unexpected(statement.error());
    if (!bound)
        return tl::unexpected(bound.error());
    QStringList names;
    for (;;) {
        const Result<bool> more = statement->step();
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return names;
        names.append(statement->text(0));
    }
}

// A schema whose references cannot be checked (their target has no such key) cannot have enforced them either.
Result<qint64> SqliteRestore::brokenIn(const QString &table)
{
    const Result<QString> text = client::participantStatement("at_broken_references_sqlite"_L1);
    Result<SqliteStatement> statement = text ? SqliteStatement::prepare(m_handle, text->toUtf8()) : tl::unexpected(text.error());
    const Result<> bound = statement ? statement->bind(1, RowValue::text(table.toUtf8())) : tl::unexpected(statement.error());
    if (!bound)
        return tl::unexpected(bound.error());
    const Result<bool> counted = statement->step();
    return counted && *counted ? statement->integer(0) : 0;
}

Result<> SqliteRestore::checkReferences(const QList<UndoItem> &items)
{
    QStringList tables;
    for (const UndoItem &item : items) {
        const Result<QStringList> names = referencesOf(item.table);
        if (!names)
            return tl::unexpected(names.error());
        tables.append(*names);
    }
    tables.removeDuplicates();
    for (const QString &table : tables) {
        const Result<qint64> broken = brokenIn(table);
        if (!broken)
            return tl::unexpected(broken.error());
        const auto before = m_brokenAtTheBegin.constFind(table);
        if (before == m_brokenAtTheBegin.constEnd())
            m_brokenAtTheBegin.insert(table, *broken);
        else if (*broken > *before)
            return fail(ErrorCode::Conflict, u"rows of %1 that somebody has added refer to rows that would go, or are gone"_s.arg(table));
    }
    return {};
}

} // namespace txdesk::at
