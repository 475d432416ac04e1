// Remembers each touched row as it was before its first change; how it came out is read at the end.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/sqlite_capture.h"

#include <QSqlError>
#include <QSqlRecord>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

QByteArray identityOf(const SqliteTable &table, const Row &foldedKey)
{
    QByteArray text = table.name.toUtf8();
    for (const RowValue &value : foldedKey)
        text += '\0' + QByteArray::number(int(value.kind)) + ':' + QByteArray::number(value.data.size()) + ':' + value.data;
    return text;
}

Result<RowValue> keyValueOf(const QVariant &value)
{
    switch (value.isNull() ? QMetaType::UnknownType : value.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
        return RowValue::integer(value.toLongLong());
    case QMetaType::Double:
        return RowValue::real(value.toDouble());
    case QMetaType::QString:
        return RowValue::text(value.toString().toUtf8());
    case QMetaType::QByteArray:
        return RowValue::bytes(value.toByteArray());
    default:
        return fail(ErrorCode::InvalidRequest, u"a row's key has no value"_s);
    }
}

void addLock(QList<client::TableLocks> &locks, const QString &table, const Row &key)
{
    for (client::TableLocks &one : locks)
        if (one.table == table) {
            one.keys.append(key);
            return;
        }
    locks.append({table, {key}});
}

} // namespace

SqliteCapture::SqliteCapture(QSqlDatabase db, sqlite3 *handle, QString undoTable)
    : m_db(std::move(db)), m_handle(handle), m_undoTable(std::move(undoTable)), m_tables(handle), m_guard(m_undoTable)
{
}

SqliteCapture::~SqliteCapture()
{
    rollback();
}

Result<> SqliteCapture::begin()
{
    if (const Result<> begun = sqliteRun(m_handle, "BEGIN IMMEDIATE"); !begun)
        return begun;
    m_isOpen = true;
    // The hook first: the guard has prepared statements prepared anew, and one that was prepared without a hook could empty a
    // table without telling.
    sqlite3_preupdate_hook(m_handle, &SqliteCapture::beforeChange, this);
    m_guard.attach(m_handle);
    return {};
}

void SqliteCapture::end()
{
    m_guard.detach();
    m_readers.clear();
    if (m_isOpen)
        sqlite3_preupdate_hook(m_handle, nullptr, nullptr);
    m_isOpen = false;
}

void SqliteCapture::beforeChange(void *self, sqlite3 *, int change, const char *schema, const char *table, sqlite3_int64 oldRowid, sqlite3_int64)
{
    auto *capture = static_cast<SqliteCapture *>(self);
    const SqliteGuard::Pass pass(capture->m_guard);
    const Result<> noted = capture->note(change, QString::fromUtf8(schema), QString::fromUtf8(table), oldRowid);
    if (!noted && capture->m_refusal.isEmpty())
        capture->m_refusal = noted.error().message;
}

Result<> SqliteCapture::note(int change, const QString &schema, const QString &tableName, qint64 oldRowid)
{
    if (schema == "temp"_L1 || tableName.compare(m_undoTable, Qt::CaseInsensitive) == 0)
        return {};
    if (schema != "main"_L1)
        return fail(ErrorCode::InvalidRequest, u"a change of the attached database %1"_s.arg(schema));
    const Result<const SqliteTable *> found = captured(tableName);
    if (!found)
        return tl::unexpected(found.error());
    const SqliteTable *table = *found;
    const Result<Row> key = changedKey(*table, change == SQLITE_INSERT);
    if (!key)
        return tl::unexpected(key.error());
    if (change == SQLITE_UPDATE) {
        const Result<Row> newKey = changedKey(*table, true);
        if (!newKey || *newKey != *key)
            return fail(ErrorCode::InvalidRequest, u"an update of the primary key of %1"_s.arg(tableName));
    }
    const QByteArray identity = identityOf(*table, table->foldedKey(*key));
    if (m_known.contains(identity))
        return {};
    Touched touched{.table = table, .key = *key};
    if (change != SQLITE_INSERT) {
        // Not sqlite3_preupdate_old(): SQLite 3.40 tells NULL for a column that was added with a default after the row was
        // written. By rowid, since the entry in the key's index may be gone already.
        const QByteArray where = table->rowid.isEmpty() ? table->whereKey(1) : table->rowid + " = ?1";
        Result<std::optional<Row>> before = read(*table, where, table->rowid.isEmpty() ? *key : Row{RowValue::integer(oldRowid)});
        if (!before)
            return tl::unexpected(before.error());
        if (!*before)
            return fail(ErrorCode::Internal, u"a row of %1 cannot be read before its change"_s.arg(tableName));
        touched.before = *std::move(before);
    }
    m_known.insert(identity, m_touched.size());
    m_touched.append(std::move(touched));
    return {};
}

Result<const SqliteTable *> SqliteCapture::captured(const QString &name)
{
    const Result<const SqliteTable *> table = m_tables.find(name);
    if (!table)
        return table;
    if (!*table)
        return fail(ErrorCode::InvalidRequest, u"there is no table %1"_s.arg(name.left(64)));
    if (!(*table)->refusal.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"its changes cannot be undone: "_s + (*table)->refusal);
    return table;
}

// Of the statement that was prepared last, with all that its triggers and cascades may touch.
Result<> SqliteCapture::checkWrites()
{
    const SqliteGuard::Pass pass(m_guard);
    for (const SqliteGuard::Write &write : m_guard.takeWrites()) {
        const Result<const SqliteTable *> table = captured(write.table);
        if (!table)
            return tl::unexpected(table.error());
        if ((*table)->isStored && (*table)->keyNames().contains(write.column, Qt::CaseInsensitive))
            return fail(ErrorCode::InvalidRequest,
                        u"an update of the primary key (%1.%2): insert the new row and delete the old one instead"_s.arg(write.table, write.column));
    }
    return {};
}

Result<Row> SqliteCapture::changedKey(const SqliteTable &table, bool isNew)
{
    Row key;
    for (const SqliteKeyColumn &column : table.key) {
        sqlite3_value *value = nullptr;
        const int code = isNew ? sqlite3_preupdate_new(m_handle, column.index, &value) : sqlite3_preupdate_old(m_handle, column.index, &value);
        if (code != SQLITE_OK || !value)
            return fail(ErrorCode::Internal, u"the key of a changed row of %1 cannot be read"_s.arg(table.name));
        Result<RowValue> read = valueOf(value);
        if (!read)
            return tl::unexpected(read.error());
        if (read->isNull())
            return fail(ErrorCode::InvalidRequest, u"a row of %1 with NULL in its primary key cannot be undone"_s.arg(table.name));
        key.append(*std::move(read));
    }
    return key;
}

Result<std::optional<Row>> SqliteCapture::read(const SqliteTable &table, const QByteArray &where, const Row &values)
{
    const std::string sql = ("SELECT " + table.columnList() + " FROM main." + sqliteQuoted(table.name) + " WHERE " + where).toStdString();
    auto reader = m_readers.find(sql);
    if (reader == m_readers.end()) {
        Result<SqliteStatement> prepared = SqliteStatement::prepare(m_handle, QByteArray::fromStdString(sql));
        if (!prepared)
            return tl::unexpected(prepared.error());
        reader = m_readers.emplace(sql, *std::move(prepared)).first;
    }
    SqliteStatement &statement = reader->second;
    if (const Result<> bound = statement.bind(1, values); !bound)
        return tl::unexpected(bound.error());
    const Result<bool> found = statement.step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found) {
        statement.reset();
        return std::nullopt;
    }
    Result<Row> row = statement.row();
    statement.reset();
    if (!row)
        return tl::unexpected(row.error());
    return std::optional<Row>(*std::move(row));
}

Result<QSqlQuery> SqliteCapture::exec(const QString &sql, const QVariantList &binds)
{
    static_cast<void>(m_guard.takeRefusal());
    static_cast<void>(m_guard.takeWrites());
    QSqlQuery query(m_db);
    bool works = query.prepare(sql);
    if (works)
        if (const Result<> checked = checkWrites(); !checked)
            return fail(checked.error().code, u"refused: %1"_s.arg(checked.error().message));
    for (const QVariant &value : binds)
        query.addBindValue(value);
    works = works && query.exec();
    if (const QString denied = m_guard.takeRefusal(); !works && !denied.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"refused: %1"_s.arg(denied));
    if (!m_refusal.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"refused: %1"_s.arg(m_refusal));
    if (!works)
        return fail(sqliteErrorCode(query.lastError().nativeErrorCode().toInt()), query.lastError().text());
    return query;
}

Result<QList<QVariantList>> SqliteCapture::selectForUpdate(const QString &table, const QString &sql, const QVariantList &binds)
{
    const Result<const SqliteTable *> found = [&] {
        const SqliteGuard::Pass pass(m_guard);
        return captured(table);
    }();
    if (!found)
        return tl::unexpected(found.error());
    const SqliteTable *known = *found;
    Result<QSqlQuery> query = exec(sql, binds);
    if (!query)
        return tl::unexpected(query.error());
    const QSqlRecord columns = query->record();
    QList<QVariantList> rows;
    while (query->next()) {
        Row key;
        for (const QString &name : known->keyNames()) {
            const int at = columns.indexOf(name);
            const Result<RowValue> value = keyValueOf(at < 0 ? QVariant() : query->value(at));
            if (!value)
                return fail(ErrorCode::InvalidRequest, u"the select does not tell %1, a key column of %2"_s.arg(name, table));
            key.append(*value);
        }
        addLock(m_lockedReads, known->name, known->foldedKey(key));
        QVariantList row;
        for (int i = 0; i < columns.count(); ++i)
            row.append(query->value(i));
        rows.append(row);
    }
    return rows;
}

QList<client::TableLocks> SqliteCapture::takeLockedReads()
{
    return std::exchange(m_lockedReads, {});
}

Result<ChangeSet> SqliteCapture::flush()
{
    if (!m_refusal.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"refused: %1"_s.arg(m_refusal));
    const SqliteGuard::Pass pass(m_guard);
    ChangeSet changes;
    for (const Touched &touched : m_touched)
        if (const Result<> added = add(changes, touched); !added)
            return tl::unexpected(added.error());
    m_readers.clear(); // no statement may be open when it commits
    m_guard.openUndoTable();
    return changes;
}

Result<> SqliteCapture::add(ChangeSet &changes, const Touched &touched)
{
    const SqliteTable &table = *touched.table;
    addLock(changes.locks, table.name, table.foldedKey(touched.key));
    const Result<std::optional<Row>> after = read(table, table.whereKey(1), touched.key);
    if (!after)
        return tl::unexpected(after.error());
    if (touched.before == *after)
        return {};
    const ChangeKind kind = !touched.before ? ChangeKind::Insert : !*after ? ChangeKind::Delete : ChangeKind::Update;
    if (changes.items.isEmpty() || changes.items.last().table != table.name || changes.items.last().kind != kind)
        changes.items.append({.kind = kind, .table = table.name, .key = table.keyNames(), .columns = table.columns});
    if (touched.before)
        changes.items.last().before.append(*touched.before);
    if (*after)
        changes.items.last().after.append(**after);
    return {};
}

Result<> SqliteCapture::commit()
{
    const SqliteGuard::Pass pass(m_guard);
    if (const Result<> committed = sqliteRun(m_handle, "COMMIT"); !committed)
        return committed;
    end();
    return {};
}

void SqliteCapture::rollback()
{
    const bool wasOpen = m_isOpen;
    end();
    if (wasOpen && sqlite3_get_autocommit(m_handle) == 0)
        static_cast<void>(sqliteRun(m_handle, "ROLLBACK"));
}

} // namespace txdesk::at
