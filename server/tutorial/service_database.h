// The database of a service, and its statements (sql/tutorial).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/tutorial/service_options.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace txdesk::tutorial {

// A connection of one call: opened by the thread that works it, gone afterwards.
class ServiceConnection
{
public:
    // Unavailable when the database cannot be opened.
    [[nodiscard]] static Result<ServiceConnection> open(const ServiceOptions &options);
    ~ServiceConnection();
    ServiceConnection(ServiceConnection &&other) noexcept : m_name(std::exchange(other.m_name, {})) {}
    ServiceConnection &operator=(ServiceConnection &&) = delete;

    [[nodiscard]] QSqlDatabase database() const { return QSqlDatabase::database(m_name); } // none may be left when this goes

private:
    explicit ServiceConnection(QString name) : m_name(std::move(name)) {}

    QString m_name;
};

// The text of sql/tutorial/<name>.sql for the connection's driver.
[[nodiscard]] Result<QString> tutorialStatement(const QSqlDatabase &db, QLatin1StringView name);

// Runs it with values for its "?". Unavailable with the database's words.
[[nodiscard]] Result<QSqlQuery> runStatement(QSqlDatabase db, QLatin1StringView name, const QVariantList &binds = {});
// The number of rows that it changed.
[[nodiscard]] Result<int> changeRows(QSqlDatabase db, QLatin1StringView name, const QVariantList &binds = {});
// The same of a statement with {table} in it.
[[nodiscard]] Result<QSqlQuery> runOnTable(QSqlDatabase db, QLatin1StringView name, const QString &table);

} // namespace txdesk::tutorial
