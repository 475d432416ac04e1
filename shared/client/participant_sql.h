// The statements of sql/participant and the barrier's row: what BranchBarrier and XaBranch share. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QSqlDatabase>

class QSqlError;

namespace txdesk::client {

struct BarrierRow
{
    QString kind;
    QString gid;
    QString branch;
    QString op;
    QString barrierId;
    QString reason;
};

// The text of one statement as it stands in its file.
[[nodiscard]] Result<QString> participantStatement(QLatin1StringView name);
// The same with {table} filled in; perDialect: there is one file for each driver. InvalidRequest: not a table's name.
[[nodiscard]] Result<QString> barrierStatement(const QSqlDatabase &db, QLatin1StringView name, bool perDialect, const QString &table);
[[nodiscard]] tl::unexpected<Error> barrierFailure(const QSqlError &error);

// True: the row is new. False: one with its key was there before.
[[nodiscard]] Result<bool> insertBarrierRow(QSqlDatabase &db, const QString &table, const BarrierRow &row);
[[nodiscard]] Result<QString> barrierReason(QSqlDatabase &db, const QString &table, const BarrierRow &row); // empty: no row
// True when a session holds the row and has not committed it (MariaDB, MySQL 8).
[[nodiscard]] Result<bool> isBarrierLocked(QSqlDatabase &db, const QString &table, const BarrierRow &row);

} // namespace txdesk::client
