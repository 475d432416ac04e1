// A job that this console carries out itself, for back ends that have none: the same order, the same steps, the same words
// as the server's. It ends with the console.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/act_witness.h"
#include "console/client/delayed_calls.h"
#include "console/jobs/job_files.h"
#include "console/jobs/local_walk.h"
#include "shared/engine/job_steps.h"

#include <map>

namespace txdesk::console {

// Thread: GUI. All but `order` must outlive it.
class JobRunner final : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds tickEvery{100};
    static constexpr int underWayMax = 200; // looked at, acted on, or waited for

    JobRunner(CoordinatorLink &link, const Clock &clock, DelayedCalls &delayed, ActWitness &witness, const JobOrder &order,
              const QString &folder, const QString &actor, QObject *parent = nullptr);
    ~JobRunner() override;

    [[nodiscard]] Result<> begin();
    void steer(JobVerb verb, int perSecond);
    [[nodiscard]] const BulkJob &job() const { return m_job; }
    [[nodiscard]] QList<JobItem> items(qsizetype most) const { return m_files.items(most); }

signals:
    void changed();

private:
    struct Pending
    {
        Gid gid;
        TransactionDetail subject{};
        qint64 witnessed = 0;
        std::optional<Instant> actedAt{};
        Instant askedAt{};
        bool asking = false;
    };

    void collect();
    void tick();
    void arm();
    void beginNext();
    void judge(int number, const TransactionDetail &detail);
    void act(int number);
    void answered(int number, const Result<TransactionRow> &answer);
    void takeChange(const TransactionRow &row);
    void askAgain(int number);
    [[nodiscard]] bool concludeIfSeen(int number, const GlobalTransaction &now);
    void conclude(int number, ItemOutcome outcome, const QString &detail);
    void setState(JobState state, const QString &why = {});
    void endIfDone();

    CoordinatorLink &m_link;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    ActWitness &m_witness;
    BulkJob m_job;
    JobFiles m_files;
    engine::JobSteps m_steps;
    std::map<int, Pending> m_underWay;
    int m_nextNumber = 1;
    bool m_setIsRead = false;
    DelayedCalls::Handle m_timer = 0;
};

} // namespace txdesk::console
