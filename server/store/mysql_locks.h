// Global locks on MySQL: many rows in one statement.
// Thread: that of the connection; inside the transaction of a group.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/lock_runner.h"
#include "server/store/mysql_rows.h"

#include <QSet>

namespace txdesk::store {

class MysqlLocks final : public LockRunner
{
public:
    MysqlLocks(MysqlConnection &connection, StatementSet &sql, const SqlCatalog &catalog);

    // Those of a group that may lock their rows side by side with the rest of it: nobody holds them, and no write before them
    // in the group wants them. By place in the group.
    [[nodiscard]] Result<QSet<qsizetype>> free(const QList<StoreRequest> &requests);

protected:
    [[nodiscard]] Result<qint64> insert(const TransactionWrite &write, qint64 transactionId, const Rows &rows) override;

private:
    [[nodiscard]] Result<qint64> insertSome(const std::vector<MysqlRow> &rows);

    MysqlConnection &m_connection;
    MysqlValues m_values;
    const MysqlManyInsert m_insert;
};

} // namespace txdesk::store
