// SPDX-License-Identifier: Apache-2.0
#include "tests/store/store_fixture.h"

#include "server/store/memory_store.h"

#include <sqlite3.h>

namespace txdesk::store::samples {

test::MariaDb &mariaDb()
{
    static test::MariaDb server;
    static const QString error = server.start({u"--innodb-flush-log-at-trx-commit=0"_s});
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    return server;
}

MysqlOptions mysqlOptions(const QString &database)
{
    return {.host = mariaDb().socketPath(), .user = u"root"_s, .database = database, .timeZoneOffset = u"+8"_s, .databaseClock = false};
}

void emptyMysql(const QString &database)
{
    const QString error = mariaDb().run(database, {u"delete from trans_global"_s, u"delete from trans_branch_op"_s, u"delete from kv"_s,
                                                   u"delete from txdesk_journal"_s, u"delete from txdesk_node"_s,
                                                   u"delete from txdesk_token"_s, u"delete from txdesk_audit"_s,
                                                   u"delete from txdesk_lock"_s, u"delete from txdesk_lock_wait"_s});
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
}

template<class Opened>
static Opened opened(Result<Opened> &&result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return std::move(*result);
}

AnyStore::AnyStore(Kind kind, const QString &database) : m_kind(kind), m_database(database)
{
    if (kind == Kind::Sqlite)
        m_files = std::make_unique<Files>();
    if (kind == Kind::Mysql) {
        store().reset(); // the tables
        emptyMysql(database);
    }
}

AnyStore::~AnyStore() = default;

std::unique_ptr<TransactionStore> AnyStore::store() const
{
    if (m_kind == Kind::Memory)
        return std::make_unique<MemoryStore>(m_audit);
    if (m_kind == Kind::Sqlite)
        return opened(sqliteStore(sqliteOptions())());
    MysqlOptions options = mysqlOptions(m_database);
    options.audit = m_audit;
    options.cipher = m_cipher;
    return opened(mysqlStore(options)());
}

SqliteOptions AnyStore::sqliteOptions() const
{
    SqliteOptions options = m_files->options();
    options.audit = m_audit;
    options.cipher = m_cipher;
    return options;
}

std::unique_ptr<TransactionReader> AnyStore::reader() const
{
    if (m_kind == Kind::Sqlite)
        return opened(sqliteReader(sqliteOptions())());
    MysqlOptions options = mysqlOptions(m_database);
    options.cipher = m_cipher;
    return opened(mysqlReader(options)());
}

void AnyStore::run(const QString &statement) const
{
    if (m_kind == Kind::Mysql) {
        if (const QString error = mariaDb().run(m_database, {statement}); !error.isEmpty())
            qFatal("%s", qPrintable(error));
        return;
    }
    sqlite3 *handle = nullptr;
    if (sqlite3_open(qPrintable(sqliteOptions().file), &handle) != SQLITE_OK || sqlite3_busy_timeout(handle, 5000) != SQLITE_OK
        || sqlite3_exec(handle, qPrintable(statement), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

void addStoreRows(bool withMemory)
{
    QTest::addColumn<AnyStore::Kind>("store");
    if (withMemory)
        QTest::newRow("memory") << AnyStore::Kind::Memory;
    QTest::newRow("sqlite") << AnyStore::Kind::Sqlite;
    QTest::newRow("mysql") << AnyStore::Kind::Mysql;
}

} // namespace txdesk::store::samples
