// Makes a data folder and runs mariadbd on it.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/mariadb.h"

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

#include <sys/prctl.h>

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
    kill(); // its data is thrown away
}

QString MariaDb::socketPath() const
{
    return m_dir.filePath(u"sql.sock"_s);
}

QString MariaDb::start(const QStringList &options)
{
    const QString install = program(u"mariadb-install-db"_s);
    if (program(u"mariadbd"_s).isEmpty() || install.isEmpty())
        return u"mariadbd is not installed (package mariadb-server-core)"_s;
    m_options = options;
    // A starting server removes temporary tables of others from a folder they share.
    QDir(m_dir.path()).mkdir(u"tmp"_s);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, m_dir.filePath(u"tmp"_s));
    m_server.setProcessEnvironment(environment);
    m_server.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // a test that is killed leaves no server
    QProcess prepare;
    prepare.setProcessEnvironment(environment);
    prepare.start(install, {u"--no-defaults"_s, u"--auth-root-authentication-method=normal"_s, u"--skip-test-db"_s,
                            u"--skip-name-resolve"_s, u"--force"_s, u"--user=root"_s, u"--datadir="_s + m_dir.filePath(u"data"_s)});
    if (!prepare.waitForFinished(60'000) || prepare.exitCode() != 0)
        return u"mariadb-install-db: "_s + QString::fromLocal8Bit(prepare.readAllStandardError());
    if (const QString error = startServer(); !error.isEmpty())
        return error;
    // A node of a Galera cluster takes connections before it takes statements.
    QString error;
    static_cast<void>(QTest::qWaitFor([&] {
        error = run({}, {u"create database if not exists test"_s});
        return error.isEmpty();
    }, 20'000));
    return error;
}

QString MariaDb::startServer()
{
    QFile::remove(socketPath());
    m_server.setStandardOutputFile(QProcess::nullDevice());
    m_server.setStandardErrorFile(m_dir.filePath(u"log"_s));
    m_server.start(program(u"mariadbd"_s),
                   QStringList{u"--no-defaults"_s, u"--user=root"_s, u"--datadir="_s + m_dir.filePath(u"data"_s), u"--socket="_s + socketPath(),
                               u"--skip-networking"_s, u"--innodb-buffer-pool-size=16M"_s, u"--innodb-lock-wait-timeout=1"_s,
                               u"--pid-file="_s + m_dir.filePath(u"pid"_s)} + m_options);
    if (!QTest::qWaitFor([this] { return QFile::exists(socketPath()); }, 60'000))
        return u"mariadbd did not start"_s;
    return {};
}

QString MariaDb::startAgain()
{
    kill();
    return startServer();
}

void MariaDb::kill()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    thaw();
    m_server.kill();
    m_server.waitForFinished(10'000);
}

void MariaDb::freeze()
{
    ::kill(static_cast<pid_t>(m_server.processId()), SIGSTOP);
}

void MariaDb::thaw()
{
    ::kill(static_cast<pid_t>(m_server.processId()), SIGCONT);
}

QSqlDatabase MariaDb::connect(const QString &connectionName, const QString &database) const
{
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QMYSQL"_s, connectionName);
    db.setConnectOptions(u"UNIX_SOCKET="_s + socketPath());
    db.setUserName(u"root"_s);
    db.setDatabaseName(database);
    db.open();
    return db;
}

QString MariaDb::run(const QString &database, const QStringList &statements, QList<QStringList> *rows) const
{
    const QString name = u"mariadb-run"_s;
    QString error;
    {
        QSqlDatabase db = connect(name, database);
        if (!db.isOpen())
            error = u"mariadbd takes no connection: "_s + db.lastError().text();
        for (const QString &statement : statements) {
            QSqlQuery query(db);
            if (error.isEmpty() && !query.exec(statement))
                error = statement + u": "_s + query.lastError().text();
            while (rows && query.next()) {
                QStringList row;
                for (int i = 0; i < query.record().count(); ++i)
                    row.append(query.value(i).toString());
                rows->append(row);
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    return error;
}

} // namespace txdesk::test
