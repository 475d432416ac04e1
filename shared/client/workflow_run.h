// One execution of a workflow's function: it names its branches, and every step that came to an end is recorded with
// the coordinator, so that a later execution gets the recorded result instead of doing the step again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_ids.h"
#include "shared/client/coordinator_connection.h"

#include <functional>
#include <optional>

namespace txdesk::client {

// Does one step; the context tells gid, branch and op, e.g. for a BranchBarrier. Errors: Conflict is a final no, which
// is recorded; anything else stops this execution, and the coordinator wakes the workflow later.
using WorkflowStep = std::function<Result<QByteArray>(const TransactionContext &context)>;

class WorkflowRun;

// One participant's share. At most one call() or run(); what is to happen at the end is said before it.
class WorkflowBranch
{
public:
    // After the function succeeded, or failed with Conflict: called in reverse order of being said, until they work.
    // A branch whose step was refused is rolled back, too: its participant's barrier makes that harmless.
    WorkflowBranch &onCommit(const WorkflowStep &step);
    WorkflowBranch &onRollback(const WorkflowStep &step);
    WorkflowBranch &onCommit(const QString &url, const QByteArray &payload = {});
    WorkflowBranch &onRollback(const QString &url, const QByteArray &payload = {});

    // POST, op "action". The body that was answered, now or when it was recorded.
    [[nodiscard]] Result<QByteArray> call(const QString &url, const QByteArray &payload = {});
    [[nodiscard]] Result<QByteArray> run(const WorkflowStep &local);

private:
    friend class WorkflowRun;
    WorkflowBranch(WorkflowRun &run, Result<BranchId> id) : m_run(run), m_id(std::move(id)) {}

    WorkflowRun &m_run;
    Result<BranchId> m_id;
    bool m_used = false;
};

// Thread: the one that runs the function; steps block it. The function must name the same branches in the same order
// each time: it decides by its data and by what steps returned, not by clock, dice or global state.
class WorkflowRun
{
public:
    WorkflowRun(CoordinatorConnection &coordinator, Gid gid, WorkflowProgress progress);

    [[nodiscard]] const Gid &gid() const { return m_gid; }
    [[nodiscard]] WorkflowBranch branch(); // the next one: "01", "02", ...
    [[nodiscard]] int replayed() const { return m_replayed; } // steps that were not done again
    [[nodiscard]] int executed() const { return m_executed; } // steps that were done here and recorded

    // Runs what the branches said for this end, newest first. Conflict from one of them is not a final no here.
    [[nodiscard]] Result<> finish(bool commits);

    // Why this execution cannot end the workflow: a step whose outcome is not known or not recorded.
    [[nodiscard]] const std::optional<Error> &stopped() const { return m_stopped; }

private:
    friend class WorkflowBranch;
    struct Ending
    {
        BranchId branch;
        bool commits = false;
        WorkflowStep step;
    };

    [[nodiscard]] Result<QByteArray> recorded(const BranchId &branch, const QString &op, const WorkflowStep &step);
    [[nodiscard]] Result<QByteArray> record(const BranchId &branch, const QString &op, const Result<QByteArray> &came);
    [[nodiscard]] Result<QByteArray> stop(const Error &why);
    [[nodiscard]] WorkflowStep calling(const QString &url, const QByteArray &payload);

    CoordinatorConnection &m_coordinator;
    Gid m_gid;
    WorkflowProgress m_progress;
    BranchIds m_ids;
    QList<Ending> m_endings;
    std::optional<Error> m_stopped;
    int m_replayed = 0;
    int m_executed = 0;
};

} // namespace txdesk::client
