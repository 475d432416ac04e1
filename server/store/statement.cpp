// SPDX-License-Identifier: Apache-2.0
#include "server/store/statement.h"

#include <sqlite3.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3_stmt *statement)
    : m_statement(statement), m_kept(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) + 1)
{
}

Result<Statement> Statement::prepare(sqlite3 *database, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.constData(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK || !statement)
        return tl::unexpected(sqliteError(database));
    return Statement(statement);
}

bool Statement::isDone(int code)
{
    return code == SQLITE_OK;
}

Statement::Step Statement::step()
{
    if (!m_bound)
        return Step::Failed;
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW: return Step::Row;
    case SQLITE_DONE: return Step::Done;
    default: return Step::Failed;
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

Result<int> Statement::run()
{
    Step last = step();
    while (last == Step::Row)
        last = step();
    const int changes = sqlite3_changes(sqlite3_db_handle(m_statement.get()));
    if (const Result<> done = ended(last); !done)
        return tl::unexpected(done.error());
    return changes;
}

Result<> Statement::ended(Step last)
{
    if (last == Step::Failed) {
        Error error = sqliteError(sqlite3_db_handle(m_statement.get()));
        reset();
        return tl::unexpected(std::move(error));
    }
    reset();
    return {};
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QByteArrayView Statement::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return {data, sqlite3_column_bytes(m_statement.get(), column)};
}

QString Statement::text(int column) const
{
    return QString::fromUtf8(bytes(column));
}

std::optional<Instant> Statement::optionalInstant(int column) const
{
    if (sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL)
        return std::nullopt;
    return instant(column);
}

int Statement::parameters() const
{
    return sqlite3_bind_parameter_count(m_statement.get());
}

int Statement::bind(int index, qint64 value)
{
    return sqlite3_bind_int64(m_statement.get(), index, value);
}

int Statement::bind(int index, const std::optional<Instant> &value)
{
    if (value)
        return bind(index, toMs(*value));
    return sqlite3_bind_null(m_statement.get(), index);
}

int Statement::bind(int index, QLatin1StringView constant)
{
    return sqlite3_bind_text(m_statement.get(), index, constant.data() ? constant.data() : "", static_cast<int>(constant.size()), SQLITE_STATIC);
}

int Statement::bind(int index, const QString &value)
{
    return bind(index, value.toUtf8());
}

int Statement::bind(int index, const QByteArray &utf8)
{
    QByteArray &kept = m_kept[static_cast<std::size_t>(index)];
    kept = utf8;
    return sqlite3_bind_text64(m_statement.get(), index, kept.constData(), static_cast<sqlite3_uint64>(kept.size()), SQLITE_STATIC, SQLITE_UTF8);
}

int Statement::bind(int index, const Blob &value)
{
    QByteArray &kept = m_kept[static_cast<std::size_t>(index)];
    kept = value.bytes;
    return sqlite3_bind_blob64(m_statement.get(), index, kept.constData(), static_cast<sqlite3_uint64>(kept.size()), SQLITE_STATIC);
}

Error sqliteError(sqlite3 *database, ErrorCode code)
{
    return {code, u"the store failed: %1 (SQLite %2)"_s.arg(QString::fromUtf8(sqlite3_errmsg(database)))
                      .arg(sqlite3_extended_errcode(database)), {}};
}

} // namespace txdesk::store
