// Brings a MySQL database to the schema this program knows: a fresh one, or one that DTM's script has made and DTM has
// filled. A step that was interrupted runs again; two coordinators may start at once.
// Thread: that of the connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_connection.h"
#include "server/store/sql_catalog.h"

namespace txdesk::store {

class MysqlMigrator
{
public:
    MysqlMigrator(MysqlConnection &connection, const SqlCatalog &catalog) : m_connection(connection), m_catalog(catalog) {}

    [[nodiscard]] Result<> migrate(Instant now);
    [[nodiscard]] Result<int> version(); // of the last finished step; 0: none

private:
    [[nodiscard]] Result<> migrateLocked(Instant now);
    [[nodiscard]] Result<> apply(const Migration &migration, Instant now);
    [[nodiscard]] Result<> make(const QByteArray &statement); // what exists already counts as made

    MysqlConnection &m_connection;
    const SqlCatalog &m_catalog;
};

} // namespace txdesk::store
