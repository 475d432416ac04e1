// Statements and values by SQLite's C interface.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/sqlite_handle.h"

#include <QSqlDriver>
#include <QSqlQuery>
#include <QVariant>

#include <cstring>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

// The driver might bring a SQLite of its own; its connections must not be handed to this one.
bool isSameLibrary(const QSqlDatabase &db)
{
    QSqlQuery query(db);
    return query.exec(u"SELECT sqlite_source_id()"_s) && query.next() && query.value(0).toString() == QLatin1StringView(sqlite3_sourceid());
}

} // namespace

Result<sqlite3 *> sqliteHandle(const QSqlDatabase &db)
{
    const QVariant handle = db.isOpen() ? db.driver()->handle() : QVariant();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return fail(ErrorCode::InvalidRequest, u"not an open connection of driver QSQLITE: %1"_s.arg(db.connectionName()));
    if (!isSameLibrary(db) || sqlite3_compileoption_used("ENABLE_PREUPDATE_HOOK") == 0)
        return fail(ErrorCode::InvalidRequest, u"AT on SQLite needs a Qt driver that uses the system's SQLite, with its preupdate hook"_s);
    return *static_cast<sqlite3 *const *>(handle.data());
}

ErrorCode sqliteErrorCode(int resultCode)
{
    switch (resultCode & 0xff) {
    case SQLITE_CONSTRAINT:
        return ErrorCode::Conflict;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Overloaded;
    case SQLITE_ERROR:
    case SQLITE_AUTH:
    case SQLITE_MISMATCH:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
        return ErrorCode::InvalidRequest;
    default:
        return ErrorCode::Unavailable;
    }
}

QByteArray sqliteQuoted(const QString &name)
{
    return '"' + name.toUtf8().replace("\"", "\"\"") + '"';
}

Result<SqliteStatement> SqliteStatement::prepare(sqlite3 *db, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(db, sql.constData(), int(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK)
        return fail(sqliteErrorCode(code), u"sqlite: %1"_s.arg(QString::fromUtf8(sqlite3_errmsg(db))));
    return SqliteStatement(statement);
}

tl::unexpected<Error> SqliteStatement::failure(int resultCode) const
{
    return fail(sqliteErrorCode(resultCode), u"sqlite: %1"_s.arg(QString::fromUtf8(sqlite3_errmsg(sqlite3_db_handle(m_statement.get())))));
}

Result<> SqliteStatement::bind(int index, const RowValue &value)
{
    sqlite3_stmt *statement = m_statement.get();
    int code = SQLITE_OK;
    bool isNumber = true;
    switch (value.kind) {
    case RowValue::Kind::Null:
        code = sqlite3_bind_null(statement, index);
        break;
    case RowValue::Kind::Integer:
        code = sqlite3_bind_int64(statement, index, value.data.toLongLong(&isNumber));
        break;
    case RowValue::Kind::Real:
        code = sqlite3_bind_double(statement, index, value.data.toDouble(&isNumber));
        break;
    case RowValue::Kind::Text:
        code = sqlite3_bind_text(statement, index, value.data.constData(), int(value.data.size()), SQLITE_TRANSIENT);
        break;
    case RowValue::Kind::Bytes:
        code = sqlite3_bind_blob(statement, index, value.data.constData(), int(value.data.size()), SQLITE_TRANSIENT);
        break;
    }
    if (!isNumber)
        return fail(ErrorCode::InvalidRequest, u"a number that SQLite cannot hold"_s);
    return code == SQLITE_OK ? Result<>() : failure(code);
}

Result<> SqliteStatement::bind(int first, const Row &values)
{
    for (const RowValue &value : values)
        if (const Result<> bound = bind(first++, value); !bound)
            return bound;
    return {};
}

Result<bool> SqliteStatement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return code == SQLITE_ROW;
    const tl::unexpected<Error> error = failure(code);
    reset();
    return error;
}

Result<Row> SqliteStatement::row()
{
    Row row;
    const int columns = sqlite3_column_count(m_statement.get());
    for (int i = 0; i < columns; ++i) {
        Result<RowValue> value = valueOf(sqlite3_column_value(m_statement.get(), i));
        if (!value)
            return tl::unexpected(value.error());
        row.append(*std::move(value));
    }
    return row;
}

QString SqliteStatement::text(int column)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column)));
}

qint64 SqliteStatement::integer(int column)
{
    return sqlite3_column_int64(m_statement.get(), column);
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement.get());
}

Result<> sqliteRun(sqlite3 *db, const char *sql)
{
    const int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return fail(sqliteErrorCode(code), u"sqlite: %1"_s.arg(QString::fromUtf8(sqlite3_errmsg(db))));
    return {};
}

Result<RowValue> valueOf(sqlite3_value *value)
{
    const auto bytes = [value](const void *data) { return QByteArray(static_cast<const char *>(data), sqlite3_value_bytes(value)); };
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        return RowValue::null();
    case SQLITE_INTEGER:
        return RowValue::integer(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return RowValue::real(sqlite3_value_double(value));
    case SQLITE_TEXT: {
        const QByteArray text = bytes(sqlite3_value_text(value));
        return RowValue::isUtf8(text) ? Result<RowValue>(RowValue::text(text))
                                      : fail(ErrorCode::InvalidRequest, u"a text that is not UTF-8 cannot be put into an undo record"_s);
    }
    default:
        return RowValue::bytes(bytes(sqlite3_value_blob(value)));
    }
}

} // namespace txdesk::at
