// The store's rules as SQL, one request after another on one connection: the sentences are in sql/, the order of them is
// here. Begin and commit are its caller's.
// Thread: that of the connection. Every write states its precondition in its WHERE; a conflict is 0 rows, never an error.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_chain.h"
#include "server/store/lock_runner.h"
#include "server/store/passing.h"
#include "server/store/sql_session.h"
#include "server/store/statement_set.h"
#include "server/store/transaction_store.h"

namespace txdesk::store {

class RequestRunner
{
public:
    using Answer = Result<StoreAnswer>;

    // locks: how this database does them; none: row by row.
    RequestRunner(SqlSession &session, StatementSet &sql, AuditSettings audit = {}, LockRunner *locks = nullptr)
        : m_session(session), m_sql(sql), m_audit(sql, std::move(audit)), m_rowByRow(sql), m_locks(locks ? *locks : m_rowByRow)
    {
    }

    // Internal: a stored row cannot be read; it was looked at and nothing was done. Other errors are the database's.
    // A request with audit records is done with them or, answered by AuditUnavailable, not at all.
    [[nodiscard]] Answer run(const StoreRequest &request);
    [[nodiscard]] Passing &passing() { return m_passing; }
    [[nodiscard]] Result<std::optional<TransactionSnapshot>> snapshot(Statement &transaction); // bound already

private:
    Answer answer(const TransactionWrite &write);
    Answer answer(const LoadTransaction &load);
    Answer answer(const ClaimDue &claim);
    Answer answer(const Recover &recover);
    Answer answer(const Heartbeat &heartbeat);
    Answer answer(const TakeOver &takeOver);
    Answer answer(const KeepHeld &keep);
    Answer answer(const Reset &reset);
    Answer answer(const LeaveCluster &leave);
    Answer answer(const RemoveFinished &remove);
    Result<bool> holds(const std::optional<KvGuard> &guard);
    Answer answer(const PutKv &put);
    Answer answer(const RemoveKv &remove);
    Answer answer(const HastenDue &hasten);
    Answer answer(const PutToken &put);
    Answer answer(const TouchTokens &touch);
    Answer answer(const AppendAudit &append);
    Answer answer(const TrimAudit &trim);
    Answer answer(const NoteLockWait &wait);
    Answer answer(const ForgetLockWait &wait);

    Answer runOnRecord(const StoreRequest &request, QList<AuditRecord> &&records);
    Answer takeBack(const Error &error);
    Answer writeRows(const TransactionWrite &write); // row of the transaction, and what hangs on it
    Answer writeLocking(const TransactionWrite &write);
    Answer refuse(const TransactionWrite &write, QList<LockHolder> &&holders);
    Result<qint64> create(const TransactionWrite &write); // its id; 0: the precondition does not hold
    Result<qint64> change(const TransactionWrite &write);
    Result<> addRows(const TransactionWrite &write, qint64 id);
    Result<> addParticipants(const TransactionWrite &write, qint64 id);
    Answer conflict(const Gid &gid);
    Result<bool> isDrivable(const GlobalTransaction &transaction, const QString &owner, Instant now);
    Result<QList<NodeInfo>> nodes(Instant now);

    SqlSession &m_session;
    StatementSet &m_sql;
    AuditChain m_audit;
    LockRunner m_rowByRow;
    LockRunner &m_locks;
    Passing m_passing;
};

} // namespace txdesk::store
