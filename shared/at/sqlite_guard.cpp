// The list of what is allowed; everything else is refused.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/sqlite_guard.h"

#include <QStringList>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

// Those that only look, and that Qt's own QSqlDatabase::record() needs.
bool isLook(const QString &pragma)
{
    static const QStringList looks{u"table_info"_s, u"table_xinfo"_s, u"table_list"_s, u"index_list"_s, u"index_info"_s, u"index_xinfo"_s,
                                   u"foreign_key_list"_s, u"foreign_key_check"_s, u"database_list"_s};
    return looks.contains(pragma, Qt::CaseInsensitive);
}

} // namespace

void SqliteGuard::attach(sqlite3 *db)
{
    m_db = db;
    sqlite3_set_authorizer(db, &SqliteGuard::authorize, this);
}

void SqliteGuard::detach()
{
    if (m_db)
        sqlite3_set_authorizer(m_db, nullptr, nullptr);
    m_db = nullptr;
}

int SqliteGuard::authorize(void *self, int action, const char *first, const char *second, const char *schema, const char *)
{
    auto *guard = static_cast<SqliteGuard *>(self);
    if (guard->m_passes > 0)
        return SQLITE_OK;
    const QString refusal = guard->refusalOf(action, QString::fromUtf8(first), QString::fromUtf8(second), QString::fromUtf8(schema));
    if (refusal.isEmpty())
        return SQLITE_OK;
    guard->m_refusal = refusal;
    return SQLITE_DENY;
}

QString SqliteGuard::refusalOf(int action, const QString &first, const QString &second, const QString &schema)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
    case SQLITE_SAVEPOINT:
    case SQLITE_CREATE_TEMP_TABLE:
    case SQLITE_CREATE_TEMP_INDEX:
    case SQLITE_CREATE_TEMP_VIEW:
    case SQLITE_DROP_TEMP_TABLE:
    case SQLITE_DROP_TEMP_INDEX:
    case SQLITE_DROP_TEMP_VIEW:
        return {};
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        return refusalOfWrite(action, first, second, schema);
    case SQLITE_TRANSACTION:
        return u"%1 within the local transaction of a session: it begins and ends it itself"_s.arg(first);
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return u"ATTACH and DETACH within a local transaction of a session"_s;
    case SQLITE_PRAGMA:
        return isLook(first) ? QString() : u"PRAGMA %1 within a local transaction of a session"_s.arg(first.left(64));
    default:
        return u"a change of the schema (%1) cannot be undone"_s.arg(first.left(64));
    }
}

QString SqliteGuard::refusalOfWrite(int action, const QString &table, const QString &column, const QString &schema)
{
    if (schema == "temp"_L1)
        return {};
    if (schema != "main"_L1)
        return u"changes of the attached database %1 cannot be undone: give it a connection and a session of its own"_s.arg(schema.left(64));
    if (table.compare(m_undoTable, Qt::CaseInsensitive) == 0)
        return m_undoTableIsOpen && action == SQLITE_INSERT ? QString() : u"the table %1 is not for use"_s.arg(m_undoTable);
    if (m_undoTableIsOpen)
        return u"nothing more can be changed: the local transaction is being committed"_s;
    if (table.startsWith("sqlite_"_L1))
        return u"a change of the schema cannot be undone"_s;
    m_writes.append({table, action == SQLITE_UPDATE ? column : QString()});
    return {};
}

} // namespace txdesk::at
