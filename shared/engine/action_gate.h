// Which actions a person may take on a transaction right now, and why not. The one place with such rules:
// the server refuses by it, the console greys by it, the preview shows by it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/settings.h"
#include "shared/model/transaction_detail.h"

namespace txdesk::engine {

[[nodiscard]] ActionState gate(Action action, const GlobalTransaction &transaction, Instant now);
[[nodiscard]] QList<ActionState> gateAll(const GlobalTransaction &transaction, Instant now);

// The same where the rows are known. Skip, mark-failed and a retry that names a branch are about one op: it must have failed
// at least once and must not be done. underWay: a call of it has not been answered yet.
[[nodiscard]] ActionState gate(Action action, const TransactionSnapshot &snapshot, const BranchId &branch, Instant now, bool underWay = false);
[[nodiscard]] QList<ActionState> gateAll(const TransactionSnapshot &snapshot, Instant now);

// Index of the row of `branch` that the transaction's status asks for (forward or backward); -1: there is none.
[[nodiscard]] qsizetype openOp(const TransactionSnapshot &snapshot, const BranchId &branch);
[[nodiscard]] bool isAboutOneOp(Action action, const BranchId &branch, const GlobalTransaction &transaction);

// The calls the coordinator will make next by itself.
[[nodiscard]] QList<PlannedCall> plannedCalls(const TransactionSnapshot &snapshot, const EngineSettings &settings, Instant now);

// What an action would lead to: the calls that follow, and what it will not undo, in words.
struct Preview
{
    QList<PlannedCall> calls;
    QStringList willDo;
    QStringList willNotDo;
};
// branch: of skip and mark-failed, and of a retry that is about one branch only.
[[nodiscard]] Preview preview(Action action, const TransactionSnapshot &snapshot, const EngineSettings &settings, Instant now,
                              const BranchId &branch = {});

} // namespace txdesk::engine
