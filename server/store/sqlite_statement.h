// A prepared statement on the native SQLite handle of a QtSql connection: the hot path, measured at 0.6 of the CPU of
// QSqlQuery (docs/performance.md).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/statement.h"

#include <memory>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace txdesk::store {

class SqliteStatement final : public Statement
{
public:
    [[nodiscard]] static Result<std::unique_ptr<SqliteStatement>> prepare(sqlite3 *database, const QByteArray &sql);

    [[nodiscard]] Step step() override;
    void reset() override;
    [[nodiscard]] int changes() const override;
    [[nodiscard]] qint64 integer(int column) const override;
    [[nodiscard]] QByteArrayView bytes(int column) const override;
    [[nodiscard]] bool isNull(int column) const override;
    [[nodiscard]] int parameters() const;

protected:
    [[nodiscard]] Error lastError() const override;
    bool bindInteger(int index, qint64 value) override;
    bool bindInstant(int index, const std::optional<Instant> &value) override;
    bool bindWord(int index, QLatin1StringView constant) override;
    bool bindText(int index, const QByteArray &utf8) override;
    bool bindBytes(int index, const QByteArray &bytes) override;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    explicit SqliteStatement(sqlite3_stmt *statement);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    std::vector<QByteArray> m_kept; // bound bytes, by index: SQLite reads them in place
};

[[nodiscard]] Error sqliteError(sqlite3 *database, ErrorCode code = ErrorCode::Unavailable);

} // namespace txdesk::store
