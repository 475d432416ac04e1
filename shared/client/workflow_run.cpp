// Records steps and gives back what was recorded.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/workflow_run.h"

namespace txdesk::client {

using namespace Qt::StringLiterals;

WorkflowBranch &WorkflowBranch::onCommit(const WorkflowStep &step)
{
    if (m_id)
        m_run.m_endings.append({*m_id, true, step});
    return *this;
}

WorkflowBranch &WorkflowBranch::onRollback(const WorkflowStep &step)
{
    if (m_id)
        m_run.m_endings.append({*m_id, false, step});
    return *this;
}

WorkflowBranch &WorkflowBranch::onCommit(const QString &url, const QByteArray &payload)
{
    return onCommit(m_run.calling(url, payload));
}

WorkflowBranch &WorkflowBranch::onRollback(const QString &url, const QByteArray &payload)
{
    return onRollback(m_run.calling(url, payload));
}

Result<QByteArray> WorkflowBranch::call(const QString &url, const QByteArray &payload)
{
    return run(m_run.calling(url, payload));
}

Result<QByteArray> WorkflowBranch::run(const WorkflowStep &local)
{
    if (!m_id)
        return m_run.stop(m_id.error());
    if (std::exchange(m_used, true))
        return m_run.stop({ErrorCode::InvalidRequest, u"branch %1 has had its step: one a branch"_s.arg(m_id->value), {}});
    return m_run.recorded(*m_id, u"action"_s, local);
}

WorkflowRun::WorkflowRun(CoordinatorConnection &coordinator, Gid gid, WorkflowProgress progress)
    : m_coordinator(coordinator), m_gid(std::move(gid)), m_progress(std::move(progress))
{
}

WorkflowBranch WorkflowRun::branch()
{
    return WorkflowBranch(*this, m_ids.next());
}

Result<> WorkflowRun::finish(bool commits)
{
    for (qsizetype i = m_endings.size() - 1; i >= 0; --i) {
        const Ending &ending = m_endings[i];
        if (ending.commits != commits)
            continue;
        const QString op = commits ? u"commit"_s : u"rollback"_s;
        const WorkflowStep untilItWorks = [&ending](const TransactionContext &context) -> Result<QByteArray> {
            const Result<QByteArray> came = ending.step(context);
            if (!came && came.error().code == ErrorCode::Conflict)
                return fail(ErrorCode::OutcomeUnknown, u"%1 of branch %2 was refused: %3"_s.arg(context.op, context.branch.value, came.error().message));
            return came;
        };
        if (const Result<QByteArray> done = recorded(ending.branch, op, untilItWorks); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

WorkflowStep WorkflowRun::calling(const QString &url, const QByteArray &payload)
{
    return [this, url, payload](const TransactionContext &context) {
        return m_coordinator.call({.url = url, .context = context, .payload = payload}).result();
    };
}

Result<QByteArray> WorkflowRun::stop(const Error &why)
{
    if (!m_stopped)
        m_stopped = why;
    return tl::unexpected(why);
}

Result<QByteArray> WorkflowRun::recorded(const BranchId &branch, const QString &op, const WorkflowStep &step)
{
    if (m_stopped) // a function that goes on after a step of unknown outcome must not do more harm
        return tl::unexpected(*m_stopped);
    const auto found = m_progress.steps.constFind(WorkflowProgress::key(branch.value, op));
    if (found != m_progress.steps.constEnd()) {
        ++m_replayed;
        if (found->status == OpStatus::Failed)
            return fail(ErrorCode::Conflict, QString::fromUtf8(found->data));
        return found->data;
    }
    const Result<QByteArray> came = step({.gid = m_gid, .kind = u"workflow"_s, .branch = branch, .op = op, .coordinator = m_coordinator.baseUrl()});
    if (!came && came.error().code != ErrorCode::Conflict)
        return stop(came.error());
    return record(branch, op, came);
}

// A second execution of this workflow elsewhere has its step refused here (the same branch and op) and stops.
Result<QByteArray> WorkflowRun::record(const BranchId &branch, const QString &op, const Result<QByteArray> &came)
{
    const Result<> told = m_coordinator
                              .registerBranch({.gid = m_gid,
                                               .kind = TransactionKind::Workflow,
                                               .branch = branch,
                                               .data = came ? *came : came.error().message.toUtf8(),
                                               .op = op,
                                               .status = came ? OpStatus::Succeeded : OpStatus::Failed})
                              .result();
    if (!told)
        return stop({ErrorCode::OutcomeUnknown, u"%1 of branch %2 could not be recorded: %3"_s.arg(op, branch.value, told.error().message), {}});
    ++m_executed;
    return came;
}

} // namespace txdesk::client
