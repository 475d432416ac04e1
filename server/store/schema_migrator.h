// Brings the schema of a database to the version this program knows, step by step.
// Refuses a newer schema, one that was left half-way, and a database with tables that are not ours.
// Thread: that of the connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/sql_catalog.h"
#include "server/store/sqlite_connection.h"

namespace txdesk::store {

class SchemaMigrator
{
public:
    SchemaMigrator(SqliteConnection &connection, const SqlCatalog &catalog) : m_connection(connection), m_catalog(catalog) {}

    [[nodiscard]] Result<> check();              // InvalidRequest: not a database that migrate() would take; writes nothing
    [[nodiscard]] Result<> migrate(Instant now); // each migration in one transaction
    [[nodiscard]] Result<int> version();         // 0: an empty database

private:
    [[nodiscard]] Result<> apply(const Migration &migration, Instant now);

    SqliteConnection &m_connection;
    const SqlCatalog &m_catalog;
};

} // namespace txdesk::store
