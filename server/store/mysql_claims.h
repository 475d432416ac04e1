// Requests about many transactions at once, in a few statements whatever their number: claims, and what is held.
// Thread: that of the connection; inside the transaction of a group.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_rows.h"
#include "server/store/passing.h"
#include "server/store/statement_set.h"
#include "server/store/transaction_store.h"

namespace txdesk::store {

class MysqlClaims
{
public:
    MysqlClaims(MysqlConnection &connection, StatementSet &sql, const SqlCatalog &catalog);

    [[nodiscard]] Result<StoreAnswer> claim(const ClaimDue &claim, Passing &passing);
    [[nodiscard]] Result<StoreAnswer> keep(const KeepHeld &keep);

private:
    struct Candidate { qint64 id; Instant dueAt; qint64 epoch; Milliseconds interval; };
    [[nodiscard]] Result<QList<Candidate>> candidates(const ClaimDue &claim);
    [[nodiscard]] Result<qint64> update(const MysqlManyUpdate &many, const std::vector<MysqlRow> &rows);
    [[nodiscard]] Result<> take(const QList<Candidate> &found, const ClaimDue &claim, ClaimedList &list);
    [[nodiscard]] Result<> addOps(const QByteArray &ids, ClaimedList &list);

    MysqlConnection &m_connection;
    StatementSet &m_sql;
    MysqlValues m_values;
    const MysqlManyUpdate m_claimDue, m_keepHeld;
    QByteArray m_transactions, m_ops; // without the list of ids and the parenthesis behind it
};

} // namespace txdesk::store
