// What an action would lead to, in words and calls.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/action_gate.h"
#include "shared/engine/parked_ops.h"
#include "shared/engine/transition_table.h"

#include <QCoreApplication>

namespace txdesk::engine {
namespace {

constexpr const char *willRetry = QT_TRANSLATE_NOOP("ActionGate", "The calls that wait are made now instead of later.");
constexpr const char *willTurnBack =
    QT_TRANSLATE_NOOP("ActionGate", "It turns back: every step that may have run is compensated, the last one first.");
constexpr const char *wontStopCalls =
    QT_TRANSLATE_NOOP("ActionGate", "Calls that are under way are not stopped.");
constexpr const char *willDrop = QT_TRANSLATE_NOOP("ActionGate", "The message is dropped: no receiver is ever called.");
constexpr const char *wontUndoLocal =
    QT_TRANSLATE_NOOP("ActionGate", "If the sender's local transaction committed, it stays committed.");
constexpr const char *willStop = QT_TRANSLATE_NOOP("ActionGate", "It ends as failed at once.");
constexpr const char *wontCompensate =
    QT_TRANSLATE_NOOP("ActionGate", "Nothing is compensated: what participants have done stays done.");
constexpr const char *willPause = QT_TRANSLATE_NOOP("ActionGate", "Nothing is called by itself until it is resumed.");
constexpr const char *wontPauseCalls =
    QT_TRANSLATE_NOOP("ActionGate", "Calls that are under way are not stopped; their answers are recorded.");
constexpr const char *willResume = QT_TRANSLATE_NOOP("ActionGate", "It goes on at once where it stopped.");

constexpr const char *willCancel =
    QT_TRANSLATE_NOOP("ActionGate", "It turns back: every registered branch is cancelled, the last one first.");
constexpr const char *wontStopTries =
    QT_TRANSLATE_NOOP("ActionGate", "A try that is under way is not stopped: its barrier refuses it once its cancel has come.");
constexpr const char *willRollBack =
    QT_TRANSLATE_NOOP("ActionGate", "It turns back: every registered branch is rolled back and lets its locks go.");
constexpr const char *wontReachUnregistered =
    QT_TRANSLATE_NOOP("ActionGate", "A branch that never registered is not called: its participant rolls it back by itself.");
constexpr const char *wontEndTries =
    QT_TRANSLATE_NOOP("ActionGate", "No branch is confirmed or cancelled: what the tries reserved stays reserved.");
constexpr const char *wontEndXa =
    QT_TRANSLATE_NOOP("ActionGate", "No branch is committed or rolled back: XA branches stay prepared at their participants and hold "
                                    "their locks until somebody ends them there.");
constexpr const char *wontEndWorkflow =
    QT_TRANSLATE_NOOP("ActionGate", "Its client is neither told nor woken again: the steps it has done stay done.");
constexpr const char *willWake = QT_TRANSLATE_NOOP("ActionGate", "Its client is woken now instead of later.");

constexpr const char *willPutBack =
    QT_TRANSLATE_NOOP("ActionGate", "It turns back: every branch's rows are put back as they were, the newest branch first; then its locks end.");
constexpr const char *wontOverwrite =
    QT_TRANSLATE_NOOP("ActionGate", "Rows that somebody else has changed since are not overwritten: they wait for a person.");
constexpr const char *wontPutBack =
    QT_TRANSLATE_NOOP("ActionGate", "No row is put back: rows stay as they are now and its locks end, so that others may change them.");
constexpr const char *wontReachAgain =
    QT_TRANSLATE_NOOP("ActionGate", "Receivers that have accepted keep what they were told.");
constexpr const char *willEndDelivery = QT_TRANSLATE_NOOP("ActionGate", "No receiver is called any more: it ends as failed.");
constexpr const char *willRollBackAgain =
    QT_TRANSLATE_NOOP("ActionGate", "The dirty branch is rolled back again: that succeeds if somebody has mended its rows.");
constexpr const char *willResend =
    QT_TRANSLATE_NOOP("ActionGate", "What was given up is delivered again, from the beginning of its ladder.");
constexpr const char *wontResend = QT_TRANSLATE_NOOP("ActionGate", "Receivers that have accepted are not called again.");
constexpr const char *willAskAgain = QT_TRANSLATE_NOOP("ActionGate", "Its sender is asked again, as often as at first.");
constexpr const char *willCountAsCommitted =
    QT_TRANSLATE_NOOP("ActionGate", "It counts as committed: every receiver is called until it accepts.");
constexpr const char *wontAsk =
    QT_TRANSLATE_NOOP("ActionGate", "Its sender is not asked any more: if its local transaction was rolled back, nobody notices.");
constexpr const char *willForce =
    QT_TRANSLATE_NOOP("ActionGate", "The dirty branch's rows are put back as they were before this transaction; then the older branches are rolled back.");
constexpr const char *wontKeepOthers =
    QT_TRANSLATE_NOOP("ActionGate", "What others have written to these rows since is lost, and nothing brings it back.");
constexpr const char *willAccept =
    QT_TRANSLATE_NOOP("ActionGate", "The dirty branch's rows keep what they hold now and its undo record is removed; then the older branches are rolled back.");
constexpr const char *willSkip =
    QT_TRANSLATE_NOOP("ActionGate", "This operation counts as done and is not called any more; what comes after it goes on.");
constexpr const char *wontDoIt =
    QT_TRANSLATE_NOOP("ActionGate", "Nobody does it: it must have been done by hand at the participant.");
constexpr const char *willCompensateSkipped =
    QT_TRANSLATE_NOOP("ActionGate", "If the saga turns back later, its compensation is called as for any action that succeeded.");
constexpr const char *willCountAsRejected =
    QT_TRANSLATE_NOOP("ActionGate", "This action counts as rejected: the saga turns back, and every step that may have run is compensated, this one too.");
constexpr const char *wontStopAction =
    QT_TRANSLATE_NOOP("ActionGate", "A call of it that is still on its way is not stopped: its barrier refuses it once the compensation has come.");
constexpr const char *willCallOne = QT_TRANSLATE_NOOP("ActionGate", "This branch is called now instead of later.");
constexpr const char *wontCallOthers = QT_TRANSLATE_NOOP("ActionGate", "The other branches that wait keep waiting.");
constexpr const char *wontTakeBack =
    QT_TRANSLATE_NOOP("ActionGate", "What this transaction changed in these rows is not taken back.");

QStringList words(std::initializer_list<const char *> sentences)
{
    QStringList list;
    for (const char *sentence : sentences)
        list.append(QString::fromLatin1(sentence));
    return list;
}

struct KindWords
{
    const char *retries = willRetry;
    const char *turnsBack = willTurnBack;
    const char *notByTurning = wontStopCalls;
    const char *notByStopping = wontCompensate;
};

KindWords wordsFor(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Saga: break;
    case TransactionKind::Tcc: return {.turnsBack = willCancel, .notByTurning = wontStopTries, .notByStopping = wontEndTries};
    case TransactionKind::Xa: return {.turnsBack = willRollBack, .notByTurning = wontReachUnregistered, .notByStopping = wontEndXa};
    case TransactionKind::At: return {.turnsBack = willPutBack, .notByTurning = wontOverwrite, .notByStopping = wontPutBack};
    case TransactionKind::Notify: return {.turnsBack = willDrop, .notByTurning = wontUndoLocal, .notByStopping = wontReachAgain};
    case TransactionKind::Message: return {.turnsBack = willDrop, .notByTurning = wontUndoLocal};
    case TransactionKind::Workflow: return {.retries = willWake, .notByStopping = wontEndWorkflow};
    }
    return {};
}

KindWords wordsFor(const GlobalTransaction &t)
{
    KindWords ours = wordsFor(t.kind);
    if (t.kind == TransactionKind::Notify && t.status != TransactionStatus::Prepared) {
        ours.turnsBack = willEndDelivery;
        ours.notByTurning = wontReachAgain;
    }
    return ours;
}

void explainRetry(Preview &preview, Parked parked, const char *otherwise)
{
    switch (parked) {
    case Parked::No: preview.willDo = words({otherwise}); break;
    case Parked::Unanswered: preview.willDo = words({willAskAgain}); break;
    case Parked::Dirty:
        preview.willDo = words({willRollBackAgain});
        preview.willNotDo = words({wontOverwrite});
        break;
    case Parked::DeadLetter:
        preview.willDo = words({willResend});
        preview.willNotDo = words({wontResend});
        break;
    }
}

void explainDecision(Preview &preview, Action action)
{
    const bool submits = action == Action::Submit;
    const bool forces = action == Action::ForceRollback;
    preview.willDo = words({submits ? willCountAsCommitted : forces ? willForce : willAccept});
    preview.willNotDo = words({submits ? wontAsk : forces ? wontKeepOthers : wontTakeBack});
}

void explainOp(Preview &preview, Action action, const GlobalTransaction &t)
{
    const bool isForward = t.kind == TransactionKind::Saga && t.status == TransactionStatus::Submitted;
    if (action == Action::Skip) {
        preview.willDo = isForward ? words({willSkip, willCompensateSkipped}) : words({willSkip});
        preview.willNotDo = words({wontDoIt});
    } else if (action == Action::MarkFailed) {
        preview.willDo = words({willCountAsRejected});
        preview.willNotDo = words({wontStopAction});
    } else {
        preview.willDo = words({willCallOne});
        preview.willNotDo = words({wontCallOthers});
    }
}

void explain(Preview &preview, Action action, const GlobalTransaction &t)
{
    const KindWords ours = wordsFor(t);
    switch (action) {
    case Action::Retry: explainRetry(preview, t.parked, ours.retries); break;
    case Action::Abort:
        preview.willDo = words({ours.turnsBack});
        preview.willNotDo = words({ours.notByTurning});
        break;
    case Action::ForceStop:
        preview.willDo = words({willStop});
        preview.willNotDo = words({ours.notByStopping, wontStopCalls});
        break;
    case Action::Pause:
        preview.willDo = words({willPause});
        preview.willNotDo = words({wontPauseCalls});
        break;
    case Action::Submit:
    case Action::ForceRollback:
    case Action::AcceptCurrent: explainDecision(preview, action); break;
    case Action::Resume: preview.willDo = words({willResume}); break;
    case Action::Skip:
    case Action::MarkFailed: explainOp(preview, action, t); break;
    }
}

std::optional<TransactionEvent> eventOf(Action action)
{
    switch (action) {
    case Action::Abort: return TransactionEvent::OperatorAbort;
    case Action::ForceStop: return TransactionEvent::ForceStop;
    case Action::Submit: return TransactionEvent::OperatorSubmit;
    case Action::MarkFailed: return TransactionEvent::OperatorRejects;
    case Action::Skip:
    case Action::Retry:
    case Action::ForceRollback:
    case Action::AcceptCurrent:
    case Action::Pause:
    case Action::Resume: break;
    }
    return std::nullopt;
}

void pretendToTryAgain(TransactionSnapshot &snapshot, Action action)
{
    GlobalTransaction &t = snapshot.transaction;
    t.parked = Parked::No;
    t.failures = 0;
    if (action != Action::Retry)
        t.resolution = action == Action::ForceRollback ? Resolution::Force : Resolution::Accept;
    for (BranchOp &op : snapshot.ops) {
        if (waitsForPerson(op, {}))
            giveBack(op);
        op.dueAt.reset();
    }
}

void pretendOfOp(TransactionSnapshot &snapshot, Action action, const BranchId &branch, Instant now)
{
    const qsizetype index = openOp(snapshot, branch);
    BranchOp &op = snapshot.ops[index];
    if (action == Action::Retry)
        return;
    op.status = action == Action::Skip ? OpStatus::Succeeded : OpStatus::Failed;
    op.finishedAt = now;
    const bool othersDead = std::ranges::any_of(snapshot.ops, [](const BranchOp &other) { return other.status == OpStatus::Dead; });
    if (!othersDead)
        snapshot.transaction.parked = Parked::No;
}

void pretend(TransactionSnapshot &snapshot, Action action, const BranchId &branch, Instant now)
{
    GlobalTransaction &t = snapshot.transaction;
    const bool ofOneOp = isAboutOneOp(action, branch, t);
    if (ofOneOp)
        pretendOfOp(snapshot, action, branch, now);
    if (const std::optional<TransactionEvent> event = eventOf(action)) {
        t.status = next(t.kind, t.status, *event).value_or(t.status);
        t.parked = Parked::No;
    }
    if (!ofOneOp && (action == Action::Retry || action == Action::ForceRollback || action == Action::AcceptCurrent))
        pretendToTryAgain(snapshot, action);
    t.paused = action == Action::Pause || (t.paused && action != Action::Resume);
    t.nextDueAt = now;
}

} // namespace

Preview preview(Action action, const TransactionSnapshot &snapshot, const EngineSettings &settings, Instant now, const BranchId &branch)
{
    Preview preview;
    if (!gate(action, snapshot, branch, now).allowed)
        return preview;
    TransactionSnapshot after = snapshot;
    pretend(after, action, branch, now);
    preview.calls = plannedCalls(after, settings, now);
    const bool onlyOne = action == Action::Retry && isAboutOneOp(action, branch, snapshot.transaction);
    if (onlyOne) {
        preview.calls.removeIf([&branch](const PlannedCall &call) { return call.branch != branch; });
        preview.calls.resize(std::min<qsizetype>(preview.calls.size(), 1));
        explainOp(preview, action, snapshot.transaction);
    } else {
        explain(preview, action, snapshot.transaction);
    }
    return preview;
}

} // namespace txdesk::engine
