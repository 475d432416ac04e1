// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/test_hooks.h"

#include <utility>

namespace txdesk::coordinator {

using namespace Qt::StringLiterals;

// DTM moves the clock of timeouts and the clock of a message's delay apart; a transaction meets only one of them at a time.
void TestHooks::begin(const TransactionSnapshot &taken, Seconds nowForward, Seconds cronForward, OnStep done)
{
    const GlobalTransaction &t = taken.transaction;
    const bool waitsForDelay = t.status == TransactionStatus::Submitted && t.custom.delay.count() > 0;
    Step &step = m_steps[t.gid];
    step.ahead = waitsForDelay ? cronForward : nowForward;
    step.done.push_back(std::move(done));
    touched(t.gid);
}

void TestHooks::rests(const Gid &gid)
{
    if (!m_touched.remove(gid))
        return;
    ++m_sequence;
    m_passes.push_back(gid);
    if (m_passes.size() > passesKept)
        m_passes.pop_front();
    const Step step = m_steps.take(gid);
    std::vector<Waiter> waiting = std::exchange(m_waiters, {});
    for (Waiter &waiter : waiting)
        wait(waiter.after, std::move(waiter.done));
    for (const OnStep &done : step.done)
        done(gid);
}

void TestHooks::wait(quint64 after, OnPass done)
{
    if (after >= m_sequence) {
        m_waiters.push_back({after, std::move(done)});
        return;
    }
    const quint64 first = m_sequence - m_passes.size() + 1;
    const quint64 next = std::max(after + 1, first);
    const Gid gid = m_passes[static_cast<std::size_t>(next - first)];
    done(next, gid);
}

void TestHooks::reset()
{
    m_touched.clear();
    const QHash<Gid, Step> steps = std::exchange(m_steps, {});
    for (const Step &step : steps)
        for (const OnStep &done : step.done)
            done(tl::unexpected(Error{ErrorCode::Unavailable, u"the store was emptied"_s, {}}));
}

Milliseconds TestHooks::ahead(const Gid &gid) const
{
    const auto step = m_steps.constFind(gid);
    return step == m_steps.cend() ? Milliseconds{0} : step->ahead;
}

} // namespace txdesk::coordinator
