// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_inference.h"

#include "console/dtm/dtm_planner.h"
#include "console/dtm/dtm_rules.h"
#include "console/text/provenance.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console::dtm {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *somePassesFailed = QT_TRANSLATE_NOOP("ActionGate", "Calls failed; which branch failed is not stored.");
constexpr int failuresShownMax = 40; // an interval of 40 doublings is older than the machine

bool isUndo(OpKind op) { return op == OpKind::Compensate || op == OpKind::Cancel || op == OpKind::Rollback; }

class Journal
{
public:
    Journal(const TransactionSnapshot &snapshot, const QList<HookReport> &reports)
        : m_snapshot(snapshot), m_t(snapshot.transaction), m_reports(reports)
    {
    }

    QList<JournalEvent> conclude()
    {
        begin();
        if (m_t.kind == TransactionKind::Workflow)
            steps();
        else if (m_t.kind == TransactionKind::Tcc || m_t.kind == TransactionKind::Xa)
            registrations();
        if (decidesForward())
            status(TransactionStatus::Prepared, TransactionStatus::Submitted, decidedAt(), "I-05"_L1, {});
        if (m_t.kind != TransactionKind::Workflow)
            ended(false);
        turn();
        if (m_t.kind != TransactionKind::Workflow)
            ended(true);
        failures();
        end();
        sort();
        return std::move(m_events);
    }

private:
    JournalEvent &add(JournalEvent event, QLatin1StringView rule)
    {
        markInferred(event, rule);
        m_events.append(std::move(event));
        return m_events.last();
    }

    void status(std::optional<TransactionStatus> from, TransactionStatus to, Instant at, QLatin1StringView rule, const QString &text)
    {
        add({.at = at, .kind = EventKind::StatusChanged, .from = from, .to = to, .text = text}, rule);
    }

    [[nodiscard]] bool wasPrepared() const
    {
        switch (m_t.kind) {
        case TransactionKind::Saga: return m_t.status == TransactionStatus::Prepared;
        case TransactionKind::Message: return m_t.status == TransactionStatus::Prepared || !m_t.queryPrepared.isEmpty();
        default: return true;
        }
    }

    void begin()
    {
        const bool prepared = wasPrepared();
        add({.at = m_t.createdAt, .kind = EventKind::Requested, .text = prepared ? u"prepare"_s : u"submit"_s}, "I-05"_L1);
        status({}, prepared ? TransactionStatus::Prepared : TransactionStatus::Submitted, m_t.createdAt, "I-05"_L1, {});
    }

    [[nodiscard]] bool decidesForward() const
    {
        const bool reached = m_t.status == TransactionStatus::Submitted || m_t.status == TransactionStatus::Succeeded;
        const bool canTurn = m_t.kind == TransactionKind::Message || m_t.kind == TransactionKind::Tcc || m_t.kind == TransactionKind::Xa;
        return canTurn && reached && wasPrepared();
    }

    // Nobody stored when: not before the last branch registered, not after the first one was told.
    [[nodiscard]] Instant decidedAt() const
    {
        Instant at = m_t.createdAt;
        for (const BranchOp &op : m_snapshot.ops)
            at = std::max(at, op.createdAt);
        for (const BranchOp &op : m_snapshot.ops)
            if (op.finishedAt)
                at = std::min(at, *op.finishedAt);
        return std::max(at, m_t.createdAt);
    }

    void registrations()
    {
        QList<BranchId> seen;
        for (const BranchOp &op : m_snapshot.ops) {
            if (seen.contains(op.branch) || isUndo(op.kind))
                continue;
            seen.append(op.branch);
            add({.at = op.createdAt, .kind = EventKind::Registered, .branch = op.branch, .text = op.url}, "I-05"_L1);
        }
    }

    void steps() // of a workflow, recorded by its client
    {
        for (const BranchOp &op : m_snapshot.ops)
            add({.at = op.createdAt,
                 .kind = EventKind::Registered,
                 .branch = op.branch,
                 .op = op.kind,
                 .outcome = op.status == OpStatus::Failed ? Outcome::Rejected : Outcome::Succeeded,
                 .text = op.status == OpStatus::Failed ? QString::fromUtf8(op.payload.left(1024)) : QString()},
                "I-01"_L1);
    }

    void call(const BranchOp &op, int attempt, Instant at, QLatin1StringView rule)
    {
        add({.at = at, .kind = EventKind::Called, .branch = op.branch, .op = op.kind, .attempt = attempt, .text = op.url}, rule);
    }

    void answer(const BranchOp &op, int attempt, Instant at, Outcome outcome, const QString &text, QLatin1StringView rule)
    {
        add({.at = at, .kind = EventKind::Answered, .branch = op.branch, .op = op.kind, .attempt = attempt, .outcome = outcome,
             .statusCode = rule == "I-02"_L1 ? 0 : answerNotKept, .text = text},
            rule);
    }

    void ended(bool undo)
    {
        QList<const BranchOp *> ops;
        for (const BranchOp &op : m_snapshot.ops)
            if (isUndo(op.kind) == undo && op.status != OpStatus::Prepared && op.finishedAt && !op.url.isEmpty())
                ops.append(&op);
        std::stable_sort(ops.begin(), ops.end(), [](const auto *a, const auto *b) { return *a->finishedAt < *b->finishedAt; });
        if (undo && m_t.kind != TransactionKind::Xa) // within a second the last branch came first
            std::stable_sort(ops.begin(), ops.end(), [](const auto *a, const auto *b) {
                return *a->finishedAt == *b->finishedAt && a->branch > b->branch;
            });
        for (const BranchOp *op : std::as_const(ops)) {
            const bool refused = op->status == OpStatus::Failed;
            call(*op, 1, *op->finishedAt, "I-01"_L1);
            answer(*op, 1, *op->finishedAt, refused ? Outcome::Rejected : Outcome::Succeeded, refused ? m_t.rollbackReason : QString(),
                   "I-01"_L1);
        }
    }

    [[nodiscard]] bool turned() const
    {
        return m_t.status == TransactionStatus::Aborting
            || (m_t.status == TransactionStatus::Failed && m_t.kind != TransactionKind::Message && m_t.kind != TransactionKind::Workflow
                && !m_t.rollbackReason.isEmpty());
    }

    // Not before the last action ended, not after the first undo did.
    [[nodiscard]] Instant turnedAt() const
    {
        Instant at = m_t.createdAt;
        for (const BranchOp &op : m_snapshot.ops)
            if (!isUndo(op.kind))
                at = std::max(at, op.finishedAt.value_or(op.createdAt));
        const std::optional<Instant> end = deadline(m_t);
        if (end && m_t.rollbackReason.startsWith("Timeout"_L1))
            at = std::max(at, *end);
        for (const BranchOp &op : m_snapshot.ops)
            if (isUndo(op.kind) && op.finishedAt)
                at = std::min(at, *op.finishedAt);
        return std::max(at, m_t.createdAt);
    }

    void turn()
    {
        if (!turned())
            return;
        const Instant at = turnedAt();
        mayHaveRunActions(at);
        const bool saga = m_t.kind == TransactionKind::Saga;
        status(saga ? TransactionStatus::Submitted : TransactionStatus::Prepared, TransactionStatus::Aborting, at, "I-04"_L1,
               m_t.rollbackReason);
    }

    void mayHaveRunActions(Instant at)
    {
        if (m_t.kind != TransactionKind::Saga)
            return;
        const QList<BranchId> ran = mayHaveRun(m_snapshot);
        for (const BranchOp &op : m_snapshot.ops) {
            if (op.kind != OpKind::Action || op.status != OpStatus::Prepared || !ran.contains(op.branch) || op.url.isEmpty())
                continue;
            call(op, 1, at, "I-02"_L1);
            answer(op, 1, at, Outcome::Unknown, {}, "I-02"_L1);
        }
    }

    // The call that a pass makes first is the one that fails: whatever follows it waits for it.
    [[nodiscard]] QList<const BranchOp *> failing() const
    {
        QList<const BranchOp *> ops;
        for (const PlannedCall &planned : passAt(m_snapshot, m_t.nextDueAt.value_or(m_t.updatedAt)))
            for (const BranchOp &op : m_snapshot.ops)
                if (planned.certain && op.branch == planned.branch && op.kind == planned.op)
                    ops.append(&op);
        return ops;
    }

    void failures()
    {
        const int count = std::min(failuresByInterval(m_t), failuresShownMax);
        const QList<const BranchOp *> suspects = failing();
        QHash<int, bool> told; // attempts that the web hook has told
        for (const HookReport &report : m_reports)
            told.insert(report.retryCount, report.retryCount <= count);
        if (suspects.size() == 1 && m_t.nextDueAt)
            concludeFailures(*suspects.first(), count, told);
        else if (suspects.size() != 1 && count > 0)
            add({.at = lastTry(), .kind = EventKind::Note, .text = QString::fromLatin1(somePassesFailed)}, "I-03"_L1);
        for (const HookReport &report : m_reports)
            tell(report);
        if (!isFinal(m_t.status) && m_t.nextDueAt && count > 0)
            add({.at = lastTry(), .kind = EventKind::Scheduled, .until = m_t.nextDueAt, .text = {}}, "I-08"_L1);
    }

    [[nodiscard]] Instant lastTry() const { return std::max(m_t.nextDueAt.value_or(m_t.updatedAt) - m_t.retryInterval, m_t.createdAt); }

    // The wait after failure n was base * 2^n: back from the last one.
    void concludeFailures(const BranchOp &op, int count, const QHash<int, bool> &told)
    {
        Instant at = lastTry();
        Milliseconds wait = m_t.retryInterval;
        QList<Instant> times;
        for (int n = count; n > 0; --n) {
            times.prepend(std::max(at, m_t.createdAt));
            wait /= 2;
            at -= wait;
        }
        for (int n = 1; n <= count; ++n) {
            if (told.value(n))
                continue;
            call(op, n, times[n - 1], "I-03"_L1);
            answer(op, n, times[n - 1], Outcome::Unknown, {}, "I-03"_L1);
        }
    }

    void tell(const HookReport &report)
    {
        BranchOp about;
        about.url = report.url;
        const bool back = m_t.status == TransactionStatus::Aborting || report.status == "aborting"_L1;
        about.kind = OpKind::Action;
        for (const BranchOp &op : m_snapshot.ops)
            if (op.url == report.url && (isUndo(op.kind) == back || about.branch.isEmpty()))
                about = op;
        if (about.branch.isEmpty())
            return;
        call(about, report.retryCount, report.at, {});
        markFromWebHook(m_events.last());
        answer(about, report.retryCount, report.at, Outcome::Unknown, report.error, {});
        m_events.last().statusCode = 0;
        markFromWebHook(m_events.last());
    }

    void end()
    {
        if (m_t.status == TransactionStatus::Succeeded)
            status(last(), TransactionStatus::Succeeded, std::max(m_t.succeededAt.value_or(m_t.updatedAt), newest()), "I-06"_L1, {});
        if (m_t.status != TransactionStatus::Failed)
            return;
        const Instant at = std::max(m_t.rolledBackAt.value_or(m_t.updatedAt), newest());
        status(last(), TransactionStatus::Failed, at, looksForced(m_snapshot) ? "I-07"_L1 : "I-06"_L1, m_t.rollbackReason);
    }

    [[nodiscard]] std::optional<TransactionStatus> last() const
    {
        for (auto event = m_events.crbegin(); event != m_events.crend(); ++event)
            if (event->to)
                return event->to;
        return {};
    }

    [[nodiscard]] Instant newest() const
    {
        Instant at = m_t.createdAt;
        for (const JournalEvent &event : m_events)
            at = std::max(at, event.at);
        return at;
    }

    void sort()
    {
        std::stable_sort(m_events.begin(), m_events.end(), [](const JournalEvent &a, const JournalEvent &b) { return a.at < b.at; });
        qint64 seq = 0;
        for (JournalEvent &event : m_events)
            event.seq = ++seq;
    }

    const TransactionSnapshot &m_snapshot;
    const GlobalTransaction &m_t;
    const QList<HookReport> &m_reports;
    QList<JournalEvent> m_events;
};

} // namespace

QList<JournalEvent> inferEvents(const TransactionSnapshot &snapshot, const QList<HookReport> &reports)
{
    return Journal(snapshot, reports).conclude();
}

void inferFields(TransactionSnapshot &snapshot, const QList<HookReport> &reports)
{
    GlobalTransaction &t = snapshot.transaction;
    t.failures = failuresByInterval(t);
    t.forced = !snapshot.ops.isEmpty() && looksForced(snapshot);
    if (reports.isEmpty() || isFinal(t.status))
        return;
    t.lastError = reports.last().error.left(1024);
    if (t.failures > 0) // progress since then has set the interval back
        t.failures = std::max(t.failures, reports.last().retryCount);
}

} // namespace txdesk::console::dtm
