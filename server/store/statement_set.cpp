// SPDX-License-Identifier: Apache-2.0
#include "server/store/statement_set.h"

#include "server/store/sqlite_statement.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

Result<StatementSet> StatementSet::prepare(sqlite3 *database, const SqlCatalog &catalog)
{
    std::vector<std::unique_ptr<Statement>> statements;
    statements.reserve(sqlNames.size());
    for (std::size_t i = 0; i < sqlNames.size(); ++i) {
        Result<std::unique_ptr<SqliteStatement>> statement = SqliteStatement::prepare(database, catalog.text(static_cast<Sql>(i)));
        if (!statement)
            return fail(ErrorCode::Internal, u"statement %1: %2"_s.arg(nameIn(sqlNames, static_cast<Sql>(i)), statement.error().message));
        statements.push_back(std::move(*statement));
    }
    return StatementSet(std::move(statements));
}

} // namespace txdesk::store
