// The rows of an AT branch, which carry the request that registered it, so that a repetition is known after any restart.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/event.h"

namespace txdesk::engine {

// Rollback, commit. Their payload is {"request_id":..,"resource_id":..,"rows":..}, which both calls of phase two are sent; rows
// is a digest of the keys of the locked rows: the same request for other rows must not be answered as if it had locked them.
[[nodiscard]] QList<BranchOp> atOps(const BranchId &branch, const AtBranch &registered, Instant now);

[[nodiscard]] BranchId nextAtBranch(qsizetype rows); // of the branch after these rows: "01", "02" ..

// The row by which a branch was registered by this request; null: none was.
[[nodiscard]] const BranchOp *rowOfRequest(const QList<BranchOp> &ops, const QString &requestId);

// The same branch as the one that is registered, not another one under its request id.
[[nodiscard]] bool isSameBranch(const BranchOp &known, const AtBranch &wanted);

[[nodiscard]] QString lockedText(const QList<LockedRow> &rows); // for the journal: "account_info 1; account_info 2"

} // namespace txdesk::engine
