// Statements are made from the names in information_schema, never from those in the record.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_restore.h"

#include "shared/at/mysql_references.h"

#include <QSqlError>

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

// Each column of the item in the table.
Result<QList<qsizetype>> placesOf(const MysqlTable &table, const UndoItem &item)
{
    QList<qsizetype> places;
    for (const UndoColumn &column : item.columns) {
        const std::optional<qsizetype> place = table.indexOf(column.name);
        if (!place || table.columns[*place].name != column.name || table.columns[*place].type != column.type)
            return fail(ErrorCode::Conflict, u"the column %1.%2 is gone or has another type by now"_s.arg(table.name, column.name.left(64)));
        places.append(*place);
    }
    return places;
}

} // namespace

Result<> MysqlRestore::run(const QByteArray &sql, const QVariantList &values)
{
    const Result<QSqlQuery> query = mysqlRun(m_db, sql, values);
    if (query)
        return {};
    // What is wrong with a statement of ours is wrong with the data: a person must look.
    const ErrorCode code = query.error().code == ErrorCode::InvalidRequest ? ErrorCode::Conflict : query.error().code;
    return fail(code, query.error().message);
}

Result<> MysqlRestore::setUp(Milliseconds lockWait)
{
    const QByteArray seconds = QByteArray::number(std::max<qint64>(1, std::chrono::ceil<std::chrono::seconds>(lockWait).count()));
    for (const QByteArray &setting : {QByteArray("sql_mode = 'NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,ALLOW_INVALID_DATES'"), QByteArray("time_zone = '+00:00'"),
                                      QByteArray("foreign_key_checks = 0"), QByteArray("autocommit = 1"), QByteArray("sql_select_limit = 18446744073709551615"),
                                      "innodb_lock_wait_timeout = " + seconds,
                                      "lock_wait_timeout = " + seconds})
        if (const Result<QSqlQuery> set = mysqlRun(m_db, "SET SESSION " + setting); !set)
            return tl::unexpected(set.error());
    const Result<QSqlQuery> level = mysqlRun(m_db, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    if (!level)
        return tl::unexpected(level.error());
    const Result<MysqlSession> session = readMysqlSession(m_db);
    if (!session)
        return tl::unexpected(session.error());
    m_session = *session;
    return {};
}

Result<> MysqlRestore::begin()
{
    m_tables = std::make_unique<MysqlTables>(m_db, m_session);
    m_brokenAtTheBegin.reset();
    const Result<QSqlQuery> begun = mysqlRun(m_db, "START TRANSACTION");
    return begun ? Result<>{} : tl::unexpected(begun.error());
}

Result<> MysqlRestore::savepoint()
{
    return run("SAVEPOINT txdesk_undo");
}

Result<> MysqlRestore::backToSavepoint()
{
    return run("ROLLBACK TO SAVEPOINT txdesk_undo");
}

Result<> MysqlRestore::commit()
{
    const Result<QSqlQuery> committed = mysqlRun(m_db, "COMMIT");
    return committed ? Result<>{} : tl::unexpected(committed.error());
}

void MysqlRestore::rollback()
{
    static_cast<void>(mysqlRun(m_db, "ROLLBACK"));
}

Result<const MysqlTable *> MysqlRestore::tableOf(const UndoItem &item)
{
    Result<const MysqlTable *> table = m_tables->find(item.table);
    if (!table && table.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Conflict, u"the table %1 is gone"_s.arg(item.table.left(64)));
    return table;
}

Result<Shape> MysqlRestore::checkShape(const UndoItem &item)
{
    const Result<const MysqlTable *> table = tableOf(item);
    if (!table)
        return tl::unexpected(table.error());
    if (!(*table)->refusal.isEmpty())
        return fail(ErrorCode::Conflict, (*table)->refusal);
    if ((*table)->keyNames() != item.key)
        return fail(ErrorCode::Conflict, u"the table %1 has another primary key by now"_s.arg(item.table));
    const Result<QList<qsizetype>> places = placesOf(**table, item);
    if (!places)
        return tl::unexpected(places.error());
    return Shape{.isWhole = item.columns.size() == (*table)->columns.size()};
}

Result<QHash<QByteArray, Row>> MysqlRestore::rowsByKey(const MysqlTable &table, const QList<Row> &keys)
{
    const Result<QList<MysqlImage>> images = imagesByKeys(m_db, table, keys);
    if (!images)
        return fail(images.error().code == ErrorCode::InvalidRequest ? ErrorCode::Conflict : images.error().code, images.error().message);
    QHash<QByteArray, Row> rows;
    for (const MysqlImage &image : *images)
        rows.insert(identityOfKey(table.keyOf(image.row)), image.row);
    return rows;
}

// A row whose key is spelled in another way, and yet the same to the collation, is found by itself.
Result<QList<std::optional<Row>>> MysqlRestore::currentRows(const UndoItem &item)
{
    const Result<const MysqlTable *> table = tableOf(item);
    const Result<QList<qsizetype>> places = table ? placesOf(**table, item) : tl::unexpected(table.error());
    if (!places)
        return tl::unexpected(places.error());
    QList<Row> keys;
    for (const Row &image : item.kind == ChangeKind::Insert ? item.after : item.before)
        keys.append(item.keyOf(image));
    const Result<QHash<QByteArray, Row>> known = rowsByKey(**table, keys);
    if (!known)
        return tl::unexpected(known.error());
    QList<std::optional<Row>> rows;
    for (const Row &key : keys) {
        std::optional<Row> whole;
        if (const auto found = known->constFind(identityOfKey(key)); found != known->constEnd()) {
            whole = *found;
        } else {
            const Result<QHash<QByteArray, Row>> other = rowsByKey(**table, {key});
            if (!other)
                return tl::unexpected(other.error());
            if (!other->isEmpty())
                whole = other->cbegin().value();
        }
        rows.append(std::nullopt);
        if (whole) {
            rows.last().emplace();
            for (const qsizetype place : *places)
                rows.last()->append((*whole)[place]);
        }
    }
    return rows;
}

Result<QByteArray> MysqlRestore::whereKey(const MysqlTable &table, const UndoItem &item, const Row &row) const
{
    return table.whereKey({}, item.keyOf(row));
}

Result<> MysqlRestore::insertRow(const UndoItem &item, const Row &row)
{
    const Result<const MysqlTable *> table = tableOf(item);
    const Result<QList<qsizetype>> places = table ? placesOf(**table, item) : tl::unexpected(table.error());
    if (!places)
        return tl::unexpected(places.error());
    QByteArrayList names, marks;
    QVariantList values;
    for (qsizetype i = 0; i < row.size(); ++i) {
        const MysqlColumn &column = (*table)->columns[(*places)[i]];
        const Result<QByteArray> value = mysqlAssigned(column, row[i], values);
        if (!value)
            return fail(ErrorCode::Conflict, value.error().message);
        names.append(mysqlQuoted(column.name));
        marks.append(*value);
    }
    return run("INSERT INTO " + mysqlQuoted((*table)->name) + " (" + names.join(", ") + ") VALUES (" + marks.join(", ") + ')', values);
}

Result<> MysqlRestore::updateRow(const UndoItem &item, const Row &row, const QList<qsizetype> &columns)
{
    const Result<const MysqlTable *> table = tableOf(item);
    const Result<QList<qsizetype>> places = table ? placesOf(**table, item) : tl::unexpected(table.error());
    if (!places)
        return tl::unexpected(places.error());
    const Result<QByteArray> where = whereKey(**table, item, row);
    if (!where)
        return fail(ErrorCode::Conflict, where.error().message);
    QByteArrayList sets;
    QVariantList values;
    QList<qsizetype> written;
    for (const qsizetype i : columns) {
        const MysqlColumn &column = (*table)->columns[(*places)[i]];
        const Result<QByteArray> value = mysqlAssigned(column, row[i], values);
        if (!value)
            return fail(ErrorCode::Conflict, value.error().message);
        sets.append(mysqlQuoted(column.name) + " = " + *value);
        written.append((*places)[i]);
    }
    for (qsizetype i = 0; i < (*table)->columns.size(); ++i) // ON UPDATE CURRENT_TIMESTAMP must not be at work
        if (const QByteArray name = mysqlQuoted((*table)->columns[i].name); (*table)->columns[i].setsItself && !written.contains(i))
            sets.append(name + " = " + name);
    return run("UPDATE " + mysqlQuoted((*table)->name) + " SET " + sets.join(", ") + " WHERE " + *where, values);
}

Result<> MysqlRestore::deleteRow(const UndoItem &item, const Row &row)
{
    const Result<const MysqlTable *> table = tableOf(item);
    const Result<QByteArray> where = table ? whereKey(**table, item, row) : tl::unexpected(table.error());
    if (!where)
        return tl::unexpected(where.error());
    return run("DELETE FROM " + mysqlQuoted((*table)->name) + " WHERE " + *where);
}

Result<> MysqlRestore::checkReferences(const QList<UndoItem> &items)
{
    qint64 sum = 0;
    for (const UndoItem &item : items) {
        const Result<const MysqlTable *> table = tableOf(item);
        const Result<qint64> broken = table ? brokenReferences(m_db, **table, item) : tl::unexpected(table.error());
        if (!broken)
            return tl::unexpected(broken.error());
        sum += *broken;
    }
    if (!m_brokenAtTheBegin)
        m_brokenAtTheBegin = sum;
    else if (sum > *m_brokenAtTheBegin)
        return fail(ErrorCode::Conflict, u"rows that somebody has added refer to rows that would go, or rows that would come back refer to rows that are gone"_s);
    return {};
}

} // namespace txdesk::at
