// What comes next, found by running the same planners on a copy and supposing that every call succeeds.
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/foreign_word.h"
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
constexpr const char *dropsUndo = QT_TRANSLATE_NOOP("ActionGate", "removes the branch's undo record");
constexpr const char *putsBack = QT_TRANSLATE_NOOP("ActionGate", "puts the branch's rows back");
constexpr const char *overwrites = QT_TRANSLATE_NOOP("ActionGate", "puts the branch's rows back, over what others wrote since");
constexpr const char *keepsRows = QT_TRANSLATE_NOOP("ActionGate", "keeps the branch's rows as they are and removes its undo record");
constexpr const char *notifies = QT_TRANSLATE_NOOP("ActionGate", "delivers the notification");

const char *whyAt(OpKind op, Resolution resolution)
{
    if (op == OpKind::Commit)
        return dropsUndo;
    return resolution == Resolution::Force ? overwrites : resolution == Resolution::Accept ? keepsRows : putsBack;
}

const char *whyOf(const GlobalTransaction &transaction, OpKind op)
{
    const TransactionKind kind = transaction.kind;
    if (kind == TransactionKind::At)
        return whyAt(op, transaction.resolution);
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
    return kind == TransactionKind::Saga ? nextAction : kind == TransactionKind::Notify ? notifies : delivers;
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
        if (next.park != Parked::No)
            return false;
        for (const qsizetype index : next.giveUp)
            m_snapshot.ops[index].status = OpStatus::Dead;
        if (!next.giveUp.isEmpty())
            return true;
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
            if (op.kind == OpKind::Rollback)
                m_snapshot.transaction.resolution = Resolution::None;
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
        m_calls.append({.branch = branch, .op = op, .url = url, .why = QString::fromLatin1(whyOf(m_snapshot.transaction, op)),
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

} // namespace

QList<PlannedCall> plannedCalls(const TransactionSnapshot &snapshot, const EngineSettings &settings, Instant now)
{
    if (isForeign(snapshot.transaction.status) || isForeign(snapshot.transaction.kind)) // nobody knows here
        return {};
    return Rehearsal(snapshot, settings, now).play();
}

} // namespace txdesk::engine
