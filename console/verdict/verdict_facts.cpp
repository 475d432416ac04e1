// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/verdict/verdict_facts.h"

#include "console/models/branch_fate.h"
#include "console/text/provenance.h"
#include "shared/base/foreign_word.h"

namespace txdesk::console {

namespace {

// The coordinator's words to a client that records a step which is recorded already; the client's answer quotes them.
constexpr QLatin1StringView refusedTwice("UniqueKeyConflict");

bool isTroubled(const OpSummary &op)
{
    return op.exists && op.status == OpStatus::Prepared && op.attempts > 0 && op.outcome &&
           *op.outcome != Outcome::Succeeded && !isForeign(*op.outcome);
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

void sortBranch(VerdictFacts &facts, const BranchRow &row, const BranchEnd &end)
{
    if (row.asksInitiator())
        return;
    const QString name = row.branch.value;
    const bool twoPhases = hasTwoPhases(facts.transaction.kind);
    switch (end.fate) {
    case BranchFate::NotRun: break;
    case BranchFate::MayHaveRun: facts.maybeRan.append(name); break;
    case BranchFate::Done: facts.done.append(name); break;
    case BranchFate::CountedDone: facts.countedDone.append(name); break;
    case BranchFate::Undone: facts.undone.append(name); break;
    case BranchFate::CountedUndone: facts.countedUndone.append(name); break;
    case BranchFate::HadDoneNothing: facts.hadDoneNothing.append(name); break;
    case BranchFate::Kept: facts.kept.append(name); break;
    }
    const bool stays = end.fate == BranchFate::MayHaveRun || end.fate == BranchFate::Done || end.fate == BranchFate::CountedDone;
    if (stays && !end.canBeUndone)
        facts.cannotBeUndone.append(name);
    if (twoPhases || facts.transaction.kind == TransactionKind::Workflow)
        facts.registered.append(name);
    if (twoPhases && end.fate == BranchFate::MayHaveRun)
        facts.open.append(name);
    const bool saidNo = !twoPhases && facts.transaction.kind != TransactionKind::Workflow && row.forward.status == OpStatus::Failed;
    if (saidNo && facts.refusedBranch.isEmpty() && !facts.markedFailed.contains(name))
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
    for (const JournalEvent &event : detail.events)
        if (isAct(event, Action::MarkFailed))
            facts.markedFailed.append(event.branch.value);
    const QList<BranchEnd> ends = branchEnds(detail, facts.branches);
    for (qsizetype i = 0; i < facts.branches.size(); ++i) {
        const BranchRow &row = std::as_const(facts.branches)[i];
        if (goingBack) {
            lookAtOp(facts, row, row.undo);
        } else {
            lookAtOp(facts, row, row.forward);
            lookAtOp(facts, row, row.finish);
        }
        sortBranch(facts, row, ends[i]);
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
