// The branch table: operations and journal of a transaction pivoted into one row a branch.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"

namespace txdesk::console {

// What is known of one op of a branch: its stored status, and how its calls went.
struct OpSummary
{
    bool exists = false;  // the branch has such an op at all
    bool callable = true; // it has a URL
    OpKind kind = OpKind::Action;
    OpStatus status = OpStatus::Prepared;
    int attempts = 0;
    std::optional<Instant> calledAt; // set while a call has no answer yet
    std::optional<Outcome> outcome;  // of the newest answer
    int statusCode = 0;
    Milliseconds took{};
    BarrierNote barrier = BarrierNote::None;
    QString error; // text of the newest answer that was not a success

    friend bool operator==(const OpSummary &, const OpSummary &) = default;
};

struct BranchRow
{
    BranchId branch;
    QString participant; // host:port
    QString path;        // of the action, for reading
    OpSummary forward;   // action, or a message's back-check
    OpSummary undo;      // compensate
    std::optional<PlannedCall> next;

    friend bool operator==(const BranchRow &, const BranchRow &) = default;
};

// In branch order; a message's back-check comes first, once it was asked or planned.
[[nodiscard]] QList<BranchRow> branchRows(const TransactionDetail &detail);

} // namespace txdesk::console
