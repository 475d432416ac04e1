// The rules for acts on one branch: what a person has done by hand, or knows to have failed, or wants called now.
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/foreign_word.h"
#include "shared/engine/action_gate.h"
#include "shared/engine/ladder.h"

#include <QCoreApplication>

namespace txdesk::engine {
namespace {

constexpr const char *nothingDecided =
    QT_TRANSLATE_NOOP("ActionGate", "Nothing is called before its client has decided: no operation is there to be done by hand.");
constexpr const char *clientDoesSteps =
    QT_TRANSLATE_NOOP("ActionGate", "The workflow's own client does its steps: only it can report one as done.");
constexpr const char *noSuchBranch = QT_TRANSLATE_NOOP("ActionGate", "It has no such branch.");
constexpr const char *nothingOpen = QT_TRANSLATE_NOOP("ActionGate", "No branch of it fails.");
constexpr const char *opDone = QT_TRANSLATE_NOOP("ActionGate", "This branch is done already.");
constexpr const char *opRefused = QT_TRANSLATE_NOOP("ActionGate", "This branch was refused already.");
constexpr const char *opDirty =
    QT_TRANSLATE_NOOP("ActionGate", "This branch is dirty: decide whether its rows are overwritten or kept.");
constexpr const char *opGivenUp = QT_TRANSLATE_NOOP("ActionGate", "This delivery has been given up: retry delivers it again.");
constexpr const char *neverFailed =
    QT_TRANSLATE_NOOP("ActionGate", "No call of this branch has failed: it may still be done by itself.");
constexpr const char *callUnderWay = QT_TRANSLATE_NOOP("ActionGate", "A call of this branch is under way: its answer comes first.");
constexpr const char *onlyActions =
    QT_TRANSLATE_NOOP("ActionGate", "Only an action of a saga can be marked as failed: nothing else turns back for one branch.");
constexpr const char *turnsAlready = QT_TRANSLATE_NOOP("ActionGate", "It is turning back already.");

ActionState answer(Action action, const char *whyNot)
{
    return {.action = action, .allowed = whyNot == nullptr, .reason = QString::fromLatin1(whyNot), .legalAt = {}};
}

// The op that the status asks for; empty: nothing is called in it.
std::optional<OpKind> openKind(const GlobalTransaction &t)
{
    const bool forward = t.status == TransactionStatus::Submitted;
    if (!forward && t.status != TransactionStatus::Aborting)
        return std::nullopt;
    switch (t.kind) {
    case TransactionKind::Saga: return forward ? OpKind::Action : OpKind::Compensate;
    case TransactionKind::Message:
    case TransactionKind::Notify: return OpKind::Action;
    case TransactionKind::Tcc:
    case TransactionKind::Xa:
    case TransactionKind::At: return phaseTwoOp(t.kind, forward);
    case TransactionKind::Workflow: break;
    }
    return std::nullopt;
}

// Why no op of this transaction can be acted on, whichever it is; nullptr: that is not so.
const char *whyNone(Action action, const GlobalTransaction &t)
{
    if (t.kind == TransactionKind::Workflow)
        return clientDoesSteps;
    if (action == Action::MarkFailed && t.kind != TransactionKind::Saga)
        return onlyActions;
    if (action == Action::MarkFailed && t.status == TransactionStatus::Aborting)
        return turnsAlready;
    return openKind(t) ? nullptr : nothingDecided;
}

const char *whyNot(Action action, const BranchOp &op, bool underWay)
{
    switch (op.status) {
    case OpStatus::Succeeded: return opDone;
    case OpStatus::Failed: return opRefused;
    case OpStatus::Dirty: return opDirty;
    case OpStatus::Dead: return action == Action::Skip ? nullptr : opGivenUp;
    case OpStatus::Prepared: break;
    }
    if (underWay)
        return callUnderWay;
    return op.failures > 0 ? nullptr : neverFailed;
}

} // namespace

qsizetype openOp(const TransactionSnapshot &snapshot, const BranchId &branch)
{
    const std::optional<OpKind> kind = openKind(snapshot.transaction);
    for (qsizetype i = 0; kind && i < snapshot.ops.size(); ++i)
        if (snapshot.ops[i].branch == branch && snapshot.ops[i].kind == *kind)
            return i;
    return -1;
}

// A delivery by a ladder, a dead letter and a dirty branch have rules of their own for retry.
bool isAboutOneOp(Action action, const BranchId &branch, const GlobalTransaction &transaction)
{
    if (action == Action::Skip || action == Action::MarkFailed)
        return true;
    return action == Action::Retry && !branch.value.isEmpty() && !hasLadder(transaction) && transaction.parked == Parked::No;
}

ActionState gate(Action action, const TransactionSnapshot &snapshot, const BranchId &branch, Instant now, bool underWay)
{
    const GlobalTransaction &t = snapshot.transaction;
    const bool ofOneOp = isAboutOneOp(action, branch, t) && !isForeign(t.status);
    if (!ofOneOp || isFinal(t.status) || branch.value.isEmpty())
        return gate(action, t, now);
    if (const ActionState whole = gate(action, t, now); action == Action::Retry && !whole.allowed)
        return whole;
    if (const char *why = whyNone(action, t))
        return answer(action, why);
    const qsizetype index = openOp(snapshot, branch);
    return answer(action, index < 0 ? noSuchBranch : whyNot(action, snapshot.ops[index], underWay));
}

QList<ActionState> gateAll(const TransactionSnapshot &snapshot, Instant now)
{
    QList<ActionState> states = gateAll(snapshot.transaction, now);
    for (ActionState &state : states) {
        if ((state.action != Action::Skip && state.action != Action::MarkFailed) || isFinal(snapshot.transaction.status))
            continue;
        for (const BranchOp &op : snapshot.ops)
            if (!state.branches.contains(op.branch) && gate(state.action, snapshot, op.branch, now).allowed)
                state.branches.append(op.branch);
        const char *none = whyNone(state.action, snapshot.transaction);
        const QList<BranchId> found = state.branches;
        state = answer(state.action, found.isEmpty() ? (none ? none : nothingOpen) : nullptr);
        state.branches = found;
    }
    return states;
}

} // namespace txdesk::engine
