// Asks the database for its name.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/resource.h"

#include "shared/at/sqlite_handle.h"
#include "shared/client/participant_sql.h"

#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

Result<QString> sqliteResource(const QSqlDatabase &db)
{
    const Result<sqlite3 *> handle = sqliteHandle(db);
    if (!handle)
        return tl::unexpected(handle.error());
    const QString path = QFileInfo(QString::fromUtf8(sqlite3_db_filename(*handle, "main"))).canonicalFilePath();
    if (path.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"AT needs a database that phase two can open: not one in memory"_s);
    return u"sqlite:"_s + path;
}

Result<QString> mysqlResource(const QSqlDatabase &db)
{
    const Result<QString> text = client::participantStatement("at_resource_mysql"_L1);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.exec(*text) || !query.next())
        return fail(ErrorCode::Unavailable, u"the database cannot be asked for its name: %1"_s.arg(query.lastError().text()));
    return u"mysql:%1:%2/%3"_s.arg(query.value(0).toString(), query.value(1).toString(), query.value(2).toString());
}

} // namespace

Result<QString> resourceOf(const QSqlDatabase &db)
{
    if (db.driverName() == "QSQLITE"_L1)
        return sqliteResource(db);
    if (db.driverName() == "QMYSQL"_L1)
        return mysqlResource(db);
    return fail(ErrorCode::InvalidRequest, u"AT knows QSQLITE and QMYSQL, not %1"_s.arg(db.driverName()));
}

} // namespace txdesk::at
