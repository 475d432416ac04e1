// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/verdict/verdict_facts.h"

#include "console/text/provenance.h"

namespace txdesk::console {

namespace {

// The coordinator's words to a client that records a step which is recorded already; the client's answer quotes them.
constexpr QLatin1StringView refusedTwice("UniqueKeyConflict");

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

bool isDone(const OpSummary &op)
{
    return op.exists && op.callable && op.status == OpStatus::Succeeded;
}

// The first phase of tcc and xa is the initiator's: what it did is known only by how the second one went.
void sortTwoPhaseBranch(VerdictFacts &facts, const BranchRow &row)
{
    const QString name = row.branch.value;
    facts.registered.append(name);
    if (isDone(row.undo))
        facts.undone.append(name);
    else if (isDone(row.finish))
        facts.done.append(name);
    else
        facts.open.append(name);
    if (!isDone(row.undo) && !isDone(row.finish))
        facts.maybeRan.append(name);
}

void sortWorkflowBranch(VerdictFacts &facts, const BranchRow &row)
{
    facts.registered.append(row.branch.value);
    if (isDone(row.undo))
        facts.undone.append(row.branch.value);
    else if (row.forward.exists && row.forward.status == OpStatus::Succeeded)
        facts.done.append(row.branch.value);
}

void sortBranch(VerdictFacts &facts, const BranchRow &row)
{
    if (row.asksInitiator())
        return;
    if (hasTwoPhases(facts.transaction.kind))
        return sortTwoPhaseBranch(facts, row);
    if (facts.transaction.kind == TransactionKind::Workflow)
        return sortWorkflowBranch(facts, row);
    const QString name = row.branch.value;
    if (isDone(row.undo))
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
    facts.inferred = holdsInferred(detail.events);
    // Going back, only what undoes counts as trouble: the action that failed is the reason, not the obstacle.
    const bool goingBack = detail.snapshot.transaction.status == TransactionStatus::Aborting;
    for (const BranchRow &row : std::as_const(facts.branches)) {
        if (goingBack) {
            lookAtOp(facts, row, row.undo);
        } else {
            lookAtOp(facts, row, row.forward);
            lookAtOp(facts, row, row.finish);
        }
        sortBranch(facts, row);
    }
    for (const JournalEvent &event : detail.events) {
        if (event.kind == EventKind::ManualAct)
            facts.manualAct = &event;
        if (event.op == OpKind::Resume && event.text.contains(refusedTwice))
            facts.secondRunner = &event;
    }
    return facts;
}

} // namespace txdesk::console
