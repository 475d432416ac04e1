// SQLite's own interface to a QSqlDatabase connection: exact values and the hooks that Qt does not show. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/change_set.h"

#include <QSqlDatabase>

#include <sqlite3.h>

#include <memory>

namespace txdesk::at {

// InvalidRequest: the connection is not open, or Qt's driver works with another SQLite than this library.
[[nodiscard]] Result<sqlite3 *> sqliteHandle(const QSqlDatabase &db);

// Conflict: a constraint. Overloaded: busy. InvalidRequest: the statement is wrong. Unavailable: the rest.
[[nodiscard]] ErrorCode sqliteErrorCode(int resultCode);

// `"` doubled, between `"`.
[[nodiscard]] QByteArray sqliteQuoted(const QString &name);

// A prepared statement.
class SqliteStatement
{
public:
    [[nodiscard]] static Result<SqliteStatement> prepare(sqlite3 *db, const QByteArray &sql);

    [[nodiscard]] Result<> bind(int index, const RowValue &value); // from 1
    [[nodiscard]] Result<> bind(int first, const Row &values);
    [[nodiscard]] Result<bool> step(); // true: there is a row
    [[nodiscard]] Result<Row> row();   // InvalidRequest: a text that is not UTF-8
    [[nodiscard]] QString text(int column);
    [[nodiscard]] qint64 integer(int column);
    void reset();

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
    };

    explicit SqliteStatement(sqlite3_stmt *statement) : m_statement(statement) {}
    [[nodiscard]] tl::unexpected<Error> failure(int resultCode) const;

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

// Runs statements without values and rows.
[[nodiscard]] Result<> sqliteRun(sqlite3 *db, const char *sql);

[[nodiscard]] Result<RowValue> valueOf(sqlite3_value *value);

} // namespace txdesk::at
