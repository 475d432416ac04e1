// Remembers each row as it was before its first change; the statement then runs on the rows that were remembered.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_capture.h"

#include "shared/at/mysql_insert.h"
#include "shared/statement/analyser.h"

#include <QSqlError>
#include <QSqlRecord>

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;
using statement::Statement;
using statement::StatementKind;

namespace {

QByteArray prefixOf(const Statement &statement)
{
    return mysqlQuoted(statement.table.alias.isEmpty() ? statement.table.name : statement.table.alias) + '.';
}

bool sharesName(const QStringList &one, const QStringList &other)
{
    return std::ranges::any_of(one, [&](const QString &name) { return other.contains(name, Qt::CaseInsensitive); });
}

// Why the server would change other rows, too; empty: it would not.
QString chainReaction(const MysqlTable &table, const Statement &statement)
{
    QStringList assigned;
    for (const statement::Assignment &assignment : statement.assignments)
        assigned.append(assignment.column);
    const bool deletes = statement.kind == StatementKind::Delete || statement.kind == StatementKind::Replace;
    for (const MysqlReference &reference : table.references) {
        if (!reference.isToIt)
            continue;
        if (deletes && reference.actsOnDelete)
            return u"deleting rows of %1 would change rows of %2 (foreign key %3)"_s.arg(table.name, reference.child, reference.name);
        if (reference.actsOnUpdate && (deletes || sharesName(reference.parentColumns, assigned)))
            return u"changing rows of %1 would change rows of %2 (foreign key %3)"_s.arg(table.name, reference.child, reference.name);
    }
    return {};
}

bool assignsKey(const MysqlTable &table, const Statement &statement)
{
    const QStringList key = table.keyNames();
    return std::ranges::any_of(statement.assignments, [&](const statement::Assignment &one) {
        if (!key.contains(one.column, Qt::CaseInsensitive))
            return false;
        // id = LAST_INSERT_ID(id) changes nothing: it tells the key of the row that was there.
        const QString value = QString::fromUtf8(statement.textOf(one.value.span)).remove(u' ').remove(u'`');
        return value.compare(u"last_insert_id(%1)"_s.arg(one.column), Qt::CaseInsensitive) != 0;
    });
}

// The part with its values; what stands behind it must not hold any.
void add(const Statement &statement, const statement::Span &span, const QVariantList &binds, QByteArray &sql, QVariantList &values)
{
    const statement::Excerpt part = statement.excerpt(span);
    sql += part.sql;
    for (const qsizetype index : part.parameters)
        values.append(binds[index]);
}

} // namespace

MysqlCapture::~MysqlCapture()
{
    rollback();
}

tl::unexpected<Error> MysqlCapture::spoil(ErrorCode code, const QString &why)
{
    m_spoilt = Error{code, why, {}};
    return tl::unexpected(*m_spoilt);
}

Result<> MysqlCapture::begin()
{
    const Result<MysqlSession> session = readMysqlSession(m_db);
    if (!session)
        return tl::unexpected(session.error());
    m_session = *session;
    m_tables = std::make_unique<MysqlTables>(m_db, m_session);
    // START TRANSACTION would commit an open one; this says whether there is one. It also takes back a level set for one only.
    QSqlError error;
    const Result<QSqlQuery> level = mysqlRun(m_db, "SET TRANSACTION ISOLATION LEVEL " + m_session.isolation, {}, &error);
    if (!level && error.nativeErrorCode() == "1568"_L1)
        return fail(ErrorCode::InvalidRequest, u"the connection is in a transaction"_s);
    if (!level)
        return tl::unexpected(level.error());
    const Result<QSqlQuery> begun = mysqlRun(m_db, "START TRANSACTION");
    if (!begun)
        return tl::unexpected(begun.error());
    m_isOpen = true;
    return {};
}

// A deadlock, and some other errors, end the transaction on the server: what follows would be committed one by one.
Result<QSqlQuery> MysqlCapture::run(const QByteArray &sql, const QVariantList &values)
{
    if (sql.size() > m_session.packetBytesMax - 1024)
        return fail(ErrorCode::InvalidRequest, u"the statement has %1 bytes with the keys of its rows, more than max_allowed_packet"_s.arg(sql.size()));
    QSqlError error;
    Result<QSqlQuery> query = mysqlRun(m_db, sql, values, &error);
    if (!query && hasRolledBack(error))
        return spoil(query.error().code, query.error().message);
    return query;
}

Result<Statement> MysqlCapture::analysed(const QString &sql, const QVariantList &binds) const
{
    if (!m_isOpen)
        return fail(ErrorCode::InvalidRequest, u"no local transaction has begun"_s);
    if (m_spoilt)
        return tl::unexpected(*m_spoilt);
    if (!sql.isValidUtf16())
        return fail(ErrorCode::InvalidRequest, u"the statement has half of a character"_s, u"sql"_s);
    Result<Statement> read = statement::analyse(sql.toUtf8(), m_session.mode);
    if (!read)
        return read;
    if (std::ranges::any_of(read->parameters, [](const statement::Parameter &one) { return !one.name.isEmpty(); }))
        return fail(ErrorCode::InvalidRequest, u"AT takes values by position: write ? for each"_s, u"sql"_s);
    if (read->parameters.size() != binds.size())
        return fail(ErrorCode::InvalidRequest, u"the statement takes %1 values, not %2"_s.arg(read->parameters.size()).arg(binds.size()), u"binds"_s);
    return read;
}

Result<const MysqlTable *> MysqlCapture::tableOf(const Statement &statement)
{
    const Qt::CaseSensitivity rule = m_session.foldsTableNames ? Qt::CaseInsensitive : Qt::CaseSensitive;
    if (!statement.table.schema.isEmpty() && statement.table.schema.compare(m_session.schema, rule) != 0)
        return fail(ErrorCode::InvalidRequest, u"AT changes tables of the connection's database only: open one to %1"_s.arg(statement.table.schema.left(64)));
    Result<const MysqlTable *> table = m_tables->find(statement.table.name);
    if (!table)
        return fail(table.error().code == ErrorCode::NotFound ? ErrorCode::InvalidRequest : table.error().code, table.error().message);
    if (!(*table)->refusal.isEmpty())
        return fail(ErrorCode::InvalidRequest, (*table)->refusal);
    if ((*table)->name.compare(m_undoTable, Qt::CaseInsensitive) == 0)
        return fail(ErrorCode::InvalidRequest, u"the undo table is AT's own"_s);
    return table;
}

Result<QSqlQuery> MysqlCapture::exec(const QString &sql, const QVariantList &binds)
{
    const Result<Statement> statement = analysed(sql, binds);
    if (!statement)
        return tl::unexpected(statement.error());
    switch (statement->kind) {
    case StatementKind::Insert:
    case StatementKind::InsertIgnore:
    case StatementKind::Upsert:
    case StatementKind::Replace: return execInsert(*statement, binds);
    case StatementKind::Update:
    case StatementKind::Delete: return execChange(*statement, binds);
    case StatementKind::SelectForUpdate: return execRead(*statement, binds);
    case StatementKind::PlainRead:
    case StatementKind::Show: break;
    }
    return run(statement->whole().sql, binds);
}

// WHERE is evaluated once, here: what the clock or another table says may be different a moment later.
Result<QList<MysqlImage>> MysqlCapture::chosenRows(const Statement &statement, const QVariantList &binds, const MysqlTable &table)
{
    QByteArray sql = imageSelect(table, prefixOf(statement), {});
    QVariantList values;
    add(statement, statement.table.whole, binds, sql, values);
    if (statement.where) {
        sql += " WHERE (";
        add(statement, *statement.where, binds, sql, values);
        sql += ')';
    }
    if (statement.orderBy) {
        sql += " ORDER BY ";
        add(statement, *statement.orderBy, binds, sql, values);
    }
    sql += " LIMIT ";
    if (statement.limit)
        add(statement, *statement.limit, binds, sql, values);
    else
        sql += QByteArray::number(imageRowsMax + 1);
    sql += ' ';
    sql += statement.locking ? statement.textOf(*statement.locking).toByteArray() : QByteArray("FOR UPDATE");
    QSqlError error;
    Result<QList<MysqlImage>> images = readImages(m_db, table, sql, values, &error);
    if (!images && hasRolledBack(error))
        return spoil(images.error().code, images.error().message);
    return images;
}

// The statement with the rows that were chosen in place of its WHERE and LIMIT.
Result<QSqlQuery> MysqlCapture::execChosen(const Statement &statement, const QVariantList &binds, const MysqlTable &table, const QList<Row> &keys)
{
    const Result<QByteArray> where = table.whereKeys(prefixOf(statement), keys);
    if (!where)
        return tl::unexpected(where.error());
    QByteArray sql;
    QVariantList values;
    const qsizetype end = statement.assigned ? statement.assigned->end() : statement.table.whole.end();
    add(statement, {0, end}, binds, sql, values);
    sql += " WHERE " + *where;
    if (statement.orderBy) {
        sql += " ORDER BY ";
        add(statement, *statement.orderBy, binds, sql, values);
    }
    if (statement.locking)
        sql += ' ' + statement.textOf(*statement.locking).toByteArray();
    return run(sql, values);
}

Result<QSqlQuery> MysqlCapture::execChange(const Statement &statement, const QVariantList &binds)
{
    const Result<const MysqlTable *> found = tableOf(statement);
    if (!found)
        return tl::unexpected(found.error());
    const MysqlTable &table = **found;
    if (assignsKey(table, statement))
        return fail(ErrorCode::InvalidRequest, u"an update of the primary key of %1 cannot be undone: delete the row and insert another"_s.arg(table.name));
    if (const QString why = chainReaction(table, statement); !why.isEmpty())
        return fail(ErrorCode::InvalidRequest, why);
    const Result<QList<MysqlImage>> images = chosenRows(statement, binds, table);
    if (!images)
        return tl::unexpected(images.error());
    m_touched.note(table, *images, true);
    QList<Row> keys;
    for (const MysqlImage &image : *images)
        keys.append(table.keyOf(image.row));
    Result<QSqlQuery> query = execChosen(statement, binds, table, keys);
    const bool isDelete = statement.kind == StatementKind::Delete;
    if (query && (isDelete ? query->numRowsAffected() != keys.size() : query->numRowsAffected() > keys.size()))
        return spoil(ErrorCode::Internal, u"%1 rows of %2 were changed, but %3 were locked"_s.arg(query->numRowsAffected()).arg(table.name).arg(keys.size()));
    return query;
}

Result<QSqlQuery> MysqlCapture::execRead(const Statement &statement, const QVariantList &binds)
{
    const Result<const MysqlTable *> found = tableOf(statement);
    if (!found)
        return tl::unexpected(found.error());
    const MysqlTable &table = **found;
    const Result<QList<MysqlImage>> images = chosenRows(statement, binds, table);
    if (!images)
        return tl::unexpected(images.error());
    QList<Row> keys;
    for (const MysqlImage &image : *images) {
        keys.append(table.keyOf(image.row));
        m_lockedReads.add(table.name, image.folded);
    }
    return execChosen(statement, binds, table, keys);
}

Result<QSqlQuery> MysqlCapture::execInsert(const Statement &statement, const QVariantList &binds)
{
    const Result<const MysqlTable *> found = tableOf(statement);
    if (!found)
        return tl::unexpected(found.error());
    const MysqlTable &table = **found;
    if (assignsKey(table, statement))
        return fail(ErrorCode::InvalidRequest, u"an update of the primary key of %1 cannot be undone"_s.arg(table.name));
    if (const QString why = chainReaction(table, statement); !why.isEmpty())
        return fail(ErrorCode::InvalidRequest, why);
    MysqlInsert insert(m_db, m_session, table, statement, binds);
    if (const Result<> prepared = insert.prepare(); !prepared)
        return insert.hasRolledBack() ? spoil(prepared.error().code, prepared.error().message) : tl::unexpected(prepared.error());
    m_touched.note(table, insert.before(), true);
    Result<QSqlQuery> query = insert.run();
    if (!query && insert.hasChanged())
        return spoil(query.error().code, query.error().message);
    if (!query)
        return query;
    m_touched.note(table, insert.added(), false);
    return query;
}

Result<QList<QVariantList>> MysqlCapture::selectForUpdate(const QString &table, const QString &sql, const QVariantList &binds)
{
    const Result<Statement> statement = analysed(sql, binds);
    if (!statement)
        return tl::unexpected(statement.error());
    if (statement->kind != StatementKind::SelectForUpdate || statement->table.name.compare(table, Qt::CaseInsensitive) != 0)
        return fail(ErrorCode::InvalidRequest, u"not a SELECT .. FOR UPDATE of %1"_s.arg(table.left(64)), u"sql"_s);
    Result<QSqlQuery> query = execRead(*statement, binds);
    if (!query)
        return tl::unexpected(query.error());
    QList<QVariantList> rows;
    while (query->next()) {
        QVariantList row;
        for (int i = 0; i < query->record().count(); ++i)
            row.append(query->value(i));
        rows.append(row);
    }
    return rows;
}

QList<client::TableLocks> MysqlCapture::takeLockedReads()
{
    return m_lockedReads.take();
}

Result<ChangeSet> MysqlCapture::flush()
{
    if (m_spoilt)
        return tl::unexpected(*m_spoilt);
    Result<ChangeSet> changes = m_touched.changes(m_db);
    const Result<> fits = changes ? checkPacket(*changes) : tl::unexpected(changes.error());
    if (!fits)
        return tl::unexpected(fits.error());
    return changes;
}

// A packet that is too large would cost the connection: the undo row must fit, and each row when it is put back.
Result<> MysqlCapture::checkPacket(const ChangeSet &changes) const
{
    qint64 bytes = 4096;
    for (const UndoItem &item : changes.items)
        for (const QList<Row> *images : {&item.before, &item.after})
            for (const Row &row : *images)
                for (const RowValue &value : row)
                    bytes += 16 + value.data.size() * (value.kind == RowValue::Kind::Bytes ? 4 : 3) / 3;
    if (bytes < m_session.packetBytesMax)
        return {};
    return fail(ErrorCode::InvalidRequest, u"the undo record would have more than %1 bytes, more than max_allowed_packet (%2): change less at once"_s.arg(bytes).arg(m_session.packetBytesMax));
}

Result<> MysqlCapture::commit()
{
    if (m_spoilt)
        return tl::unexpected(*m_spoilt);
    QSqlError error;
    const Result<QSqlQuery> committed = mysqlRun(m_db, "COMMIT", {}, &error);
    if (!committed && isConnectionLost(error))
        return fail(ErrorCode::OutcomeUnknown, committed.error().message);
    if (!committed)
        return tl::unexpected(committed.error());
    m_isOpen = false;
    m_touched.clear();
    return {};
}

void MysqlCapture::rollback()
{
    if (std::exchange(m_isOpen, false) && m_db.isOpen())
        static_cast<void>(mysqlRun(m_db, "ROLLBACK"));
    m_touched.clear();
    static_cast<void>(m_lockedReads.take());
}

} // namespace txdesk::at
