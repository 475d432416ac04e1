// Lets each op of a branch take effect at most once and in the right order, with one row in the participant's own
// database, written in the same local transaction as the business: repeated calls, compensations of actions that
// never ran, and actions that come after their compensation pass without effect.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_answer.h"
#include "shared/client/transaction_context.h"

#include <QSqlDatabase>

#include <functional>

namespace txdesk::client {

// The business of one op. It writes through the connection it is given and neither begins nor ends a transaction.
// Anything but Outcome::Succeeded is rolled back.
using Business = std::function<BranchAnswer(QSqlDatabase &db)>;

struct BarrierOptions
{
    QString table = QStringLiteral("barrier"); // "schema.table" on MySQL
};

// One per incoming request (a second call() of one request guards a second database).
// Thread: that of the connection. Drivers: QSQLITE, QMYSQL.
class BranchBarrier
{
public:
    explicit BranchBarrier(TransactionContext context, BarrierOptions options = {});

    [[nodiscard]] static Result<BranchBarrier> from(const http::Request &request, BarrierOptions options = {});

    // Begins a transaction on `db`, lets the business run if it is its turn, and commits. A call that must have no
    // effect succeeds without running it; BranchAnswer::barrier tells why. Only for a message's own local transaction
    // (op "msg") is a repeated call an answer of Outcome::Unknown and "DUPLICATED": it must not commit.
    [[nodiscard]] BranchAnswer call(QSqlDatabase db, const Business &business);

    // Answers a coordinator that asks whether a message's local transaction has committed: succeeded, or rejected; it
    // never will afterwards. Waits for one that is still open. `db` must not be in a transaction.
    [[nodiscard]] BranchAnswer queryPrepared(QSqlDatabase db);

    // Creates the table unless it is there (the statement: sql/participant/barrier_*.sql).
    [[nodiscard]] static Result<> createTable(QSqlDatabase db, const BarrierOptions &options = {});

    [[nodiscard]] const TransactionContext &context() const { return m_context; }

private:
    [[nodiscard]] Result<BarrierNote> enter(QSqlDatabase &db);

    TransactionContext m_context;
    BarrierOptions m_options;
    int m_calls = 0;
};

} // namespace txdesk::client
