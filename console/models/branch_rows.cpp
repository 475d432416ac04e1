// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/branch_rows.h"

#include "shared/model/participant_name.h"

#include <QUrl>

namespace txdesk::console {

namespace {

// Finds or makes the row of a branch; the back-check has a row of its own whatever branch id it travels under.
class BranchRowList
{
public:
    BranchRow &at(const BranchId &branch, OpKind kind)
    {
        const bool isQuery = kind == OpKind::Query;
        for (BranchRow &row : m_rows)
            if (isQuery ? row.forward.kind == OpKind::Query : row.branch == branch && row.forward.kind != OpKind::Query)
                return row;
        BranchRow row;
        row.branch = branch;
        row.forward.kind = isQuery ? OpKind::Query : OpKind::Action;
        row.undo.kind = OpKind::Compensate;
        m_rows.insert(isQuery ? 0 : m_rows.size(), row);
        return m_rows[isQuery ? 0 : m_rows.size() - 1];
    }

    OpSummary &op(const BranchId &branch, OpKind kind)
    {
        BranchRow &row = at(branch, kind);
        return kind == OpKind::Compensate ? row.undo : row.forward;
    }

    [[nodiscard]] QList<BranchRow> take() { return std::move(m_rows); }

private:
    QList<BranchRow> m_rows;
};

void nameParticipant(BranchRow &row, const QString &url)
{
    if (url.isEmpty() || !row.participant.isEmpty())
        return;
    row.participant = participantOf(url);
    row.path = QUrl(url).path();
}

void takeOp(BranchRowList &rows, const BranchOp &op)
{
    BranchRow &row = rows.at(op.branch, op.kind);
    OpSummary &summary = rows.op(op.branch, op.kind);
    summary.exists = true;
    summary.callable = !op.url.isEmpty();
    summary.status = op.status;
    if (op.kind != OpKind::Compensate)
        nameParticipant(row, op.url);
}

void takeEvent(BranchRowList &rows, const JournalEvent &event)
{
    if (!event.op || (event.kind != EventKind::Called && event.kind != EventKind::Answered))
        return;
    OpSummary &summary = rows.op(event.branch, *event.op);
    summary.exists = true;
    summary.attempts = std::max(summary.attempts, event.attempt);
    if (event.kind == EventKind::Called) {
        summary.calledAt = event.at;
        nameParticipant(rows.at(event.branch, *event.op), event.text);
        return;
    }
    summary.calledAt.reset();
    summary.outcome = event.outcome;
    summary.statusCode = event.statusCode;
    summary.took = event.took;
    summary.barrier = event.barrier;
    summary.error = event.outcome == Outcome::Succeeded ? QString() : event.text;
    if (event.op == OpKind::Query)
        summary.status = event.outcome == Outcome::Succeeded  ? OpStatus::Succeeded
                         : event.outcome == Outcome::Rejected ? OpStatus::Failed
                                                              : OpStatus::Prepared;
}

} // namespace

QList<BranchRow> branchRows(const TransactionDetail &detail)
{
    BranchRowList rows;
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
