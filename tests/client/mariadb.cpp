// Makes a data folder and runs mariadbd on it.
// SPDX-License-Identifier: Apache-2.0
#include "tests/client/mariadb.h"

#include <QFile>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

QString program(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

} // namespace

MariaDb::~MariaDb()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.kill(); // its data is thrown away
    m_server.waitForFinished(10'000);
}

QString MariaDb::socketPath() const
{
    return m_dir.filePath(u"sql.sock"_s);
}

QString MariaDb::start(const QStringList &options)
{
    const QString server = program(u"mariadbd"_s);
    const QString install = program(u"mariadb-install-db"_s);
    if (server.isEmpty() || install.isEmpty())
        return u"mariadbd is not installed (package mariadb-server-core)"_s;
    const QString data = m_dir.filePath(u"data"_s);
    QProcess prepare;
    prepare.start(install, {u"--no-defaults"_s, u"--auth-root-authentication-method=normal"_s, u"--skip-test-db"_s,
                            u"--skip-name-resolve"_s, u"--user=root"_s, u"--datadir="_s + data});
    if (!prepare.waitForFinished(60'000) || prepare.exitCode() != 0)
        return u"mariadb-install-db: "_s + QString::fromLocal8Bit(prepare.readAllStandardError());
    m_server.setStandardOutputFile(QProcess::nullDevice());
    m_server.setStandardErrorFile(m_dir.filePath(u"log"_s));
    m_server.start(server, QStringList{u"--no-defaults"_s, u"--user=root"_s, u"--datadir="_s + data, u"--socket="_s + socketPath(),
                            u"--skip-networking"_s, u"--innodb-buffer-pool-size=16M"_s, u"--innodb-lock-wait-timeout=1"_s,
                            u"--pid-file="_s + m_dir.filePath(u"pid"_s)} + options);
    if (!QTest::qWaitFor([this] { return QFile::exists(socketPath()); }, 60'000))
        return u"mariadbd did not start"_s;
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QMYSQL"_s, u"mariadb-setup"_s);
    db.setConnectOptions(u"UNIX_SOCKET="_s + socketPath());
    db.setUserName(u"root"_s);
    const bool made = db.open() && QSqlQuery(db).exec(u"CREATE DATABASE test"_s);
    db = {};
    QSqlDatabase::removeDatabase(u"mariadb-setup"_s);
    return made ? QString() : u"mariadbd takes no connection"_s;
}

QSqlDatabase MariaDb::connect(const QString &connectionName) const
{
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QMYSQL"_s, connectionName);
    db.setConnectOptions(u"UNIX_SOCKET="_s + socketPath());
    db.setUserName(u"root"_s);
    db.setDatabaseName(u"test"_s);
    db.open();
    return db;
}

} // namespace txdesk::test
