// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite_connection.h"

#include "server/store/file_system.h"
#include "server/store/sqlite_statement.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <atomic>
#include <mutex>
#include <sqlite3.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

QString nextConnectionName()
{
    static std::atomic<int> count{0};
    return u"txdesk-store-%1"_s.arg(++count);
}

// A file that is not ours is the operator's mistake, anything else may pass.
ErrorCode codeOfOpening(sqlite3 *handle)
{
    const int code = sqlite3_errcode(handle) & 0xff;
    return code == SQLITE_NOTADB || code == SQLITE_CORRUPT ? ErrorCode::InvalidRequest : ErrorCode::Unavailable;
}

// SQLite counts its memory under a process-wide mutex, which costs 4 % of a saga and tells us nothing.
void stopCountingMemory()
{
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

} // namespace

SqliteConnection::SqliteConnection() : m_name(nextConnectionName()) {}

SqliteConnection::~SqliteConnection()
{
    {
        QSqlDatabase database = QSqlDatabase::database(m_name, false);
        database.close();
    }
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::openWriter(const SqliteOptions &options)
{
    if (const Result<> local = checkFileSystem(options.file, options.anyFileSystem); !local)
        return tl::unexpected(local.error());
    Result<FileLock> lock = FileLock::take(options.file + u".lock"_s);
    if (!lock)
        return tl::unexpected(lock.error());
    if (const Result<> created = createPrivateFile(options.file); !created)
        return tl::unexpected(created.error());
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection);
    connection->m_lock = std::move(*lock);
    if (const Result<> opened = connection->open(options.file, u"QSQLITE_BUSY_TIMEOUT=5000"_s); !opened)
        return tl::unexpected(opened.error());
    if (const Result<> ready = connection->setUpWriter(); !ready)
        return tl::unexpected(ready.error());
    return connection;
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::openReader(const SqliteOptions &options)
{
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection);
    if (const Result<> opened = connection->open(options.file, u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s); !opened)
        return tl::unexpected(opened.error());
    const Result<> ready = connection->run("pragma query_only = on; pragma wal_autocheckpoint = 0; pragma cache_size = -16384;"
                                           "pragma temp_store = memory;");
    if (!ready)
        return tl::unexpected(ready.error());
    return connection;
}

Result<> SqliteConnection::open(const QString &file, const QString &connectOptions)
{
    stopCountingMemory();
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    if (!database.isValid())
        return fail(ErrorCode::InvalidRequest, u"Qt's SQLite plugin is missing: install libqt6sql6-sqlite"_s);
    database.setDatabaseName(file);
    database.setConnectOptions(connectOptions);
    if (!database.open())
        return fail(ErrorCode::Unavailable, u"cannot open %1: %2"_s.arg(file, database.lastError().text()));
    const QVariant handle = database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return fail(ErrorCode::Internal, u"Qt's SQLite plugin gives no native handle"_s);
    m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    if (sqlite3_exec(m_handle, "select count(*) from sqlite_master", nullptr, nullptr, nullptr) != SQLITE_OK)
        return fail(codeOfOpening(m_handle), u"cannot use %1: %2"_s.arg(file, QString::fromUtf8(sqlite3_errmsg(m_handle))));
    return {};
}

Result<> SqliteConnection::setUpWriter()
{
    const Result<> set = run("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off;"
                             "pragma wal_autocheckpoint = 4000; pragma journal_size_limit = 67108864;"
                             "pragma cache_size = -16384; pragma temp_store = memory;");
    if (!set)
        return set;
    const Result<qint64> synchronous = number("pragma synchronous");
    const Result<qint64> wal = number("select journal_mode = 'wal' from pragma_journal_mode");
    if (synchronous.value_or(0) != 2 || wal.value_or(0) != 1)
        return fail(ErrorCode::InvalidRequest, u"SQLite does not keep to WAL and synchronous=FULL on this file system"_s);
    return {};
}

qint64 SqliteConnection::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

bool SqliteConnection::keepsTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0; // else SQLite has rolled back by itself
}

Result<> SqliteConnection::run(const QByteArray &script)
{
    if (sqlite3_exec(m_handle, script.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return tl::unexpected(sqliteError(m_handle));
    return {};
}

Result<qint64> SqliteConnection::number(const QByteArray &query)
{
    Result<std::unique_ptr<SqliteStatement>> statement = SqliteStatement::prepare(m_handle, query);
    if (!statement)
        return tl::unexpected(statement.error());
    qint64 value = 0;
    const Statement::Step first = (*statement)->step();
    if (first == Statement::Step::Row)
        value = (*statement)->integer(0);
    if (const Result<> done = (*statement)->ended(first); !done)
        return tl::unexpected(done.error());
    return value;
}

} // namespace txdesk::store
