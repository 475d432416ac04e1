// Opens connections and runs statements.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/service_database.h"

#include "server/bank/sql_statements.h"

#include <QSqlDriver>
#include <QSqlError>

#include <atomic>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> statementFailed(QLatin1StringView name, const QSqlQuery &query)
{
    return fail(ErrorCode::Unavailable, u"%1: %2"_s.arg(name, query.lastError().text()));
}

} // namespace

Result<ServiceConnection> ServiceConnection::open(const ServiceOptions &options)
{
    static std::atomic<quint64> connections{0};
    ServiceConnection opened(u"service-%1"_s.arg(++connections));
    const bank::BankOptions &base = options.base;
    Result<QSqlDatabase> db;
    if (base.mysql.isEmpty()) {
        db = bank::openSqlite(base.file, opened.m_name);
    } else {
        Result<bank::MysqlAddress> address = bank::MysqlAddress::from(base.mysql, options.row->database);
        if (!address)
            return tl::unexpected(address.error());
        address->password = QString::fromUtf8(base.mysqlPassword);
        db = bank::openMysql(*address, opened.m_name);
    }
    return db ? Result<ServiceConnection>(std::move(opened)) : tl::unexpected(db.error());
}

ServiceConnection::~ServiceConnection()
{
    if (!m_name.isEmpty())
        QSqlDatabase::removeDatabase(m_name);
}

Result<QString> tutorialStatement(const QSqlDatabase &db, QLatin1StringView name)
{
    return bank::statementIn(":/txdesk/tutorial"_L1, db, name);
}

Result<QSqlQuery> runStatement(QSqlDatabase db, QLatin1StringView name, const QVariantList &binds)
{
    const Result<QString> text = tutorialStatement(db, name);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.prepare(*text))
        return statementFailed(name, query);
    for (const QVariant &value : binds)
        query.addBindValue(value);
    if (!query.exec())
        return statementFailed(name, query);
    return query;
}

Result<int> changeRows(QSqlDatabase db, QLatin1StringView name, const QVariantList &binds)
{
    return runStatement(std::move(db), name, binds).map([](const QSqlQuery &query) { return query.numRowsAffected(); });
}

Result<QSqlQuery> runOnTable(QSqlDatabase db, QLatin1StringView name, const QString &table)
{
    Result<QString> text = tutorialStatement(db, name);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.exec(text->replace("{table}"_L1, db.driver()->escapeIdentifier(table, QSqlDriver::TableName))))
        return statementFailed(name, query);
    return query;
}

} // namespace txdesk::tutorial
