// How fast a job on many transactions may go on, and when it stops itself: 1, judged; 10, judged; 100, judged; then the
// rest at its rate, judged a hundred at a time. The server's jobs and the console's own ones go by it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/bulk_job.h"

#include <QtGlobal>

namespace txdesk::engine {

// Why a job stopped itself, in words; translated as the gate's reasons are.
inline constexpr const char *tooManyFailed =
    QT_TRANSLATE_NOOP("ActionGate", "More of one step failed or showed no effect than the job allows.");

// Why a job had nothing to do.
inline constexpr const char *nobodyInSet = QT_TRANSLATE_NOOP("ActionGate", "No transaction of the set allowed it when the job looked.");

// Of one that was picked and is not stored any more.
inline constexpr const char *goneForGood = QT_TRANSLATE_NOOP("ActionGate", "It does not exist any more.");
// Of one that moved between being looked at and being acted on.
inline constexpr const char *movedMeanwhile = QT_TRANSLATE_NOOP("ActionGate", "It moved while the job was looking at it.");

class JobSteps
{
public:
    // remaining: transactions that are not concluded yet. A job that goes on after a restart begins its ramp anew.
    JobSteps(JobPace pace, qint64 remaining);

    void setRate(int perSecond) { m_pace.perSecond = perSecond; }
    void expect(qint64 remaining); // there are more than was known
    // How many may be begun now. Time that passes without work is not saved up beyond a second's share.
    [[nodiscard]] int allowance(Instant now);

    void started(int count);
    void takenBack();                    // one that was started was not done: it will be started again
    void concluded(ItemOutcome outcome); // one that was started
    [[nodiscard]] bool mustStop() const { return m_mustStop; }
    [[nodiscard]] bool isRamping() const { return m_step < m_pace.ramp.size(); }
    [[nodiscard]] int step() const { return static_cast<int>(m_step); }

private:
    void beginStep();

    JobPace m_pace;
    qint64 m_remaining;
    qsizetype m_step = 0; // beyond the ramp: the rest
    qint64 m_size = 0;    // of the step that is judged
    qint64 m_begun = 0;   // of it
    qint64 m_ended = 0;   // of it
    qint64 m_failed = 0;  // of it
    double m_tokens = 1;
    std::optional<Instant> m_filledAt{};
    bool m_mustStop = false;
};

} // namespace txdesk::engine
