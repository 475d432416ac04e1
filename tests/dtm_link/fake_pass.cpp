// SPDX-License-Identifier: Apache-2.0
#include "tests/dtm_link/fake_pass.h"

#include <algorithm>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

Seconds firstInterval(const TransactionOptions &options)
{
    if (options.retryInterval.count() > 0)
        return options.retryInterval;
    const bool isShort = options.timeoutToFail.count() > 0 && options.timeoutToFail < Seconds{10};
    return isShort ? options.timeoutToFail : Seconds{10};
}

} // namespace

bool FakePass::timedOut() const
{
    const Seconds own = m_t.options.timeoutToFail;
    if (m_t.kind == TransactionKind::Saga && own.count() == 0)
        return false;
    return m_dtm.now() - m_t.createdAt >= (own.count() > 0 ? own : Seconds{35});
}

void FakePass::run()
{
    switch (m_t.kind) {
    case TransactionKind::Saga: return saga();
    case TransactionKind::Tcc: return twoPhase(OpKind::Confirm, OpKind::Cancel, true);
    case TransactionKind::Xa: return twoPhase(OpKind::Commit, OpKind::Rollback, false);
    case TransactionKind::Message: return message();
    case TransactionKind::Workflow: return workflow();
    default: return;
    }
}

void FakePass::failed(const QString &url)
{
    m_t.retryInterval *= 2;
    m_dtm.touch(m_row, m_t.retryInterval);
    m_dtm.alert(m_row, url, m_dtm.errors.value(url, u"connection refused"_s));
}

Says FakePass::call(BranchOp &op, const QString &name)
{
    if (op.url.isEmpty()) {
        op.status = OpStatus::Succeeded;
        op.finishedAt = m_dtm.now();
        return Says::Ok;
    }
    const Says says = m_dtm.says.value(op.url, Says::Ok);
    m_dtm.calls.append({m_t.gid.value, op.branch.value, op.kind, op.url});
    const QByteArray kind = QByteArray(nameIn(transactionKindNames, m_t.kind).latin1());
    const QByteArray word = name.isEmpty() ? QByteArray(nameIn(opKindNames, op.kind).latin1()) : name.toUtf8();
    ++m_dtm.m_counters["dtm_branch_process_total{branchid=\"" + op.branch.value.toLatin1() + "\",branchtype=\"" + word + "\",model=\"" + kind
                       + "\",status=\"" + (says == Says::Ok ? "ok" : "fail") + "\"}"];
    const bool mayRefuse = m_t.kind == TransactionKind::Saga && op.kind == OpKind::Action;
    if (says == Says::Ok || (says == Says::No && mayRefuse)) {
        op.status = says == Says::Ok ? OpStatus::Succeeded : OpStatus::Failed;
        op.finishedAt = m_dtm.now();
        m_t.retryInterval = firstInterval(m_t.options);
        m_dtm.touch(m_row, m_t.retryInterval);
    } else if (says == Says::Ongoing) {
        m_dtm.touch(m_row, m_t.retryInterval);
    } else {
        failed(op.url);
    }
    return says;
}

void FakePass::end(TransactionStatus status)
{
    m_t.status = status;
    m_t.updatedAt = m_dtm.now();
    (status == TransactionStatus::Succeeded ? m_t.succeededAt : m_t.rolledBackAt) = m_dtm.now();
}

void FakePass::turnBack(const QString &reason)
{
    m_t.status = TransactionStatus::Aborting;
    m_t.rollbackReason = reason;
    m_t.updatedAt = m_dtm.now();
}

void FakePass::saga()
{
    if (m_t.status == TransactionStatus::Prepared)
        return;
    if (m_t.status == TransactionStatus::Submitted && timedOut())
        turnBack(u"Timeout after %1 seconds"_s.arg(m_t.options.timeoutToFail.count()));
    if (m_t.status == TransactionStatus::Submitted)
        sagaForward();
    if (m_t.status == TransactionStatus::Aborting)
        sagaBack();
}

void FakePass::sagaForward()
{
    bool all = true;
    for (BranchOp &op : m_row.snapshot.ops) {
        if (op.kind != OpKind::Action || op.status == OpStatus::Succeeded)
            continue;
        const Says says = call(op);
        all = all && says == Says::Ok;
        if (says == Says::No)
            return turnBack(u"url:%1 return failed: {\"message\":\"no money\"} FAILURE"_s.arg(op.url));
        if (says != Says::Ok && !m_t.custom.concurrent)
            return;
    }
    if (all)
        end(TransactionStatus::Succeeded);
}

// Whatever ran or may have been sent, the last step first.
void FakePass::sagaBack()
{
    QList<BranchOp> &ops = m_row.snapshot.ops;
    qsizetype last = -1;
    for (qsizetype i = 0; i < ops.size(); ++i) {
        if (ops[i].kind != OpKind::Action)
            continue;
        last = i;
        if (ops[i].status != OpStatus::Succeeded && !m_t.custom.concurrent)
            break;
    }
    for (qsizetype i = last; i >= 0; --i) {
        if (ops[i].kind != OpKind::Compensate || ops[i].status == OpStatus::Succeeded)
            continue;
        if (call(ops[i]) != Says::Ok)
            return;
    }
    end(TransactionStatus::Failed);
}

void FakePass::twoPhase(OpKind forward, OpKind back, bool reversed)
{
    if (m_t.status == TransactionStatus::Prepared) {
        if (!timedOut())
            return;
        turnBack(u"Timeout after %1 seconds"_s.arg(m_t.options.timeoutToFail.count()));
    }
    const OpKind wanted = m_t.status == TransactionStatus::Submitted ? forward : back;
    QList<BranchOp *> ops;
    for (BranchOp &op : m_row.snapshot.ops)
        if (op.kind == wanted && op.status != OpStatus::Succeeded)
            ops.append(&op);
    if (reversed)
        std::reverse(ops.begin(), ops.end());
    for (BranchOp *op : ops)
        if (call(*op) != Says::Ok)
            return;
    end(wanted == forward ? TransactionStatus::Succeeded : TransactionStatus::Failed);
}

void FakePass::message()
{
    if (m_t.status == TransactionStatus::Prepared) {
        if (!timedOut())
            return;
        const Says says = m_t.queryPrepared.isEmpty() ? Says::Ok : m_dtm.says.value(m_t.queryPrepared, Says::Ok);
        if (!m_t.queryPrepared.isEmpty())
            m_dtm.calls.append({m_t.gid.value, u"00"_s, OpKind::Query, m_t.queryPrepared});
        if (says == Says::No)
            return end(TransactionStatus::Failed);
        if (says != Says::Ok)
            return says == Says::Ongoing ? m_dtm.touch(m_row, firstInterval(m_t.options)) : failed(m_t.queryPrepared);
        m_t.status = TransactionStatus::Submitted;
    }
    for (BranchOp &op : m_row.snapshot.ops)
        if (op.status != OpStatus::Succeeded && call(op) != Says::Ok)
            return;
    end(TransactionStatus::Succeeded);
}

// The client reports by itself; the answer decides nothing.
void FakePass::workflow()
{
    m_dtm.calls.append({m_t.gid.value, u"00"_s, OpKind::Resume, m_t.queryPrepared});
}

} // namespace txdesk::test
