// Statements that are packed into a program, and connections that they run on: what banks and the tutorial's services share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/mysql_address.h"

#include <QSqlDatabase>

namespace txdesk::bank {

// The text of <folder>/mysql/<name>.sql on MySQL when there is one, else of <folder>/<name>.sql; folder: ":/txdesk/bank".
[[nodiscard]] Result<QString> statementIn(QLatin1StringView folder, const QSqlDatabase &db, QLatin1StringView name);

// A new connection of that name, open, to a file that is made when it is not there. Unavailable when it cannot.
[[nodiscard]] Result<QSqlDatabase> openSqlite(const QString &file, const QString &connectionName);
// The same, to a database that is made when it is not there.
[[nodiscard]] Result<QSqlDatabase> openMysql(const MysqlAddress &address, const QString &connectionName);

} // namespace txdesk::bank
