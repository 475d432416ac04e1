// Ops that wait for a person, and what becomes of them when the person wants them tried again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/branch_op.h"

namespace txdesk::engine {

// only: dead letters of this branch; empty: of all.
[[nodiscard]] inline bool waitsForPerson(const BranchOp &op, const BranchId &only)
{
    return op.status == OpStatus::Dirty || (op.status == OpStatus::Dead && (only.value.isEmpty() || op.branch == only));
}

// From the beginning of its ladder; its last error stays for people.
inline void giveBack(BranchOp &op)
{
    op.status = OpStatus::Prepared;
    op.finishedAt.reset();
    op.failures = 0;
    op.dueAt.reset();
}

} // namespace txdesk::engine
