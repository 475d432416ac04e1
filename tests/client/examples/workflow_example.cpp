// A transfer as a function that goes on after a crash where it was: its steps are recorded with the coordinator.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/workflows.h"

using namespace Qt::StringLiterals;
using namespace txdesk::client;

// Said once, when the process starts. The function is run again after a crash; steps that are recorded are not.
void addTransfer(Workflows &workflows, const QString &bankA, const QString &bankB)
{
    workflows.add(u"transfer"_s, [bankA, bankB](WorkflowRun &run, const QByteArray &order) -> txdesk::Result<QByteArray> {
        // Like a step of a saga.
        const auto out = run.branch().onRollback(bankA + "/TransOutCompensate"_L1, order).call(bankA + "/TransOut"_L1, order);
        if (!out)
            return out;
        // Like a branch of a TCC.
        return run.branch()
            .onCommit(bankB + "/TransInConfirm"_L1, order)
            .onRollback(bankB + "/TransInCancel"_L1, order)
            .call(bankB + "/TransInTry"_L1, order);
    });
}

// Begins one. The same gid again gives the same result.
txdesk::Result<QByteArray> transferByWorkflow(Workflows &workflows, const txdesk::Gid &gid)
{
    return workflows.execute(u"transfer"_s, R"({"amount":30})", gid).result();
}

// What answers at the URL that `workflows` was made with: the coordinator's wake-up call.
void answerWakeUp(Workflows &workflows, const txdesk::http::Request &request, QObject *context,
                  const std::function<void(const txdesk::http::Response &)> &send)
{
    workflows.resume(request).then(context, [send](const BranchAnswer &ended) { send(ended.toResponse()); });
}
