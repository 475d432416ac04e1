// One connection to the SQLite file, opened through QtSql with the pragmas that keep what was acknowledged.
// Thread: the one that opened it. Source of the settings: docs/decisions/0004.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/file_lock.h"
#include "server/store/sql_session.h"
#include "server/store/sqlite_store.h"

#include <QString>

#include <memory>
#include <optional>

struct sqlite3;

namespace txdesk::store {

class SqliteConnection final : public SqlSession
{
public:
    // The only writer and the only checkpointer; holds the lock file; creates the database with mode 0600.
    [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>> openWriter(const SqliteOptions &options);
    // Can never write nor checkpoint.
    [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>> openReader(const SqliteOptions &options);
    ~SqliteConnection() override;
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    [[nodiscard]] qint64 lastInsertId() const override;
    [[nodiscard]] bool keepsTransaction() const override;
    [[nodiscard]] Result<> run(const QByteArray &script); // several statements
    [[nodiscard]] Result<qint64> number(const QByteArray &query); // first column of its first row; 0 when there is none

private:
    SqliteConnection();
    [[nodiscard]] Result<> open(const QString &file, const QString &connectOptions);
    [[nodiscard]] Result<> setUpWriter();

    QString m_name; // QtSql's name of the connection
    sqlite3 *m_handle = nullptr;
    std::optional<FileLock> m_lock; // given up after the database is closed
};

} // namespace txdesk::store
