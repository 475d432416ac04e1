// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/job_steps.h"

#include <algorithm>
#include <cmath>

namespace txdesk::engine {

namespace {
constexpr qint64 judgedAtOnce = 100; // of the rest
} // namespace

JobSteps::JobSteps(JobPace pace, qint64 remaining) : m_pace(std::move(pace)), m_remaining(remaining) { beginStep(); }

void JobSteps::expect(qint64 remaining)
{
    m_remaining = remaining;
    if (m_begun == 0)
        beginStep();
}

void JobSteps::beginStep()
{
    const qint64 wanted = isRamping() ? m_pace.ramp[m_step] : judgedAtOnce;
    m_size = std::max<qint64>(1, std::min(wanted, m_remaining));
    m_ended = 0;
    m_failed = 0;
    if (isRamping())
        m_begun = 0;
}

int JobSteps::allowance(Instant now)
{
    if (m_filledAt)
        m_tokens += std::chrono::duration<double>(std::max(Milliseconds{0}, now - *m_filledAt)).count() * m_pace.perSecond;
    m_filledAt = now;
    m_tokens = std::min(m_tokens, std::max(1.0, static_cast<double>(m_pace.perSecond)));
    if (m_mustStop)
        return 0;
    const auto byRate = static_cast<qint64>(std::floor(m_tokens));
    return static_cast<int>(std::max<qint64>(0, isRamping() ? std::min(byRate, m_size - m_begun) : byRate));
}

void JobSteps::started(int count)
{
    m_begun += count;
    m_tokens -= count;
}

void JobSteps::takenBack()
{
    --m_begun;
    m_tokens += 1;
}

void JobSteps::concluded(ItemOutcome outcome)
{
    --m_remaining;
    ++m_ended;
    if (isFailure(outcome))
        ++m_failed;
    if (m_failed * 100 > m_pace.stopPercent * m_size)
        m_mustStop = true;
    if (m_ended < m_size)
        return;
    if (isRamping())
        ++m_step;
    beginStep();
}

} // namespace txdesk::engine
