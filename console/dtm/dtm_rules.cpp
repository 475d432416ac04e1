// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_rules.h"

#include <algorithm>
#include <cmath>

namespace txdesk::console::dtm {

namespace {

bool isUndoOp(OpKind op) { return op == OpKind::Compensate || op == OpKind::Cancel || op == OpKind::Rollback; }

const BranchOp *opOf(const TransactionSnapshot &snapshot, const BranchId &branch, OpKind kind)
{
    for (const BranchOp &op : snapshot.ops)
        if (op.branch == branch && op.kind == kind)
            return &op;
    return nullptr;
}

// Of a concurrent saga: the steps that have to succeed before this one. Of another: all before it.
bool mayStart(const TransactionSnapshot &snapshot, const QList<const BranchOp *> &actions, qsizetype step)
{
    const CustomData &custom = snapshot.transaction.custom;
    const auto succeeded = [&actions](qsizetype i) {
        return i < 0 || i >= actions.size() || actions[i]->status == OpStatus::Succeeded;
    };
    if (custom.concurrent) {
        const QList<int> before = custom.orders.value(static_cast<int>(step));
        return std::all_of(before.begin(), before.end(), [&succeeded](int i) { return succeeded(i); });
    }
    for (qsizetype i = 0; i < step; ++i)
        if (!succeeded(i))
            return false;
    return true;
}

bool sagaLooksForced(const TransactionSnapshot &snapshot)
{
    if (snapshot.transaction.rollbackReason.isEmpty())
        return true; // whatever turned it back would have left a reason
    const QList<BranchId> ran = mayHaveRun(snapshot);
    return std::any_of(ran.begin(), ran.end(), [&snapshot](const BranchId &branch) {
        const BranchOp *undo = opOf(snapshot, branch, OpKind::Compensate);
        return undo && undo->status != OpStatus::Succeeded;
    });
}

} // namespace

Seconds baseInterval(const GlobalTransaction &transaction)
{
    const TransactionOptions &options = transaction.options;
    if (options.retryInterval.count() > 0)
        return options.retryInterval;
    if (options.timeoutToFail.count() > 0 && options.timeoutToFail < retryIntervalDefault)
        return options.timeoutToFail;
    return retryIntervalDefault;
}

int failuresByInterval(const GlobalTransaction &transaction)
{
    if (transaction.kind == TransactionKind::Workflow || isFinal(transaction.status))
        return 0;
    const auto base = static_cast<double>(Milliseconds{baseInterval(transaction)}.count());
    const double ratio = static_cast<double>(transaction.retryInterval.count()) / base;
    return ratio < 1.5 ? 0 : static_cast<int>(std::lround(std::log2(ratio)));
}

std::optional<Instant> deadline(const GlobalTransaction &transaction)
{
    const Seconds own = transaction.options.timeoutToFail;
    switch (transaction.kind) {
    case TransactionKind::Saga:
        return own.count() > 0 ? std::optional(transaction.createdAt + own) : std::nullopt;
    case TransactionKind::Tcc:
    case TransactionKind::Xa:
    case TransactionKind::Message:
        if (transaction.status != TransactionStatus::Prepared)
            return {};
        return transaction.createdAt + (own.count() > 0 ? own : timeoutToFailDefault);
    case TransactionKind::Workflow:
    case TransactionKind::At:
    case TransactionKind::Notify: break;
    }
    return {};
}

QList<BranchId> mayHaveRun(const TransactionSnapshot &snapshot)
{
    QList<const BranchOp *> actions;
    for (const BranchOp &op : snapshot.ops)
        if (op.kind == OpKind::Action)
            actions.append(&op);
    QList<BranchId> branches;
    for (qsizetype step = 0; step < actions.size(); ++step)
        if (actions[step]->status != OpStatus::Prepared || mayStart(snapshot, actions, step))
            branches.append(actions[step]->branch);
    return branches;
}

bool looksForced(const TransactionSnapshot &snapshot)
{
    const GlobalTransaction &t = snapshot.transaction;
    if (t.status != TransactionStatus::Failed)
        return false;
    const QList<BranchOp> &ops = snapshot.ops;
    switch (t.kind) {
    case TransactionKind::Saga: return sagaLooksForced(snapshot);
    case TransactionKind::Tcc:
    case TransactionKind::Xa:
        return std::any_of(ops.begin(), ops.end(),
                           [](const BranchOp &op) { return isUndoOp(op.kind) && op.status != OpStatus::Succeeded; });
    case TransactionKind::Message: // a message that was dropped was never sent
        return std::any_of(ops.begin(), ops.end(), [](const BranchOp &op) { return op.status == OpStatus::Succeeded; });
    case TransactionKind::Workflow: // its client gives a reason when it ends it
        return t.rollbackReason.isEmpty();
    case TransactionKind::At:
    case TransactionKind::Notify: break;
    }
    return false;
}

} // namespace txdesk::console::dtm
