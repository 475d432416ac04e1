// A participant's side of an XA branch on MySQL or MariaDB: works in an XA transaction, prepares it, and commits it or
// rolls it back when the coordinator calls, without ever taking "unknown" for "done".
// Source: docs/decisions/0009-xa-on-mariadb.md (what was measured, and why it is done this way).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_barrier.h"
#include "shared/client/coordinator_connection.h"

namespace txdesk::client {

struct XaOptions
{
    BarrierOptions barrier{};
    Milliseconds goneMax{5'000}; // how long phase 1 waits for the server to finish the preparing session
    Seconds lockWait{2};         // how long a phase waits for rows that others hold
};

// One per incoming request. Each phase opens sessions of its own with the settings of the connection it was given.
// Thread: any; blocks.
// Refused before any business runs: a gid and branch id of more than 63 bytes, Galera, a server that cannot begin an
// XA transaction.
class XaBranch
{
public:
    static constexpr qsizetype xidBytesMax = 64;

    // connectionName: of an added QMYSQL connection; it need not be open.
    XaBranch(TransactionContext context, QString connectionName, XaOptions options = {});

    [[nodiscard]] static Result<XaBranch> from(const http::Request &request, const QString &connectionName, XaOptions options = {});

    // Phase 2 when the op is commit or rollback, else phase 1.
    [[nodiscard]] BranchAnswer call(CoordinatorConnection &coordinator, const Business &business);

    // Phase 1: XA START, barrier row, business, registration with the coordinator that the call named, XA END,
    // XA PREPARE. Answers only once the server has finished the session that prepared. The business neither begins nor
    // ends a transaction; anything but Succeeded rolls the branch back. In a workflow, which calls phase 2 itself,
    // nothing is registered.
    [[nodiscard]] BranchAnswer prepare(CoordinatorConnection &coordinator, const Business &business);

    // Phase 2. Success is told only when another session sees the branch's barrier row. The answer's message tells
    // else: "still prepared", "ghost" (the server has lost the branch until it is restarted, its rows stay locked),
    // "neither prepared nor committed".
    [[nodiscard]] BranchAnswer commit();

    // Phase 2. Leaves the barrier row (reason "rollback") that turns away a late phase 1.
    [[nodiscard]] BranchAnswer rollback();

    // Names ("gid-branch") of all branches that are prepared on that server, whoever prepared them: leftovers are those
    // whose transaction is over.
    [[nodiscard]] static Result<QStringList> preparedOn(const QString &connectionName);

    [[nodiscard]] const TransactionContext &context() const { return m_context; }

private:
    class Phase1;

    TransactionContext m_context;
    QString m_connection;
    XaOptions m_options;
};

} // namespace txdesk::client
