// What comes next, found by running the same planners on a copy and supposing that every call succeeds.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/action_gate.h"
#include "shared/engine/plan.h"

#include <QCoreApplication>

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype plannedMax = 200;

constexpr const char *nextAction = QT_TRANSLATE_NOOP("ActionGate", "next action");
constexpr const char *undoes = QT_TRANSLATE_NOOP("ActionGate", "undoes its action");
constexpr const char *delivers = QT_TRANSLATE_NOOP("ActionGate", "delivers the message");
constexpr const char *asksSender = QT_TRANSLATE_NOOP("ActionGate", "asks whether the local transaction committed");

constexpr const char *wakesClient = QT_TRANSLATE_NOOP("ActionGate", "wakes the workflow's client");
constexpr const char *confirms = QT_TRANSLATE_NOOP("ActionGate", "confirms what was tried");
constexpr const char *cancels = QT_TRANSLATE_NOOP("ActionGate", "takes back what was tried");
constexpr const char *commits = QT_TRANSLATE_NOOP("ActionGate", "commits the prepared branch");
constexpr const char *rollsBack = QT_TRANSLATE_NOOP("ActionGate", "rolls the prepared branch back");

const char *whyOf(TransactionKind kind, OpKind op)
{
    switch (op) {
    case OpKind::Query: return asksSender;
    case OpKind::Resume: return wakesClient;
    case OpKind::Compensate: return undoes;
    case OpKind::Confirm: return confirms;
    case OpKind::Cancel: return cancels;
    case OpKind::Commit: return commits;
    case OpKind::Rollback: return rollsBack;
    case OpKind::Action:
    case OpKind::Try:
    case OpKind::Business: break;
    }
    return kind == TransactionKind::Saga ? nextAction : delivers;
}

// The transaction played forward in a copy. The first calls are certain; what follows depends on their answers.
class Rehearsal
{
public:
    Rehearsal(TransactionSnapshot snapshot, const EngineSettings &settings, Instant now)
        : m_snapshot(std::move(snapshot)), m_settings(settings), m_now(now)
    {
        m_runs.resize(static_cast<std::size_t>(m_snapshot.ops.size()));
        const std::optional<Instant> due = m_snapshot.transaction.nextDueAt;
        for (OpRun &run : m_runs)
            run.waiting = due && *due > now;
        const bool askedBefore = m_snapshot.transaction.attempts > 0 || m_snapshot.transaction.kind == TransactionKind::Workflow;
        m_query.waiting = due && *due > now && askedBefore;
    }

    QList<PlannedCall> play()
    {
        while (m_calls.size() < plannedMax && step()) { }
        return std::move(m_calls);
    }

private:
    bool step()
    {
        const Plan next = plan({.snapshot = m_snapshot, .runs = m_runs, .query = m_query, .queryOutcome = m_queryOutcome,
                                .now = m_now, .settings = m_settings});
        if (next.event)
            return turn(*next.event);
        if (next.queryNow)
            return ask();
        if (!next.runNow.isEmpty())
            return callAll(next);
        if (!next.wakeAt)
            return false;
        return sleepUntil(std::max(*next.wakeAt, m_now));
    }

    bool turn(TransactionEvent event)
    {
        GlobalTransaction &t = m_snapshot.transaction;
        t.status = engine::next(t.kind, t.status, event).value_or(TransactionStatus::Failed);
        m_certain = m_certain && m_calls.isEmpty() && event != TransactionEvent::DeadlinePassed; // its client may be faster
        return !isFinal(t.status);
    }

    bool ask()
    {
        const bool wakes = m_snapshot.transaction.kind == TransactionKind::Workflow;
        add({u"00"_s}, wakes ? OpKind::Resume : OpKind::Query, m_snapshot.transaction.queryPrepared);
        m_queryOutcome = Outcome::Succeeded;
        m_certain = false;
        return !wakes; // what the client then does is its own affair
    }

    bool callAll(const Plan &next)
    {
        for (const qsizetype index : next.runNow) {
            BranchOp &op = m_snapshot.ops[index];
            if (!op.url.isEmpty())
                add(op.branch, op.kind, op.url);
            op.status = OpStatus::Succeeded;
        }
        m_certain = m_certain && m_calls.isEmpty();
        return true;
    }

    bool sleepUntil(Instant at)
    {
        const bool somebodyWaits = m_query.waiting || std::ranges::any_of(m_runs, [](const OpRun &run) { return run.waiting; });
        if (at == m_now && !somebodyWaits)
            return false;
        m_now = at;
        m_query.waiting = false;
        for (OpRun &run : m_runs)
            run.waiting = false;
        return true;
    }

    void add(const BranchId &branch, OpKind op, const QString &url)
    {
        m_calls.append({.branch = branch, .op = op, .url = url, .why = QString::fromLatin1(whyOf(m_snapshot.transaction.kind, op)),
                        .at = m_certain ? std::optional(m_now) : std::nullopt, .certain = m_certain});
    }

    TransactionSnapshot m_snapshot;
    const EngineSettings &m_settings;
    Instant m_now;
    OpRuns m_runs;
    OpRun m_query;
    std::optional<Outcome> m_queryOutcome;
    bool m_certain = true;
    QList<PlannedCall> m_calls;
};

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
    case TransactionKind::At: return {.turnsBack = willRollBack, .notByTurning = wontReachUnregistered, .notByStopping = wontEndXa};
    case TransactionKind::Notify:
    case TransactionKind::Message: return {.turnsBack = willDrop, .notByTurning = wontUndoLocal};
    case TransactionKind::Workflow: return {.retries = willWake, .notByStopping = wontEndWorkflow};
    }
    return {};
}

void explain(Preview &preview, Action action, TransactionKind kind)
{
    const KindWords ours = wordsFor(kind);
    switch (action) {
    case Action::Retry: preview.willDo = words({ours.retries}); break;
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
    case Action::AcceptCurrent:
    case Action::Resume: preview.willDo = words({willResume}); break;
    }
}

void pretend(GlobalTransaction &t, Action action, Instant now)
{
    if (action == Action::ForceStop || action == Action::Abort) {
        const auto event = action == Action::Abort ? TransactionEvent::OperatorAbort : TransactionEvent::ForceStop;
        t.status = next(t.kind, t.status, event).value_or(t.status);
    }
    t.paused = action == Action::Pause || (t.paused && action != Action::Resume);
    t.nextDueAt = now;
}

} // namespace

QList<PlannedCall> plannedCalls(const TransactionSnapshot &snapshot, const EngineSettings &settings, Instant now)
{
    return Rehearsal(snapshot, settings, now).play();
}

Preview preview(Action action, const TransactionSnapshot &snapshot, const EngineSettings &settings, Instant now)
{
    Preview preview;
    if (!gate(action, snapshot.transaction, now).allowed)
        return preview;
    TransactionSnapshot after = snapshot;
    pretend(after.transaction, action, now);
    preview.calls = plannedCalls(after, settings, now);
    explain(preview, action, snapshot.transaction.kind);
    return preview;
}

} // namespace txdesk::engine
