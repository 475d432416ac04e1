// The workflows a process can run, by name: begins them, and resumes them when the coordinator wakes it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/new_gid.h"
#include "shared/client/workflow_run.h"

#include <QMutex>
#include <QSet>
#include <QThreadPool>

namespace txdesk::client {

// What a workflow does. Its value is the workflow's result; its error Conflict makes the workflow fail, with that
// message; any other error leaves it unfinished, and it is run again. Runs in a thread of a pool; may block.
using WorkflowFunction = std::function<Result<QByteArray>(WorkflowRun &run, const QByteArray &data)>;

// Thread: any, once the workflows are added. Two executions of one transaction at once: the second one is turned away
// here, and by the coordinator when it runs in another process.
class Workflows
{
public:
    // callbackUrl: where this process hands the coordinator's wake-up call to resume().
    Workflows(CoordinatorConnection &coordinator, QString callbackUrl, int threads = 4);
    ~Workflows(); // waits for what runs
    Workflows(const Workflows &) = delete;
    Workflows &operator=(const Workflows &) = delete;

    void add(const QString &name, const WorkflowFunction &function);

    // Runs it to its end, or gives what it ended with if it was run before. data: UTF-8 or bytes, kept by the
    // coordinator, which starts the workflow again with it after a crash.
    // Errors: Conflict (it failed; its message), NotFound (no such name), the coordinator's; with OutcomeUnknown and
    // Unavailable it is not over, and the coordinator will wake it.
    [[nodiscard]] QFuture<Result<QByteArray>> execute(const QString &name, const QByteArray &data, const Gid &gid = newGid(),
                                                      const TransactionOptions &options = {}, const QString &businessKey = {});

    // Answers the coordinator's wake-up call: gid and the name (as op) from the query, the data from the body.
    [[nodiscard]] QFuture<BranchAnswer> resume(const http::Request &request);

private:
    [[nodiscard]] Result<QByteArray> runOnce(const QString &name, const TransactionRequest &begin);
    [[nodiscard]] Result<QByteArray> worked(const WorkflowFunction &function, WorkflowRun &run, const QByteArray &data);
    [[nodiscard]] Result<> submit(const Gid &gid, const Result<QByteArray> &ended);

    CoordinatorConnection &m_coordinator;
    QString m_callbackUrl;
    QMap<QString, WorkflowFunction> m_functions;
    QMutex m_lock;
    QSet<QString> m_running; // gids, guarded by m_lock
    QThreadPool m_pool;
};

} // namespace txdesk::client
