// Every statement of the catalog, ready on one connection.
// Thread: that of the connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/sql_catalog.h"
#include "server/store/statement.h"

#include <memory>
#include <vector>

struct sqlite3;

namespace txdesk::store {

class StatementSet
{
public:
    explicit StatementSet(std::vector<std::unique_ptr<Statement>> bySql) : m_statements(std::move(bySql)) {}
    [[nodiscard]] static Result<StatementSet> prepare(sqlite3 *database, const SqlCatalog &catalog);

    [[nodiscard]] Statement &operator[](Sql name) { return *m_statements[static_cast<std::size_t>(name)]; }

private:
    std::vector<std::unique_ptr<Statement>> m_statements; // by Sql
};

} // namespace txdesk::store
