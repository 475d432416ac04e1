// The jobs of this server: takes orders, carries them on, lets people watch and steer them, takes over those whose
// coordinator is gone. Every job is in the store; whoever holds it (owner) carries it, and any coordinator tells of it and
// steers it by writing its row.
// Thread: the I/O thread; every answer comes later.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/jobs/job_run.h"

#include <QHash>

namespace txdesk::jobs {

class JobDesk final : public QObject
{
    Q_OBJECT

public:
    template <class T>
    using Done = std::function<void(Result<T> &&)>;
    static constexpr int atOnceMax = 8;       // jobs of one coordinator that are not over
    static constexpr int keptMax = 200;       // the oldest that are over are removed beyond it
    static constexpr Seconds adoptEvery{5};

    // Starts when the coordinator has joined. `refused` hears of each act that was not done.
    JobDesk(coordinator::Coordinator &coordinator, JobRun::OnRefused refused, QObject *parent = nullptr);
    ~JobDesk() override;
    void stop(); // jobs go on after the next start

    void dryRun(const JobOrder &order, Done<JobDryRun> done);
    // The same order under the same id again answers the job there is. Conflict: the id belongs to another order.
    void start(JobOrder order, const AuditContext &by, const AuditRecord &record, Done<BulkJob> done);
    void list(Done<QList<BulkJob>> done); // newest first
    void find(const QString &id, Done<BulkJob> done);
    void steer(const QString &id, JobVerb verb, int perSecond, const AuditRecord &record, Done<BulkJob> done);
    void items(const QString &id, const QString &after, Done<JobItems> done); // concluded ones, by their place in the set

private:
    struct Steering { QString id; JobVerb verb; int perSecond; AuditRecord record; Done<BulkJob> done; int tries = 0; };

    void store(JobOrder order, Instant now, const AuditContext &by, const AuditRecord &record, Done<BulkJob> done);
    void steer(Steering steering);
    void carry(const codec::StoredJob &job, qint64 version, bool isNew);
    void adopt();
    void adopt(const Versioned<codec::StoredJob> &orphan);
    void removeOld(const JobShelf::Jobs &jobs);
    [[nodiscard]] QString self() const { return m_coordinator.settings().node.node; }
    [[nodiscard]] BulkJob newest(const BulkJob &stored) const;

    coordinator::Coordinator &m_coordinator;
    JobShelf m_shelf;
    JobRun::OnRefused m_refused;
    QHash<QString, JobRun *> m_runs; // by id
    QTimer m_adoptTimer;
    bool m_isFirst = true; // adoption: what carries our own name is an earlier run's
    bool m_stopped = false;
};

} // namespace txdesk::jobs
