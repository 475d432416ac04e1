// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/branch_fate.h"

#include "shared/base/foreign_word.h"

#include <QSet>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// What people did to single branches, as the journal tells.
struct HandWork
{
    QList<std::pair<BranchId, OpKind>> skipped{};
    QSet<BranchId> markedFailed{};
    QSet<BranchId> kept{};
    QSet<BranchId> neverBegun{}; // at: its participant reported that phase one failed
};

// The coordinator's words for a branch of at that its client took back.
constexpr QLatin1StringView phaseOneFailed("phase one failed");

// A decision about dirty rows is about the branch whose rollback is answered next, and ends with that.
void takeDecision(const JournalEvent &event, Action &pending, HandWork &hands)
{
    for (const Action decision : {Action::AcceptCurrent, Action::ForceRollback})
        if (isAct(event, decision))
            pending = decision;
    if (event.kind != EventKind::Answered || event.op != OpKind::Rollback)
        return;
    if (event.outcome == Outcome::Succeeded && pending == Action::AcceptCurrent)
        hands.kept.insert(event.branch);
    if (event.outcome == Outcome::Succeeded || event.outcome == Outcome::Rejected)
        pending = Action::Retry; // none
}

HandWork handWorkIn(const TransactionDetail &detail)
{
    HandWork hands;
    const bool at = detail.snapshot.transaction.kind == TransactionKind::At;
    Action pending = Action::Retry;
    for (const JournalEvent &event : detail.events) {
        if (isAct(event, Action::Skip) && event.op)
            hands.skipped.append({event.branch, *event.op});
        if (isAct(event, Action::MarkFailed))
            hands.markedFailed.insert(event.branch);
        if (at)
            takeDecision(event, pending, hands);
        if (at && event.kind == EventKind::Note && event.text.startsWith(phaseOneFailed))
            hands.neverBegun.insert(event.branch);
    }
    return hands;
}

bool hasEnded(const OpSummary &op) { return op.exists && op.callable && op.status == OpStatus::Succeeded; }

BranchFate fateOfUndone(const BranchRow &row, const HandWork &hands)
{
    if (hands.neverBegun.contains(row.branch) || row.undo.barrier == BarrierNote::Empty)
        return BranchFate::HadDoneNothing;
    if (hands.skipped.contains({row.branch, row.undo.kind}))
        return BranchFate::CountedUndone;
    return hands.kept.contains(row.branch) ? BranchFate::Kept : BranchFate::Undone;
}

BranchFate fateInTwoPhases(const BranchRow &row, const HandWork &hands)
{
    if (hands.neverBegun.contains(row.branch))
        return BranchFate::HadDoneNothing;
    if (!hasEnded(row.finish))
        return BranchFate::MayHaveRun; // the first phase is the initiator's
    return hands.skipped.contains({row.branch, row.finish.kind}) ? BranchFate::CountedDone : BranchFate::Done;
}

// callsUnknown: some of its calls are not in the journal that is at hand.
BranchFate fateInOnePhase(const BranchRow &row, const HandWork &hands, bool callsUnknown)
{
    switch (row.forward.status) {
    case OpStatus::Succeeded:
        return hands.skipped.contains({row.branch, row.forward.kind}) ? BranchFate::CountedDone : BranchFate::Done;
    case OpStatus::Failed: return hands.markedFailed.contains(row.branch) ? BranchFate::MayHaveRun : BranchFate::NotRun;
    case OpStatus::Prepared:
    case OpStatus::Dead:
    case OpStatus::Dirty: break;
    }
    return row.forward.attempts > 0 || callsUnknown ? BranchFate::MayHaveRun : BranchFate::NotRun;
}

} // namespace

bool isAct(const JournalEvent &event, Action action)
{
    return event.kind == EventKind::ManualAct && event.text.section(u':', 0, 0).section(u' ', 0, 0) == nameIn(actionNames, action);
}

QList<BranchEnd> branchEnds(const TransactionDetail &detail, const QList<BranchRow> &rows)
{
    const HandWork hands = handWorkIn(detail);
    const GlobalTransaction &t = detail.snapshot.transaction;
    const bool recorded = t.kind == TransactionKind::Workflow; // steps have no address, and are recorded when they are over
    const bool callsUnknown = detail.eventsTruncated && t.attempts > 0 && !recorded;
    QList<BranchEnd> ends;
    for (const BranchRow &row : rows) {
        BranchEnd end{.fate = BranchFate::NotRun, .canBeUndone = row.undo.exists && row.undo.callable};
        if (isForeign(row.forward.kind)) { // an op of a newer server: it is told elsewhere that it is not known
            ends.append(end);
            continue;
        }
        if (hasEnded(row.undo))
            end.fate = fateOfUndone(row, hands);
        else if (hasTwoPhases(t.kind))
            end.fate = fateInTwoPhases(row, hands);
        else if (!row.asksInitiator() && row.forward.exists)
            end.fate = fateInOnePhase(row, hands, callsUnknown);
        ends.append(end);
    }
    return ends;
}

} // namespace txdesk::console
