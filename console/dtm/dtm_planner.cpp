// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_planner.h"

#include "console/dtm/dtm_rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console::dtm {

using namespace Qt::StringLiterals;

namespace {

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
    case OpKind::Compensate: return undoes;
    case OpKind::Confirm: return confirms;
    case OpKind::Cancel: return cancels;
    case OpKind::Commit: return commits;
    case OpKind::Rollback: return rollsBack;
    case OpKind::Query: return asksSender;
    case OpKind::Resume: return wakesClient;
    case OpKind::Action:
    case OpKind::Try:
    case OpKind::Business: break;
    }
    return kind == TransactionKind::Message ? delivers : nextAction;
}

// One pass, played on what is stored.
class Pass
{
public:
    Pass(const TransactionSnapshot &snapshot, Instant now) : m_snapshot(snapshot), m_t(snapshot.transaction), m_now(now) {}

    QList<PlannedCall> play()
    {
        switch (m_t.kind) {
        case TransactionKind::Saga: saga(); break;
        case TransactionKind::Tcc: twoPhase(OpKind::Confirm, OpKind::Cancel, true); break;
        case TransactionKind::Xa: twoPhase(OpKind::Commit, OpKind::Rollback, false); break;
        case TransactionKind::Message: message(); break;
        case TransactionKind::Workflow: workflow(); break;
        case TransactionKind::At:
        case TransactionKind::Notify: break;
        }
        return std::move(m_calls);
    }

private:
    [[nodiscard]] bool timedOut() const
    {
        const std::optional<Instant> end = deadline(m_t);
        return end && m_now >= *end;
    }

    void add(const BranchId &branch, OpKind op, const QString &url)
    {
        if (!url.isEmpty()) // nothing to call: counts as succeeded
            m_calls.append({branch, op, url, QString::fromLatin1(whyOf(m_t.kind, op)), {}, m_certain});
    }

    void saga()
    {
        if (m_t.status == TransactionStatus::Prepared || isFinal(m_t.status))
            return;
        const bool refused = std::any_of(m_snapshot.ops.begin(), m_snapshot.ops.end(), [](const BranchOp &op) {
            return op.kind == OpKind::Action && op.status == OpStatus::Failed;
        });
        if (m_t.status == TransactionStatus::Aborting || refused || timedOut())
            return compensations();
        for (const BranchOp &op : m_snapshot.ops) {
            if (op.kind != OpKind::Action || op.status != OpStatus::Prepared)
                continue;
            const bool ready = m_t.custom.concurrent && mayHaveRun(m_snapshot).contains(op.branch);
            const bool certainBefore = std::exchange(m_certain, m_t.custom.concurrent ? ready : m_certain);
            add(op.branch, op.kind, op.url);
            m_certain = m_t.custom.concurrent ? certainBefore : m_calls.isEmpty();
        }
    }

    // The last step first; each waits for the one before it, but in a concurrent saga without an order.
    void compensations()
    {
        const QList<BranchId> ran = mayHaveRun(m_snapshot);
        const bool together = m_t.custom.concurrent && m_t.custom.orders.isEmpty();
        for (auto op = m_snapshot.ops.crbegin(); op != m_snapshot.ops.crend(); ++op) {
            if (op->kind != OpKind::Compensate || op->status == OpStatus::Succeeded || !ran.contains(op->branch))
                continue;
            add(op->branch, op->kind, op->url);
            m_certain = m_calls.isEmpty() || together;
        }
    }

    void twoPhase(OpKind forward, OpKind back, bool reversed)
    {
        if (isFinal(m_t.status) || (m_t.status == TransactionStatus::Prepared && !timedOut()))
            return;
        const OpKind wanted = m_t.status == TransactionStatus::Submitted ? forward : back;
        QList<const BranchOp *> ops;
        for (const BranchOp &op : m_snapshot.ops)
            if (op.kind == wanted && op.status == OpStatus::Prepared)
                ops.append(&op);
        if (reversed)
            std::reverse(ops.begin(), ops.end());
        for (const BranchOp *op : std::as_const(ops)) {
            add(op->branch, op->kind, op->url);
            m_certain = m_calls.isEmpty();
        }
    }

    void message()
    {
        const bool undecided = m_t.status == TransactionStatus::Prepared;
        if (isFinal(m_t.status) || (undecided && !timedOut()))
            return;
        if (undecided) {
            add({u"00"_s}, OpKind::Query, m_t.queryPrepared);
            m_certain = m_calls.isEmpty();
        }
        if (m_now < m_t.createdAt + m_t.custom.delay)
            return;
        for (const BranchOp &op : m_snapshot.ops) {
            if (op.kind != OpKind::Action || op.status != OpStatus::Prepared)
                continue;
            add(op.branch, op.kind, op.url);
            m_certain = m_certain && (m_calls.isEmpty() || m_t.custom.concurrent);
        }
    }

    void workflow()
    {
        if (!isFinal(m_t.status))
            add({u"00"_s}, OpKind::Resume, m_t.queryPrepared);
    }

    const TransactionSnapshot &m_snapshot;
    const GlobalTransaction &m_t;
    const Instant m_now;
    QList<PlannedCall> m_calls;
    bool m_certain = true;
};

constexpr const char *willLook = QT_TRANSLATE_NOOP("ActionGate", "DTM looks at it at its next round, within about 3 s, instead of at its next time.");
constexpr const char *maybeLooks = QT_TRANSLATE_NOOP("ActionGate", "DTM shows the present as the time of its next try.");
constexpr const char *notOnThisStore =
    QT_TRANSLATE_NOOP("ActionGate", "On Redis and boltdb DTM looks at it no sooner: only the time that is shown changes. “Wake all that "
                                    "wait…” in the menu Tools does work there, for the whole server.");
constexpr const char *notOnKeyValue =
    QT_TRANSLATE_NOOP("ActionGate", "If this DTM keeps its data in Redis or boltdb, only the time that is shown changes.");
constexpr const char *willCancel =
    QT_TRANSLATE_NOOP("ActionGate", "It turns back: every registered branch is cancelled, the last one first.");
constexpr const char *willRollBack =
    QT_TRANSLATE_NOOP("ActionGate", "It turns back: every registered branch is rolled back and lets its locks go.");
constexpr const char *willDrop = QT_TRANSLATE_NOOP("ActionGate", "The message is dropped: no receiver is ever called.");
constexpr const char *wontUndoLocal =
    QT_TRANSLATE_NOOP("ActionGate", "If the sender's local transaction committed, it stays committed.");
constexpr const char *wontStopTries =
    QT_TRANSLATE_NOOP("ActionGate", "A try that is under way is not stopped: its barrier refuses it once its cancel has come.");
constexpr const char *willStop = QT_TRANSLATE_NOOP("ActionGate", "It ends as failed at once.");
constexpr const char *wontCompensate =
    QT_TRANSLATE_NOOP("ActionGate", "Nothing is compensated: what participants have done stays done.");

void previewRetry(ActPreview &result, const TransactionSnapshot &snapshot, DtmStore store, Instant now)
{
    result.calls = passAt(snapshot, now);
    const bool works = store == DtmStore::Sql;
    result.willDo = {QString::fromUtf8(works || store == DtmStore::Unknown ? willLook : maybeLooks)};
    if (!works)
        result.willNotDo = {QString::fromUtf8(store == DtmStore::Unknown ? notOnKeyValue : notOnThisStore)};
    if (!works && store != DtmStore::Unknown)
        result.calls.clear(); // none of them because of this act
}

void previewAbort(ActPreview &result, TransactionSnapshot snapshot, Instant now)
{
    if (snapshot.transaction.kind == TransactionKind::Message) {
        result.willDo = {QString::fromLatin1(willDrop)};
        result.willNotDo = {QString::fromLatin1(wontUndoLocal)};
        return;
    }
    const bool isTcc = snapshot.transaction.kind == TransactionKind::Tcc;
    snapshot.transaction.status = TransactionStatus::Aborting;
    result.calls = passAt(snapshot, now);
    result.willDo = {QString::fromLatin1(isTcc ? willCancel : willRollBack)};
    if (isTcc)
        result.willNotDo = {QString::fromLatin1(wontStopTries)};
}

} // namespace

QList<PlannedCall> passAt(const TransactionSnapshot &snapshot, Instant now) { return Pass(snapshot, now).play(); }

QList<PlannedCall> plannedCalls(const TransactionSnapshot &snapshot, Instant now)
{
    const GlobalTransaction &t = snapshot.transaction;
    if (isFinal(t.status))
        return {};
    Instant at = std::max(t.nextDueAt.value_or(now), now);
    const std::optional<Instant> end = deadline(t);
    const bool undecided = t.status == TransactionStatus::Prepared && end;
    if (undecided)
        at = std::max(at, *end);
    QList<PlannedCall> calls = passAt(snapshot, at);
    if (!calls.isEmpty())
        calls.first().at = at;
    for (PlannedCall &call : calls)
        call.certain = call.certain && !undecided; // its initiator may decide before that
    return calls;
}

ActPreview preview(Action action, const TransactionSnapshot &snapshot, DtmStore store, Instant now)
{
    ActPreview result;
    if (action == Action::Retry)
        previewRetry(result, snapshot, store, now);
    else if (action == Action::Abort)
        previewAbort(result, snapshot, now);
    else if (action == Action::ForceStop)
        result = {{}, {QString::fromLatin1(willStop)}, {QString::fromLatin1(wontCompensate)}};
    return result;
}

} // namespace txdesk::console::dtm
