// Which capture and which restore belong to a connection.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_capture.h"
#include "shared/at/mysql_restore.h"
#include "shared/at/sqlite_capture.h"
#include "shared/at/sqlite_restore.h"

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> unknownDriver(const QSqlDatabase &db)
{
    return fail(ErrorCode::InvalidRequest, u"AT knows no driver %1"_s.arg(db.driverName()));
}

} // namespace

Result<std::unique_ptr<Capture>> makeCapture(QSqlDatabase db, const QString &undoTable)
{
    if (db.driverName() == "QMYSQL"_L1)
        return std::make_unique<MysqlCapture>(std::move(db), undoTable);
    if (db.driverName() != "QSQLITE"_L1)
        return unknownDriver(db);
    const Result<sqlite3 *> handle = sqliteHandle(db);
    if (!handle)
        return tl::unexpected(handle.error());
    return std::make_unique<SqliteCapture>(std::move(db), *handle, undoTable);
}

Result<std::unique_ptr<Restore>> makeRestore(QSqlDatabase db)
{
    if (db.driverName() == "QMYSQL"_L1)
        return std::make_unique<MysqlRestore>(std::move(db));
    if (db.driverName() != "QSQLITE"_L1)
        return unknownDriver(db);
    const Result<sqlite3 *> handle = sqliteHandle(db);
    if (!handle)
        return tl::unexpected(handle.error());
    return std::make_unique<SqliteRestore>(*handle);
}

} // namespace txdesk::at
