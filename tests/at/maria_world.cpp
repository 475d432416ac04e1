// Databases on a server of the test's own.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/maria_world.h"

#include "tests/support/mariadb.h"

#include <QSqlError>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<MariaDb> &sharedServer()
{
    static std::unique_ptr<MariaDb> shared;
    return shared;
}

} // namespace

QString MariaWorld::start(const QStringList &options)
{
    if (sharedServer())
        return {};
    sharedServer() = std::make_unique<MariaDb>();
    const QByteArray zone = qgetenv("TZ");
    qputenv("TZ", "Europe/Berlin"); // the server's: an hour that comes twice, and one that does not come
    const QString why = sharedServer()->start(QStringList{u"--character-set-server=utf8mb4"_s, u"--max-allowed-packet=16M"_s, u"--innodb-flush-log-at-trx-commit=0"_s,
                                              u"--innodb-doublewrite=0"_s, u"--innodb-flush-method=nosync"_s} + options);
    zone.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", zone);
    if (!why.isEmpty())
        sharedServer().reset();
    return why;
}

void MariaWorld::stop()
{
    sharedServer().reset();
}

MariaDb &MariaWorld::server()
{
    return *sharedServer();
}

MariaWorld::~MariaWorld()
{
    for (const QString &name : m_others)
        QSqlDatabase::removeDatabase(name);
}

void MariaWorld::addMariaBank(const QString &name, const QStringList &schema)
{
    static int databases = 0;
    const QString database = u"world%1"_s.arg(++databases);
    if (const QString error = server().run({}, {u"CREATE DATABASE "_s + database}); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    QSqlDatabase db = server().connect(name, database);
    if (!db.isOpen())
        qFatal("%s", qPrintable(db.lastError().text()));
    serve(name, db, schema);
}

QSqlDatabase MariaWorld::otherConnection(const QString &name, const QString &of)
{
    m_others.append(name);
    QSqlDatabase db = QSqlDatabase::cloneDatabase(of, name);
    db.open();
    return db;
}

QString MariaWorld::dump(const QString &name)
{
    QStringList all;
    const QString tables = rows(u"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME <> 'undo_log' ORDER BY 1"_s, name);
    for (const QString &table : tables.split(u';')) {
        const QString columns = rows(u"SELECT GROUP_CONCAT(CONCAT('COALESCE(HEX(CAST(', CASE WHEN DATA_TYPE IN ('float', 'double') THEN CONCAT(q, ' * 1e0') "
                                     "WHEN DATA_TYPE = 'bit' THEN CONCAT(q, ' + 0') WHEN DATA_TYPE = 'timestamp' THEN CONCAT('UNIX_TIMESTAMP(', q, ')') ELSE q END, "
                                     "' AS BINARY)), ''NULL'')') ORDER BY ORDINAL_POSITION) FROM (SELECT *, CONCAT('`', REPLACE(COLUMN_NAME, '`', '``'), '`') AS q "
                                     "FROM information_schema.COLUMNS) AS c WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '%1'"_s.arg(table), name);
        all.append(table + u": "_s + rows(u"SELECT %1 FROM `%2` ORDER BY 1, 2"_s.arg(columns, table), name));
    }
    return all.join(u'\n');
}

} // namespace txdesk::test
