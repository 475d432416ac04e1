// Counts what an order would do, without doing it: piece by piece, so that nobody else waits, and never longer than 2 s.
// Thread: the I/O thread. Deletes itself when it has answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "server/jobs/set_reader.h"

#include <QElapsedTimer>
#include <QHash>

namespace txdesk::jobs {

class DryRun final : public QObject
{
public:
    using Done = std::function<void(Result<JobDryRun> &&)>;
    static constexpr Milliseconds timeMax{2000};
    static constexpr qsizetype sampleMax = 20;

    DryRun(coordinator::Coordinator &coordinator, const JobOrder &order, Done done, QObject *parent);
    void start();

private:
    void readOn(const QString &after);
    void take(const SetPiece &piece);
    void countArrivals();
    void finish(Result<> &&ended);

    coordinator::Coordinator &m_coordinator;
    SetQuestion m_question;
    Done m_done;
    QElapsedTimer m_elapsed;
    JobDryRun m_run;
    QHash<QString, qint64> m_ineligible; // by reason
    QHash<QString, qint64> m_calls;      // by participant
};

} // namespace txdesk::jobs
