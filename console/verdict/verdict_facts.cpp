// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/verdict/verdict_facts.h"

namespace txdesk::console {

namespace {

bool isTroubled(const OpSummary &op)
{
    return op.exists && op.status == OpStatus::Prepared && op.attempts > 0 && op.outcome &&
           *op.outcome != Outcome::Succeeded;
}

void lookAtOp(VerdictFacts &facts, const BranchRow &row, const OpSummary &op)
{
    if (op.calledAt && op.status == OpStatus::Prepared && !facts.calling) {
        facts.calling = &row;
        facts.call = &op;
    }
    if (isTroubled(op) && (!facts.trouble || op.attempts > facts.trouble->attempts)) {
        facts.troubled = &row;
        facts.trouble = &op;
    }
}

void sortBranch(VerdictFacts &facts, const BranchRow &row)
{
    if (row.forward.kind == OpKind::Query)
        return;
    const QString name = row.branch.value;
    const bool isUndone = row.undo.exists && row.undo.status == OpStatus::Succeeded && row.undo.callable;
    if (isUndone)
        facts.undone.append(name);
    else if (row.forward.status == OpStatus::Succeeded)
        facts.done.append(name);
    else if (row.forward.status == OpStatus::Prepared && row.forward.attempts > 0)
        facts.maybeRan.append(name);
    if (row.forward.status == OpStatus::Failed && facts.refusedBranch.isEmpty())
        facts.refusedBranch = name;
}

} // namespace

VerdictFacts verdictFacts(const TransactionDetail &detail, Instant now, const QTimeZone &zone)
{
    VerdictFacts facts{.detail = detail,
                       .transaction = detail.snapshot.transaction,
                       .now = now,
                       .zone = zone,
                       .branches = branchRows(detail)};
    // Going back, only what undoes counts as trouble: the action that failed is the reason, not the obstacle.
    const bool goingBack = detail.snapshot.transaction.status == TransactionStatus::Aborting;
    for (const BranchRow &row : std::as_const(facts.branches)) {
        if (goingBack) {
            lookAtOp(facts, row, row.undo);
        } else {
            lookAtOp(facts, row, row.forward);
        }
        sortBranch(facts, row);
    }
    for (const JournalEvent &event : detail.events)
        if (event.kind == EventKind::ManualAct)
            facts.manualAct = &event;
    return facts;
}

} // namespace txdesk::console
