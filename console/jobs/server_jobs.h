// Jobs that the server carries out: this console only looks, and steers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/jobs/job_source.h"

namespace txdesk::console {

// Thread: GUI. Asks once a second while a job goes on, else every ten seconds.
class ServerJobs final : public JobSource
{
    Q_OBJECT

public:
    ServerJobs(CoordinatorLink &link, DelayedCalls &delayed, QObject *parent = nullptr);
    ~ServerJobs() override;

    void dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer) override;
    void start(const JobOrder &order, QObject *context, Answer<BulkJob> answer) override;
    void steer(const QString &id, JobVerb verb, int perSecond, QObject *context, Answer<BulkJob> answer) override;
    void items(const QString &id, QObject *context, Answer<QList<JobItem>> answer) override;
    void refresh() override;
    [[nodiscard]] const QList<BulkJob> &jobs() const override { return m_jobs; }
    [[nodiscard]] QString problem() const override { return m_problem; }
    [[nodiscard]] bool endsWithConsole() const override { return false; }

private:
    void itemsFrom(const QString &id, const QString &after, QList<JobItem> soFar, QObject *context, Answer<QList<JobItem>> answer);
    void take(const BulkJob &job);
    void arm();

    CoordinatorLink &m_link;
    DelayedCalls &m_delayed;
    QList<BulkJob> m_jobs;
    QString m_problem;
    bool m_asking = false;
    DelayedCalls::Handle m_timer = 0;
};

} // namespace txdesk::console
