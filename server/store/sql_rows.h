// Columns to values and values to columns: the only place that knows the order of columns in sql/.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/statement.h"
#include "server/store/transaction_store.h"

namespace txdesk::store {

// Bind one row each; the statement is then ready to run.
Statement &bindNew(Statement &insert, const TransactionWrite &write);
Statement &bindChange(Statement &update, const TransactionWrite &write);
Statement &bindNewOp(Statement &insert, const Gid &gid, const BranchOp &op);
Statement &bindNewOpOnLadder(Statement &insert, const Gid &gid, const BranchOp &op);
Statement &bindOpChange(Statement &update, const TransactionWrite &write, const TransactionWrite::OpChange &op);
Statement &bindOpChangeOnLadder(Statement &update, const TransactionWrite &write, const TransactionWrite::OpChange &op);

// Internal: a row this program cannot have written (a trans_type it does not know, options that are not JSON).
[[nodiscard]] Result<TransactionRow> transactionFrom(const Statement &row); // of transaction_by_gid, _by_id and walks
[[nodiscard]] qint64 idOf(const Statement &row);      // of the same and of the walks
[[nodiscard]] qint64 walkKeyOf(const Statement &row); // of the walks: their last column
[[nodiscard]] BranchOp opFrom(const Statement &row);
[[nodiscard]] KvRow kvFrom(const Statement &row);
[[nodiscard]] NodeInfo nodeFrom(const Statement &row, Instant now);

Statement &bindToken(Statement &put, const security::StoredToken &token);
[[nodiscard]] security::StoredToken tokenFrom(const Statement &row); // of tokens; a role this program does not know is Nobody

Statement &bindAudit(Statement &insert, const AuditRecord &record);
// Of audit_page, audit_walk. Internal: a role or result this program does not know, a seal of another length.
[[nodiscard]] Result<AuditRecord> auditFrom(const Statement &row);

Statement &bindLock(Statement &insert, const TransactionWrite &write, qint64 transactionId, const LockedRow &row);
[[nodiscard]] LockHolder lockFrom(const Statement &row); // of lock_holders, lock_page
Statement &bindWait(Statement &insert, const LockWait &wait);
[[nodiscard]] LockWait waitFrom(const Statement &row);   // of lock_waits

// Hosts of the ops in their order, each once, joined by blanks: the column `participants`.
[[nodiscard]] QString participantsText(const QList<BranchOp> &ops);

// The filter conditions on the current row, without building it.
class RowFilter
{
public:
    explicit RowFilter(const TransactionFilter &filter, const StuckRule &stuck, Instant now);
    [[nodiscard]] bool accepts(const Statement &row) const;

private:
    [[nodiscard]] bool acceptsStatus(QByteArrayView status) const;
    [[nodiscard]] bool acceptsParked(const Statement &row) const;
    [[nodiscard]] bool acceptsParticipant(QByteArrayView participants) const;
    [[nodiscard]] bool acceptsError(const Statement &row) const;
    [[nodiscard]] bool acceptsFingerprint(const Statement &row) const;

    TransactionFilter m_filter;
    StuckRule m_stuck;
    Instant m_now;
    QByteArray m_gidPrefix;
    QByteArray m_participant;
    QByteArray m_businessKey;
};

struct FailingRow // what the groups of errors look at
{
    QString gid;
    int failures = 0;
    QString error;
    QStringList participants;
    QString queryPrepared; // of a prepared one
    Instant createdAt{};
    Instant updatedAt{};
};
[[nodiscard]] FailingRow failingFrom(const Statement &row); // of the walks
[[nodiscard]] bool isInScope(const Statement &row, const TokenScope &scope);

struct Progress // what the stuck rule looks at
{
    TransactionStatus status = TransactionStatus::Prepared;
    int failures = 0;
    Instant createdAt{};
    std::optional<Instant> nextDueAt{};
    bool paused = false;
};
[[nodiscard]] bool isStuck(const Progress &progress, const StuckRule &rule, Instant now);
[[nodiscard]] Progress progressFromTotals(const Statement &row);
[[nodiscard]] Parked parkedFromTotals(const Statement &row);

} // namespace txdesk::store
