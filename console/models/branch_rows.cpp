// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/branch_rows.h"

#include "console/text/call_text.h"
#include "shared/base/foreign_word.h"
#include "shared/model/participant_name.h"

#include <algorithm>
#include <cmath>

namespace txdesk::console {

namespace {

OpKind forwardOf(TransactionKind kind)
{
    return kind == TransactionKind::Tcc ? OpKind::Try : OpKind::Action;
}

OpKind undoOf(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Tcc: return OpKind::Cancel;
    case TransactionKind::At:
    case TransactionKind::Xa:
    case TransactionKind::Workflow: return OpKind::Rollback;
    case TransactionKind::Saga:
    case TransactionKind::Notify:
    case TransactionKind::Message: break;
    }
    return OpKind::Compensate;
}

// Finds or makes the row of a branch; what the initiator is asked has a row of its own whatever branch id it travels under.
class BranchRowList
{
public:
    explicit BranchRowList(TransactionKind kind) : m_kind(kind) {}

    BranchRow &at(const BranchId &branch, OpKind op)
    {
        const bool asks = asksInitiator(op);
        for (BranchRow &row : m_rows)
            if (asks ? row.asksInitiator() : row.branch == branch && !row.asksInitiator() && ofTheSame(row, op))
                return row;
        BranchRow row;
        row.branch = branch;
        row.forward.kind = asks || isForeign(op) ? op : forwardOf(m_kind);
        row.finish.kind = m_kind == TransactionKind::Tcc ? OpKind::Confirm : OpKind::Commit;
        row.undo.kind = undoOf(m_kind);
        m_rows.insert(asks ? 0 : m_rows.size(), row);
        return m_rows[asks ? 0 : m_rows.size() - 1];
    }

    OpSummary &op(const BranchId &branch, OpKind kind)
    {
        BranchRow &row = at(branch, kind);
        switch (roleOf(kind)) {
        case OpRole::Finish: return row.finish;
        case OpRole::Undo: return row.undo;
        case OpRole::Forward:
        case OpRole::Ask: break;
        }
        return row.forward;
    }

    [[nodiscard]] TransactionKind kind() const { return m_kind; }
    [[nodiscard]] QList<BranchRow> take() { return std::move(m_rows); }

private:
    // An op of a newer server has a row of its own: it is neither the branch's work nor what undoes it.
    static bool ofTheSame(const BranchRow &row, OpKind op)
    {
        return isForeign(op) ? row.forward.kind == op : !isForeign(row.forward.kind);
    }

    TransactionKind m_kind;
    QList<BranchRow> m_rows;
};

void nameParticipant(BranchRow &row, const QString &url)
{
    if (url.isEmpty() || !row.participant.isEmpty())
        return;
    row.participant = participantOf(url);
    row.path = callPath(url);
}

void takeOp(BranchRowList &rows, const BranchOp &op)
{
    BranchRow &row = rows.at(op.branch, op.kind);
    OpSummary &summary = rows.op(op.branch, op.kind);
    const bool recorded = rows.kind() == TransactionKind::Workflow;
    summary.exists = true;
    summary.reported = recorded;
    summary.kind = op.kind;
    summary.callable = recorded || !op.url.isEmpty();
    summary.status = op.status;
    if (hasTwoPhases(rows.kind())) { // that the branch is registered is all the coordinator knows of its first phase
        row.forward.exists = true;
        row.forward.reported = true;
    }
    if (roleOf(op.kind) != OpRole::Undo)
        nameParticipant(row, op.url);
}

void takeCall(BranchRowList &rows, const JournalEvent &event)
{
    OpSummary &summary = rows.op(event.branch, *event.op);
    summary.exists = true;
    summary.attempts = std::max(summary.attempts, event.attempt);
    if (event.kind == EventKind::Called) {
        if (summary.calledLast)
            summary.gaps.append(std::max(event.at - *summary.calledLast, Milliseconds{0}));
        if (summary.gaps.size() > OpSummary::gapsMax)
            summary.gaps.removeFirst();
        summary.calledLast = event.at;
        summary.calledAt = event.at;
        nameParticipant(rows.at(event.branch, *event.op), event.text);
        return;
    }
    summary.calledAt.reset();
    summary.answeredAt = event.at;
    summary.outcome = event.outcome;
    summary.statusCode = event.statusCode;
    summary.took = event.took;
    summary.barrier = event.barrier;
    summary.error = event.outcome == Outcome::Succeeded ? QString() : event.text;
    if (asksInitiator(*event.op))
        summary.status = event.outcome == Outcome::Succeeded  ? OpStatus::Succeeded
                         : event.outcome == Outcome::Rejected && event.op == OpKind::Query ? OpStatus::Failed
                                                              : OpStatus::Prepared;
}

// A recorded step brings its text with it when it failed.
void takeRegistration(BranchRowList &rows, const JournalEvent &event)
{
    if (rows.kind() != TransactionKind::Workflow) {
        OpSummary &forward = rows.at(event.branch, forwardOf(rows.kind())).forward;
        forward.exists = true;
        forward.reported = true;
        nameParticipant(rows.at(event.branch, forwardOf(rows.kind())), event.text);
        return;
    }
    OpSummary &step = rows.op(event.branch, event.op.value_or(OpKind::Action));
    step.exists = true;
    step.reported = true;
    step.kind = event.op.value_or(OpKind::Action);
    step.outcome = event.outcome;
    if (event.outcome == Outcome::Rejected)
        step.error = event.text;
}

void takeEvent(BranchRowList &rows, const JournalEvent &event)
{
    if (event.kind == EventKind::Registered)
        takeRegistration(rows, event);
    else if (event.op && (event.kind == EventKind::Called || event.kind == EventKind::Answered))
        takeCall(rows, event);
}

} // namespace

// Each doubling is one step higher: that is how waits grow.
QString cadenceText(const QList<Milliseconds> &gaps)
{
    if (gaps.size() < 2)
        return {};
    const auto height = [](Milliseconds gap) { return std::log2(std::max<double>(1, static_cast<double>(gap.count()))); };
    double low = height(gaps.first()), high = low;
    for (const Milliseconds gap : gaps) {
        low = std::min(low, height(gap));
        high = std::max(high, height(gap));
    }
    QString bars;
    for (const Milliseconds gap : gaps) {
        const double share = high - low < 0.5 ? 0 : (height(gap) - low) / std::max(high - low, 3.0);
        bars += QChar(static_cast<char16_t>(0x2581 + static_cast<int>(std::clamp(share, 0.0, 1.0) * 7)));
    }
    return bars;
}

QList<BranchRow> branchRows(const TransactionDetail &detail)
{
    BranchRowList rows(detail.snapshot.transaction.kind);
    for (const BranchOp &op : detail.snapshot.ops)
        takeOp(rows, op);
    for (const JournalEvent &event : detail.events)
        takeEvent(rows, event);
    for (const PlannedCall &call : detail.planned) {
        BranchRow &row = rows.at(call.branch, call.op);
        nameParticipant(row, call.url);
        rows.op(call.branch, call.op).exists = true;
        if (!row.next)
            row.next = call;
    }
    QList<BranchRow> result = rows.take();
    // A branch with nothing but an undo is named by that.
    for (BranchRow &row : result)
        for (const BranchOp &op : detail.snapshot.ops)
            if (op.branch == row.branch)
                nameParticipant(row, op.url);
    return result;
}

} // namespace txdesk::console
