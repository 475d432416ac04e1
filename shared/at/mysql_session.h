// What of a MySQL or MariaDB session decides how its statements are read and its rows are locked; running statements on it.
// Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/statement/sql_mode.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

class QSqlError;

namespace txdesk::at {

struct MysqlSession
{
    statement::SqlMode mode{};
    bool isMariaDb = false;
    bool isStrict = false;          // a value that does not fit is an error
    bool noAutoValueOnZero = false; // 0 is a value for an auto-increment column
    QByteArray isolation{};         // as SET TRANSACTION spells it
    bool locksGaps = false;         // REPEATABLE READ or SERIALIZABLE: nobody adds a row that a locking read has looked for
    bool foldsTableNames = false;   // lower_case_table_names is not 0
    qint64 autoIncrementStep = 1;
    qint64 packetBytesMax = 0;      // @@max_allowed_packet
    QString schema{};               // never empty
};

// InvalidRequest: a mode or a character set in which statements could be misread, or no database chosen.
[[nodiscard]] Result<MysqlSession> readMysqlSession(const QSqlDatabase &db);

// Conflict: a constraint. Overloaded: others hold the rows; also a deadlock, which has rolled everything back. Unavailable: the
// connection is gone. InvalidRequest: the rest.
[[nodiscard]] ErrorCode mysqlErrorCode(const QSqlError &error);
[[nodiscard]] bool isConnectionLost(const QSqlError &error);
[[nodiscard]] bool hasRolledBack(const QSqlError &error); // the server ended the transaction

// One statement; values for its "?". InvalidRequest when QtSql would change the text (a colon behind an escaped quote).
[[nodiscard]] Result<QSqlQuery> mysqlRun(const QSqlDatabase &db, const QByteArray &sql, const QVariantList &values = {}, QSqlError *error = nullptr);
// The same, prepared also without values: its query's lastInsertId() and numRowsAffected() then outlive other statements.
[[nodiscard]] Result<QSqlQuery> mysqlRunPrepared(const QSqlDatabase &db, const QByteArray &sql, const QVariantList &values, QSqlError *error = nullptr);
// A file of sql/participant, values by name.
[[nodiscard]] Result<QSqlQuery> mysqlRunFile(const QSqlDatabase &db, QLatin1StringView name, const QList<std::pair<QString, QVariant>> &values = {});

// A backquote doubled, between backquotes.
[[nodiscard]] QByteArray mysqlQuoted(const QString &name);

} // namespace txdesk::at
