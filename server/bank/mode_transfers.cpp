// Says which branches a transfer has in each mode.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/mode_transfers.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::bank {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView workflowName = "transfer"_L1;

QByteArray orderJson(qint64 account, qint64 amount)
{
    return QJsonDocument(QJsonObject{{u"account"_s, account}, {u"amount"_s, amount}}).toJson(QJsonDocument::Compact);
}

TransactionOptions optionsOf(const Transfer &transfer)
{
    TransactionOptions options;
    options.timeoutToFail = transfer.timeoutToFail;
    options.retryInterval = transfer.retryInterval;
    return options;
}

client::TccBranch tccBranch(const QString &endpoint, const QByteArray &order)
{
    return {.tryUrl = endpoint + "Try"_L1, .confirm = endpoint + "Confirm"_L1, .cancel = endpoint + "Cancel"_L1, .payload = order};
}

// An XA step of a workflow: its phase 2 comes to the same URL, from here.
Result<QByteArray> xaStep(client::WorkflowBranch branch, const QString &url, const QByteArray &order)
{
    return branch.onCommit(url).onRollback(url).call(url, order);
}

} // namespace

ModeTransfers::ModeTransfers(client::CoordinatorConnection &coordinator, QString address, std::function<void()> crash)
    : m_coordinator(coordinator), m_address(std::move(address)), m_crash(std::move(crash)),
      m_workflows(coordinator, m_address + "/workflow"_L1)
{
    m_workflows.add(workflowName, [this](client::WorkflowRun &run, const QByteArray &data) { return work(run, data); });
}

QFuture<Result<>> ModeTransfers::byTcc(const Transfer &transfer)
{
    client::Tcc tcc(transfer.gid);
    tcc.setOptions(optionsOf(transfer));
    const client::TccBranch out = tccBranch(m_address + "/TransOut"_L1, orderJson(transfer.order.account, transfer.order.amount));
    const client::TccBranch in = tccBranch(transfer.to + "/TransIn"_L1, orderJson(transfer.toAccount, transfer.order.amount));
    return withCrashAtEnd(tcc.run(m_coordinator, this, [this, out, in, transfer](client::Tcc &running) {
        return running.callBranch(m_coordinator, out)
            .then(this, [this, &running, in](const Result<QByteArray> &tried) {
                return tried ? running.callBranch(m_coordinator, in) : QtFuture::makeReadyFuture(tried);
            })
            .unwrap()
            .then(this, afterTries(transfer));
    }), transfer);
}

QFuture<Result<>> ModeTransfers::byXa(const Transfer &transfer)
{
    client::Xa xa(transfer.gid);
    xa.setOptions(optionsOf(transfer));
    return withCrashAtEnd(xa.run(m_coordinator, this, [this, transfer](client::Xa &running) {
        return running.callBranch(m_coordinator, m_address + "/TransOutXa"_L1, orderJson(transfer.order.account, transfer.order.amount))
            .then(this, [this, &running, transfer](const Result<QByteArray> &worked) {
                const QByteArray order = orderJson(transfer.toAccount, transfer.order.amount);
                return worked ? running.callBranch(m_coordinator, transfer.to + "/TransInXa"_L1, order) : QtFuture::makeReadyFuture(worked);
            })
            .unwrap()
            .then(this, afterTries(transfer));
    }), transfer);
}

std::function<Result<>(const Result<QByteArray> &)> ModeTransfers::afterTries(const Transfer &transfer) const
{
    return [this, transfer](const Result<QByteArray> &tried) -> Result<> {
        if (transfer.crash == CrashPoint::BeforeCommit)
            m_crash();
        return tried ? Result<>() : tl::unexpected(tried.error());
    };
}

QFuture<Result<>> ModeTransfers::withCrashAtEnd(const QFuture<Result<>> &ended, const Transfer &transfer)
{
    return QFuture<Result<>>(ended).then(this, [this, transfer](const Result<> &result) {
        if (transfer.crash == CrashPoint::AfterCommit)
            m_crash();
        return result;
    });
}

QFuture<Result<>> ModeTransfers::byWorkflow(const Transfer &transfer)
{
    const QJsonObject data{{u"account"_s, transfer.order.account}, {u"amount"_s, transfer.order.amount},
                           {u"to"_s, transfer.to},                 {u"toAccount"_s, transfer.toAccount},
                           {u"xaTo"_s, transfer.xaTo},             {u"stopAfter"_s, transfer.stopAfter},
                           {u"crash"_s, nameIn(crashPointNames, transfer.crash)}};
    return m_workflows.execute(workflowName, QJsonDocument(data).toJson(QJsonDocument::Compact), transfer.gid, optionsOf(transfer))
        .then(this, [](const Result<QByteArray> &ended) { return ended ? Result<>() : tl::unexpected(ended.error()); });
}

// A saga step here, a TCC step at `to`, and an XA step at `xaTo` if there is one; runs in a workflow's thread.
Result<QByteArray> ModeTransfers::work(client::WorkflowRun &run, const QByteArray &data) const
{
    const Result<Transfer> read = transferFromJson(data);
    if (!read)
        return fail(ErrorCode::Conflict, read.error().message);
    const Transfer &transfer = *read;
    const qint64 amount = transfer.order.amount;
    const QByteArray out = orderJson(transfer.order.account, transfer.xaTo.isEmpty() ? amount : 2 * amount);
    const QByteArray in = orderJson(transfer.toAccount, amount);
    const auto shallEnd = [&] { return run.replayed() == 0 && transfer.stopAfter > 0 && run.executed() >= transfer.stopAfter; };
    const Error stopped{ErrorCode::OutcomeUnknown, u"stopped after %1 steps, as asked"_s.arg(transfer.stopAfter), {}};

    Result<QByteArray> step = run.branch().onRollback(m_address + "/TransOutCompensate"_L1, out).call(m_address + "/TransOut"_L1, out);
    if (!step || shallEnd())
        return step ? tl::unexpected(stopped) : step;
    const client::TccBranch tcc = tccBranch(transfer.to + "/TransIn"_L1, in);
    step = run.branch().onCommit(tcc.confirm, in).onRollback(tcc.cancel, in).call(tcc.tryUrl, in);
    if (!step || shallEnd())
        return step ? tl::unexpected(stopped) : step;
    if (!transfer.xaTo.isEmpty())
        step = xaStep(run.branch(), transfer.xaTo + "/TransInXa"_L1, in);
    if (!step || shallEnd())
        return step ? tl::unexpected(stopped) : step;
    if (transfer.crash == CrashPoint::BeforeCommit && run.replayed() == 0)
        m_crash();
    return QByteArray("done");
}

} // namespace txdesk::bank
