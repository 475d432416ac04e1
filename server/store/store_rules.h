// The rules that every TransactionStore keeps in the same way, as functions of values.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/transaction_store.h"

namespace txdesk::store {

inline constexpr std::chrono::hours forgetNodeAfter{24}; // a coordinator that has been away this long leaves the list

inline constexpr std::chrono::hours unreadableRest{1};   // how long a row that cannot be read is left alone

// A name may be held by one run at a time.
[[nodiscard]] inline bool isSameRun(const NodeInfo &a, const NodeInfo &b)
{
    return a.node == b.node && a.startedAt == b.startedAt;
}

// A lock whose transaction is gone: nobody releases it any more, and nobody turns back.
inline constexpr TransactionStatus statusOfLostHolder = TransactionStatus::Failed;

// Who gets its locks, or is not active any more, waits for nobody.
[[nodiscard]] inline bool endsWaiting(const engine::TransactionWrite &write)
{
    return !write.locks.isEmpty() || write.releasesLocks
        || (write.transaction.kind == TransactionKind::At && write.transaction.status != TransactionStatus::Prepared);
}

// Whether a write of this op has to say where it stands on a ladder, or why it is dirty; most have none, and pay nothing for it.
[[nodiscard]] inline bool isOnLadder(const BranchOp &op)
{
    return op.failures != 0 || op.dueAt || !op.lastError.isEmpty();
}
[[nodiscard]] inline bool mayBeOnLadder(const engine::TransactionWrite &write)
{
    const TransactionKind kind = write.transaction.kind;
    return kind == TransactionKind::Message || kind == TransactionKind::Notify || kind == TransactionKind::At;
}
[[nodiscard]] inline bool tellsFailures(const engine::TransactionWrite &write, const engine::TransactionWrite::OpChange &op)
{
    return op.failures > 0 || mayBeOnLadder(write);
}

// A final transaction is never due.
[[nodiscard]] inline std::optional<Instant> storedDue(const GlobalTransaction &transaction)
{
    return isFinal(transaction.status) ? std::nullopt : transaction.nextDueAt;
}

[[nodiscard]] inline qint64 storedLastSeq(const engine::TransactionWrite &write)
{
    return write.events.isEmpty() ? write.transaction.lastSeq : write.events.constLast().seq;
}

// How long a claimed transaction is left alone by further claims. If the claimer dies in the meantime, Recover or this
// time brings it back. Source: DTM moves next_cron_time by the retry interval when it locks a row.
[[nodiscard]] inline Milliseconds claimGrace(Milliseconds retryInterval)
{
    return std::max(retryInterval, Milliseconds{1'000});
}

// When a final transaction ended.
[[nodiscard]] inline Instant endedAt(const GlobalTransaction &transaction)
{
    if (transaction.succeededAt)
        return *transaction.succeededAt;
    return transaction.rolledBackAt.value_or(transaction.updatedAt);
}

// DTM's words for a lost update of a kv row.
[[nodiscard]] inline Error kvExists() { return {ErrorCode::Conflict, QStringLiteral("storage: UniqueKeyConflict"), {}}; }
[[nodiscard]] inline Error tokenExists() { return {ErrorCode::Conflict, QStringLiteral("there is a token with that id or secret"), {}}; }
[[nodiscard]] inline Error kvGuardMoved() { return {ErrorCode::Conflict, QStringLiteral("the row that guards this one has moved"), {}}; }
[[nodiscard]] inline Error kvMoved() { return {ErrorCode::Conflict, QStringLiteral("storage: NotFound"), {}}; }

} // namespace txdesk::store
