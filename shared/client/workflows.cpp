// Runs workflow functions and tells the coordinator how they ended.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/workflows.h"

#include <QPromise>

namespace txdesk::client {

using namespace Qt::StringLiterals;

Workflows::Workflows(CoordinatorConnection &coordinator, QString callbackUrl, int threads)
    : m_coordinator(coordinator), m_callbackUrl(std::move(callbackUrl))
{
    m_pool.setMaxThreadCount(threads);
}

Workflows::~Workflows()
{
    m_pool.waitForDone();
}

void Workflows::add(const QString &name, const WorkflowFunction &function)
{
    m_functions[name] = function;
}

QFuture<Result<QByteArray>> Workflows::execute(const QString &name, const QByteArray &data, const Gid &gid, const TransactionOptions &options,
                                               const QString &businessKey)
{
    TransactionRequest begin{.gid = gid, .kind = TransactionKind::Workflow, .queryPrepared = m_callbackUrl, .options = options};
    begin.custom.workflowName = name;
    begin.custom.workflowData = data;
    begin.businessKey = businessKey;
    const auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    QFuture<Result<QByteArray>> future = promise->future();
    m_pool.start([this, promise, name, begin] {
        promise->addResult(runOnce(name, begin));
        promise->finish();
    });
    return future;
}

QFuture<BranchAnswer> Workflows::resume(const http::Request &request)
{
    const Result<TransactionContext> context = TransactionContext::from(request);
    if (!context)
        return QtFuture::makeReadyFuture(BranchAnswer::unknown(context.error().message));
    return execute(context->op, request.body, context->gid).then([](const Result<QByteArray> &ended) {
        if (ended)
            return BranchAnswer::succeeded();
        switch (ended.error().code) {
        case ErrorCode::Conflict:
            return BranchAnswer::rejected(ended.error().message);
        case ErrorCode::Overloaded:
            return BranchAnswer::ongoing(ended.error().message);
        default:
            return BranchAnswer::unknown(ended.error().message);
        }
    });
}

Result<QByteArray> Workflows::runOnce(const QString &name, const TransactionRequest &begin)
{
    const auto function = m_functions.constFind(name);
    if (function == m_functions.constEnd())
        return fail(ErrorCode::NotFound, u"this process has no workflow %1"_s.arg(name));
    {
        const QMutexLocker locked(&m_lock);
        if (m_running.contains(begin.gid.value))
            return fail(ErrorCode::Overloaded, u"the workflow is running here already"_s);
        m_running.insert(begin.gid.value);
    }
    const auto ended = [&]() -> Result<QByteArray> {
        const Result<WorkflowProgress> progress = m_coordinator.prepareWorkflow(begin).result();
        if (!progress)
            return tl::unexpected(progress.error());
        if (progress->status == TransactionStatus::Succeeded)
            return progress->result;
        if (progress->status == TransactionStatus::Failed)
            return fail(ErrorCode::Conflict, progress->rollbackReason);
        WorkflowRun run(m_coordinator, begin.gid, *progress);
        return worked(*function, run, begin.custom.workflowData);
    }();
    const QMutexLocker locked(&m_lock);
    m_running.remove(begin.gid.value);
    return ended;
}

Result<QByteArray> Workflows::worked(const WorkflowFunction &function, WorkflowRun &run, const QByteArray &data)
{
    const Result<QByteArray> ended = function(run, data);
    if (run.stopped()) // whatever the function made of it: a step's outcome is not known
        return tl::unexpected(*run.stopped());
    if (!ended && ended.error().code != ErrorCode::Conflict)
        return ended;
    if (const Result<> finished = run.finish(ended.has_value()); !finished)
        return tl::unexpected(finished.error());
    if (const Result<> told = submit(run.gid(), ended); !told)
        return fail(ErrorCode::OutcomeUnknown, u"the workflow's end could not be told: %1"_s.arg(told.error().message));
    return ended;
}

Result<> Workflows::submit(const Gid &gid, const Result<QByteArray> &ended)
{
    TransactionRequest request{.gid = gid, .kind = TransactionKind::Workflow};
    const TransactionStatus status = ended ? TransactionStatus::Succeeded : TransactionStatus::Failed;
    request.extra[u"status"_s] = nameIn(transactionStatusNames, status);
    if (ended)
        request.extra[u"result"_s] = QString::fromLatin1(ended->toBase64());
    else
        request.extra[u"rollback_reason"_s] = ended.error().message;
    return m_coordinator.submit(request).result();
}

} // namespace txdesk::client
