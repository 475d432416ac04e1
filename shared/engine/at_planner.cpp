// AT: local transactions that have committed already are kept or put back. Forward all branches are told at once, since
// nothing but undo records is removed; back strictly one after the other, the newest first, since rows may have been changed
// by several of them. Source: Seata, AT mode; spec/at-tcc-message-notify H.3. Pure.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/mutants.h"
#include "shared/engine/plan.h"

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

Plan planCommits(const PlanInput &input)
{
    Plan plan{.reason = u"tells every branch that it is committed"_s};
    bool allDone = true;
    for (qsizetype i = 0; i < input.snapshot.ops.size(); ++i) {
        const BranchOp &row = input.snapshot.ops[i];
        if (row.kind != OpKind::Commit || row.status != OpStatus::Prepared)
            continue;
        allDone = false;
        const OpRun &run = input.runs[static_cast<std::size_t>(i)];
        if (run.inFlight())
            continue;
        if (!run.waiting) {
            plan.runNow.append(i);
            continue;
        }
        plan.wakeAt = input.snapshot.transaction.nextDueAt.value_or(input.now);
        plan.reason = u"waits to call the commit of %1 again"_s.arg(row.branch.value);
    }
    return allDone ? Plan{.event = TransactionEvent::AllConfirmed} : plan;
}

Plan planRollbacks(const PlanInput &input)
{
    const qsizetype count = input.snapshot.ops.size();
    for (qsizetype step = 0; step < count; ++step) {
        const qsizetype i = TXDESK_MUTANT(AtForward) ? step : count - 1 - step;
        const BranchOp &row = input.snapshot.ops[i];
        if (row.kind != OpKind::Rollback || row.status == OpStatus::Succeeded)
            continue;
        if (row.status == OpStatus::Dirty)
            return {.park = Parked::Dirty, .about = i, .reason = row.lastError};
        const OpRun &run = input.runs[static_cast<std::size_t>(i)];
        if (run.inFlight())
            return {.reason = u"waits for an answer"_s};
        if (run.waiting)
            return {.wakeAt = input.snapshot.transaction.nextDueAt.value_or(input.now),
                    .reason = u"waits to call the rollback of %1 again"_s.arg(row.branch.value)};
        return {.runNow = {i}, .reason = u"rolls the newest branch back"_s};
    }
    return {.event = TransactionEvent::AllCancelled};
}

} // namespace

Plan planAt(const PlanInput &input)
{
    switch (input.snapshot.transaction.status) {
    case TransactionStatus::Prepared: return planUndecided(input);
    case TransactionStatus::Submitted: return planCommits(input);
    case TransactionStatus::Aborting: return planRollbacks(input);
    case TransactionStatus::Succeeded:
    case TransactionStatus::Failed: break;
    }
    return {};
}

} // namespace txdesk::engine
