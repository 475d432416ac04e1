// Opens connections and reads statements.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/sql_statements.h"

#include <QFile>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

namespace txdesk::bank {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView bankFolder = ":/txdesk/bank"_L1;

tl::unexpected<Error> cannot(const QString &what, const QSqlError &error)
{
    return fail(ErrorCode::Unavailable, u"cannot %1: %2"_s.arg(what, error.text()));
}

} // namespace

Result<QString> statementIn(QLatin1StringView folder, const QSqlDatabase &db, QLatin1StringView name)
{
    QString path = u"%1/mysql/%2.sql"_s.arg(folder, name);
    if (db.driverName() != "QMYSQL"_L1 || !QFile::exists(path))
        path = u"%1/%2.sql"_s.arg(folder, name);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"statement %1 is not in the program"_s.arg(name));
    QString text;
    while (!file.atEnd())
        if (const QByteArray line = file.readLine(); !line.startsWith("--")) // Qt would bind names in comments, too
            text += QString::fromUtf8(line);
    return text;
}

Result<QSqlDatabase> openSqlite(const QString &file, const QString &connectionName)
{
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, connectionName);
    db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    db.setDatabaseName(file);
    if (!db.open())
        return cannot(u"open "_s + file, db.lastError());
    QSqlQuery wal(db);
    if (!wal.exec(u"PRAGMA journal_mode=WAL"_s))
        return cannot(u"write "_s + file, wal.lastError());
    return db;
}

Result<QSqlDatabase> openMysql(const MysqlAddress &address, const QString &connectionName)
{
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QMYSQL"_s, connectionName);
    db.setUserName(address.user);
    db.setPassword(address.password);
    if (!address.socket.isEmpty())
        db.setConnectOptions(u"UNIX_SOCKET="_s + address.socket);
    db.setHostName(address.host);
    db.setPort(address.port);
    db.setDatabaseName(address.database);
    if (!db.open()) { // not there, perhaps: without one, then
        db.setDatabaseName({});
        if (!db.open())
            return cannot(u"connect to MySQL"_s, db.lastError());
        Result<QString> text = statementIn(bankFolder, db, "create_database"_L1);
        if (!text)
            return tl::unexpected(text.error());
        QSqlQuery(db).exec(text->replace("{database}"_L1, db.driver()->escapeIdentifier(address.database, QSqlDriver::TableName)));
        db.close();
        db.setDatabaseName(address.database);
        if (!db.open())
            return cannot(u"open database "_s + address.database, db.lastError());
    }
    const Result<QString> wait = statementIn(bankFolder, db, "lock_wait"_L1);
    if (!wait)
        return tl::unexpected(wait.error());
    QSqlQuery set(db);
    if (!set.exec(*wait))
        return cannot(u"set the lock wait"_s, set.lastError());
    return db;
}

} // namespace txdesk::bank
