// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite_statement.h"

#include <sqlite3.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;

void SqliteStatement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteStatement::SqliteStatement(sqlite3_stmt *statement)
    : m_statement(statement), m_kept(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) + 1)
{
}

Result<std::unique_ptr<SqliteStatement>> SqliteStatement::prepare(sqlite3 *database, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.constData(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK || !statement)
        return tl::unexpected(sqliteError(database));
    return std::unique_ptr<SqliteStatement>(new SqliteStatement(statement));
}

Statement::Step SqliteStatement::step()
{
    if (!isBound())
        return Step::Failed;
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW: return Step::Row;
    case SQLITE_DONE: return Step::Done;
    default: return Step::Failed;
    }
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement.get());
}

int SqliteStatement::changes() const
{
    return sqlite3_changes(sqlite3_db_handle(m_statement.get()));
}

Error SqliteStatement::lastError() const
{
    return sqliteError(sqlite3_db_handle(m_statement.get()));
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QByteArrayView SqliteStatement::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return {data, sqlite3_column_bytes(m_statement.get(), column)};
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

int SqliteStatement::parameters() const
{
    return sqlite3_bind_parameter_count(m_statement.get());
}

bool SqliteStatement::bindInteger(int index, qint64 value)
{
    return sqlite3_bind_int64(m_statement.get(), index, value) == SQLITE_OK;
}

bool SqliteStatement::bindInstant(int index, const std::optional<Instant> &value)
{
    if (value)
        return bindInteger(index, toMs(*value));
    return sqlite3_bind_null(m_statement.get(), index) == SQLITE_OK;
}

bool SqliteStatement::bindWord(int index, QLatin1StringView constant)
{
    return sqlite3_bind_text(m_statement.get(), index, constant.data() ? constant.data() : "", static_cast<int>(constant.size()), SQLITE_STATIC)
        == SQLITE_OK;
}

bool SqliteStatement::bindText(int index, const QByteArray &utf8)
{
    QByteArray &kept = m_kept[static_cast<std::size_t>(index)];
    kept = utf8;
    return sqlite3_bind_text64(m_statement.get(), index, kept.constData(), static_cast<sqlite3_uint64>(kept.size()), SQLITE_STATIC, SQLITE_UTF8)
        == SQLITE_OK;
}

bool SqliteStatement::bindBytes(int index, const QByteArray &bytes)
{
    QByteArray &kept = m_kept[static_cast<std::size_t>(index)];
    kept = bytes;
    return sqlite3_bind_blob64(m_statement.get(), index, kept.constData(), static_cast<sqlite3_uint64>(kept.size()), SQLITE_STATIC) == SQLITE_OK;
}

Error sqliteError(sqlite3 *database, ErrorCode code)
{
    return {code, u"the store failed: %1 (SQLite %2)"_s.arg(QString::fromUtf8(sqlite3_errmsg(database)))
                      .arg(sqlite3_extended_errcode(database)), {}};
}

} // namespace txdesk::store
