// The bank as the initiator of transfers by TCC, XA and workflow, to other banks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/transfer_initiator.h"
#include "shared/client/tcc.h"
#include "shared/client/workflows.h"
#include "shared/client/xa.h"

namespace txdesk::bank {

// Thread: the one that made it; the network and the workflow's steps run on threads of their own.
class ModeTransfers final : public QObject
{
    Q_OBJECT

public:
    // address: of this bank ("http://127.0.0.1:8081"). crash: ends the process; called at a Transfer's crash point:
    // before-commit is after the last try or step, after-commit after the submit.
    ModeTransfers(client::CoordinatorConnection &coordinator, QString address, std::function<void()> crash);

    [[nodiscard]] QFuture<Result<>> byTcc(const Transfer &transfer);
    [[nodiscard]] QFuture<Result<>> byXa(const Transfer &transfer);
    [[nodiscard]] QFuture<Result<>> byWorkflow(const Transfer &transfer);

    [[nodiscard]] QFuture<client::BranchAnswer> resume(const http::Request &request) { return m_workflows.resume(request); }

private:
    // Both phases end in the same way: whether the tries worked, then a crash if one is wanted.
    [[nodiscard]] std::function<Result<>(const Result<QByteArray> &)> afterTries(const Transfer &transfer) const;
    [[nodiscard]] QFuture<Result<>> withCrashAtEnd(const QFuture<Result<>> &ended, const Transfer &transfer);
    [[nodiscard]] Result<QByteArray> work(client::WorkflowRun &run, const QByteArray &data) const;

    client::CoordinatorConnection &m_coordinator;
    QString m_address;
    std::function<void()> m_crash;
    client::Workflows m_workflows;
};

} // namespace txdesk::bank
