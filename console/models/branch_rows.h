// The branch table: operations and journal of a transaction pivoted into one row a branch.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/op_role.h"
#include "shared/model/transaction_detail.h"

namespace txdesk::console {

// What is known of one op of a branch: its stored status, and how its calls went.
struct OpSummary
{
    bool exists = false;  // the branch has such an op at all
    bool reported = false; // by the initiator: the coordinator neither made this call nor saw its answer
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
    std::optional<Instant> answeredAt{}; // the newest answer
    std::optional<Instant> calledLast{}; // the newest call, answered or not
    QList<Milliseconds> gaps{};          // between the beginnings of one call and the next, newest last; at most gapsMax

    static constexpr qsizetype gapsMax = 12;

    friend bool operator==(const OpSummary &, const OpSummary &) = default;
};

struct BranchRow
{
    BranchId branch;
    QString participant; // host:port
    QString path;        // of the action, for reading
    OpSummary forward;   // action, try, prepare, a workflow's recorded step; or what the initiator is asked
    OpSummary finish;    // confirm, commit: what makes it last; saga and message have none
    OpSummary undo;      // compensate, cancel, rollback
    std::optional<PlannedCall> next;

    [[nodiscard]] bool asksInitiator() const { return console::asksInitiator(forward.kind); }

    friend bool operator==(const BranchRow &, const BranchRow &) = default;
};

// In branch order; what the initiator is asked (a message's back-check, a workflow's wake-up) comes first, once it was
// asked or planned. The first phase of tcc and xa is the initiator's: its forward op is reported, never measured.
[[nodiscard]] QList<BranchRow> branchRows(const TransactionDetail &detail);

// The gaps as little bars, "▁▂▄█": how the tries thin out. Empty for fewer than two gaps.
[[nodiscard]] QString cadenceText(const QList<Milliseconds> &gaps);

} // namespace txdesk::console
