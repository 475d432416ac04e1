// The only way from a person's hand to a job: who may, on record first, then to the server or to this console's own runner.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/jobs/local_jobs.h"
#include "console/jobs/server_jobs.h"

namespace txdesk::console {

// Thread: GUI. link, clock (server time), delayed calls and witness must outlive it.
class JobBook final : public QObject
{
    Q_OBJECT

public:
    JobBook(CoordinatorLink &link, const Clock &serverClock, DelayedCalls &delayed, ActWitness &witness, QObject *parent = nullptr);

    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }
    void setRateMax(int perSecond) { m_rateMax = perSecond; } // of the profile: no job is faster
    [[nodiscard]] int rateMax() const { return m_rateMax; }
    void setFolder(const QString &folder) { m_local.setFolder(folder); }

    // Why nobody may order this now, translated; empty: one may.
    [[nodiscard]] QString whyNot(Action action) const;
    [[nodiscard]] QString whyNotSteer(const BulkJob &job, JobVerb verb) const;
    [[nodiscard]] const JobSource &source() const { return const_cast<JobBook *>(this)->chosen(); }
    [[nodiscard]] QList<BulkJob> jobs() const { return source().jobs(); }
    [[nodiscard]] bool hasUnfinishedHere() const; // closing the console ends them
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    void dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer) { chosen().dryRun(order, context, std::move(answer)); }
    // shown: what the person has read before they said yes.
    void start(const JobOrder &order, const QStringList &shown, const QString &ticket, QObject *context, Answer<BulkJob> answer);
    void steer(const QString &id, JobVerb verb, int perSecond);
    void items(const QString &id, QObject *context, Answer<QList<JobItem>> answer) { chosen().items(id, context, std::move(answer)); }
    void refresh() { chosen().refresh(); }
    void cancelAllHere();

    [[nodiscard]] static QString newId();

signals:
    void changed();
    void steered(const QString &id, const QString &problem); // empty: done
    void started(const txdesk::BulkJob &job);

private:
    [[nodiscard]] JobSource &chosen();

    CoordinatorLink &m_link;
    const Clock &m_clock;
    ActWitness &m_witness;
    ServerJobs m_server;
    LocalJobs m_local;
    QHash<QString, qint64> m_witnessed; // by job, until its verdict
    bool m_readOnly = false;
    int m_rateMax = JobPace::perSecondMax;
};

} // namespace txdesk::console
