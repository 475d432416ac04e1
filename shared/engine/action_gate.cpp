// The rules for operators, one function an action.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/action_gate.h"

#include "shared/base/foreign_word.h"

#include <QCoreApplication>

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

constexpr const char *notKnownHere =
    QT_TRANSLATE_NOOP("ActionGate", "It is in a state that this version does not know: what an act would do cannot be told. Update it.");
constexpr const char *ended = QT_TRANSLATE_NOOP("ActionGate", "It has ended already.");
constexpr const char *isPaused = QT_TRANSLATE_NOOP("ActionGate", "It is paused: resume it first.");
constexpr const char *notPaused = QT_TRANSLATE_NOOP("ActionGate", "It is not paused.");
constexpr const char *pausedAlready = QT_TRANSLATE_NOOP("ActionGate", "It is paused already.");
constexpr const char *notSubmitted =
    QT_TRANSLATE_NOOP("ActionGate", "It was prepared and never submitted: nothing is called before its client submits it.");
constexpr const char *mayStillCommit =
    QT_TRANSLATE_NOOP("ActionGate", "The sender's local transaction may still be running: asking now could make it fail.");
constexpr const char *noMessage = QT_TRANSLATE_NOOP("ActionGate", "Only a message or a notification can be submitted by hand.");
constexpr const char *submittedAlready = QT_TRANSLATE_NOOP("ActionGate", "It is submitted already.");
constexpr const char *stillAsked =
    QT_TRANSLATE_NOOP("ActionGate", "Its sender has not been asked as often as allowed: it may still say so itself.");
constexpr const char *notDirty = QT_TRANSLATE_NOOP("ActionGate", "No branch of it is dirty.");
constexpr const char *turningBack = QT_TRANSLATE_NOOP("ActionGate", "It is turning back already.");
constexpr const char *beingConfirmed =
    QT_TRANSLATE_NOOP("ActionGate", "Its client has decided: every branch is told until it accepts, and none is taken back.");
constexpr const char *onlyItsClient =
    QT_TRANSLATE_NOOP("ActionGate", "Only the workflow's own client knows how to take its steps back.");
constexpr const char *mayStillRun =
    QT_TRANSLATE_NOOP("ActionGate", "Its client may still be running it: waking it now would run it twice at once.");
constexpr const char *nobodyToWake =
    QT_TRANSLATE_NOOP("ActionGate", "Its client left no address to wake it at: only the client itself can go on.");
constexpr const char *chooseBranch =
    QT_TRANSLATE_NOOP("ActionGate", "It is done to one branch at a time: choose the branch.");
constexpr const char *messageSent =
    QT_TRANSLATE_NOOP("ActionGate", "A submitted message cannot be taken back: its receivers will be called until they accept.");

ActionState allowed(Action action) { return {.action = action, .allowed = true, .reason = {}, .legalAt = {}}; }

ActionState denied(Action action, const char *reason, std::optional<Instant> legalAt = {})
{
    return {.action = action, .allowed = false, .reason = QString::fromLatin1(reason), .legalAt = legalAt};
}

ActionState gateRetry(const GlobalTransaction &t, Instant now)
{
    if (t.paused)
        return denied(Action::Retry, isPaused);
    if (t.status != TransactionStatus::Prepared || t.parked != Parked::No)
        return allowed(Action::Retry);
    const bool neverAsked = t.attempts == 0 && t.nextDueAt && now < *t.nextDueAt;
    switch (t.kind) {
    case TransactionKind::Saga:
    case TransactionKind::Tcc:
    case TransactionKind::At:
    case TransactionKind::Xa: return denied(Action::Retry, notSubmitted);
    case TransactionKind::Notify:
    case TransactionKind::Message:
        return neverAsked ? denied(Action::Retry, mayStillCommit, t.nextDueAt) : allowed(Action::Retry);
    case TransactionKind::Workflow:
        if (t.queryPrepared.isEmpty())
            return denied(Action::Retry, nobodyToWake);
        return neverAsked ? denied(Action::Retry, mayStillRun, t.nextDueAt) : allowed(Action::Retry);
    }
    return denied(Action::Retry, notSubmitted);
}

// Only what its sender could not be asked about is decided by hand.
ActionState gateSubmit(const GlobalTransaction &t)
{
    if (t.kind != TransactionKind::Message && t.kind != TransactionKind::Notify)
        return denied(Action::Submit, noMessage);
    if (t.status != TransactionStatus::Prepared)
        return denied(Action::Submit, submittedAlready);
    if (t.parked != Parked::Unanswered)
        return denied(Action::Submit, stillAsked);
    return t.paused ? denied(Action::Submit, isPaused) : allowed(Action::Submit);
}

ActionState gateDirty(Action action, const GlobalTransaction &t)
{
    if (t.parked != Parked::Dirty)
        return denied(action, notDirty);
    return t.paused ? denied(action, isPaused) : allowed(action);
}

ActionState gateAbort(const GlobalTransaction &t)
{
    if (t.status == TransactionStatus::Aborting)
        return denied(Action::Abort, turningBack);
    const bool prepared = t.status == TransactionStatus::Prepared;
    switch (t.kind) {
    case TransactionKind::Saga: return prepared ? denied(Action::Abort, notSubmitted) : allowed(Action::Abort);
    case TransactionKind::Notify: return allowed(Action::Abort);
    case TransactionKind::Message: return prepared ? allowed(Action::Abort) : denied(Action::Abort, messageSent);
    case TransactionKind::Tcc:
    case TransactionKind::At:
    case TransactionKind::Xa: return prepared ? allowed(Action::Abort) : denied(Action::Abort, beingConfirmed);
    case TransactionKind::Workflow: break;
    }
    return denied(Action::Abort, onlyItsClient);
}

} // namespace

ActionState gate(Action action, const GlobalTransaction &transaction, Instant now)
{
    if (isForeign(transaction.status) || isForeign(transaction.kind) || isForeign(transaction.parked) || isForeign(transaction.resolution))
        return denied(action, notKnownHere);
    if (isFinal(transaction.status))
        return denied(action, ended);
    switch (action) {
    case Action::Retry: return gateRetry(transaction, now);
    case Action::Abort: return gateAbort(transaction);
    case Action::ForceStop: return allowed(action);
    case Action::Pause: return transaction.paused ? denied(action, pausedAlready) : allowed(action);
    case Action::Submit: return gateSubmit(transaction);
    case Action::ForceRollback:
    case Action::AcceptCurrent: return gateDirty(action, transaction);
    case Action::Resume: return transaction.paused ? allowed(action) : denied(action, notPaused);
    case Action::Skip:
    case Action::MarkFailed: return denied(action, chooseBranch);
    }
    return denied(action, ended);
}

QList<ActionState> gateAll(const GlobalTransaction &transaction, Instant now)
{
    QList<ActionState> states;
    for (const Name<Action> &row : actionNames)
        states.append(gate(row.value, transaction, now));
    return states;
}

} // namespace txdesk::engine
