// The jobs that this console carries out itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/jobs/job_runner.h"
#include "console/jobs/job_source.h"

namespace txdesk::console {

// Thread: GUI. All must outlive it.
class LocalJobs final : public JobSource
{
    Q_OBJECT

public:
    LocalJobs(CoordinatorLink &link, const Clock &clock, DelayedCalls &delayed, ActWitness &witness, QObject *parent = nullptr);

    void setFolder(const QString &folder) { m_folder = folder; } // where what became of transactions is kept
    void dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer) override;
    void start(const JobOrder &order, QObject *context, Answer<BulkJob> answer) override;
    void steer(const QString &id, JobVerb verb, int perSecond, QObject *context, Answer<BulkJob> answer) override;
    void items(const QString &id, QObject *context, Answer<QList<JobItem>> answer) override;
    [[nodiscard]] const QList<BulkJob> &jobs() const override { return m_jobs; }
    [[nodiscard]] bool endsWithConsole() const override { return true; }

private:
    [[nodiscard]] JobRunner *runner(const QString &id) const;
    void collectJobs();

    CoordinatorLink &m_link;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    ActWitness &m_witness;
    QString m_folder;
    QList<JobRunner *> m_runners; // newest first
    QList<BulkJob> m_jobs;
};

} // namespace txdesk::console
