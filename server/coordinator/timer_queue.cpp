// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/timer_queue.h"

namespace txdesk::coordinator {
namespace {

// Stale entries hours ahead would pile up: the heap is made anew when most of it is stale.
constexpr std::size_t staleFactor = 2;
constexpr std::size_t entriesKept = 256;

} // namespace

TimerQueue::TimerQueue(const Clock &clock, Fire fire) : m_clock(clock), m_fire(std::move(fire))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { fireDue(); });
}

void TimerQueue::set(const Gid &gid, Instant at)
{
    m_wanted.insert(gid, at);
    m_heap.push({at, gid});
    if (m_heap.size() > staleFactor * static_cast<std::size_t>(m_wanted.size()) + entriesKept)
        dropStale();
    if (at < m_armedFor)
        arm();
}

void TimerQueue::cancel(const Gid &gid)
{
    m_wanted.remove(gid);
}

void TimerQueue::dropStale()
{
    std::vector<Entry> entries;
    entries.reserve(static_cast<std::size_t>(m_wanted.size()));
    for (auto it = m_wanted.cbegin(); it != m_wanted.cend(); ++it)
        entries.push_back({it.value(), it.key()});
    m_heap = decltype(m_heap)(std::greater<>(), std::move(entries));
}

void TimerQueue::fireDue()
{
    m_armedFor = Instant::max();
    const Instant now = m_clock.now();
    std::vector<Gid> due;
    while (!m_heap.empty() && m_heap.top().at <= now) {
        const Entry entry = m_heap.top();
        m_heap.pop();
        const auto wanted = m_wanted.constFind(entry.gid);
        if (wanted == m_wanted.cend() || *wanted != entry.at)
            continue;
        m_wanted.erase(wanted);
        due.push_back(entry.gid);
    }
    arm();
    for (const Gid &gid : due)
        m_fire(gid);
}

void TimerQueue::arm()
{
    while (!m_heap.empty()) {
        const auto wanted = m_wanted.constFind(m_heap.top().gid);
        if (wanted != m_wanted.cend() && *wanted == m_heap.top().at)
            break;
        m_heap.pop(); // cancelled or replaced
    }
    if (m_heap.empty()) {
        m_timer.stop();
        m_armedFor = Instant::max();
        return;
    }
    m_armedFor = m_heap.top().at;
    m_timer.start(std::clamp(m_armedFor - m_clock.now(), Milliseconds{0}, Milliseconds{3'600'000}));
}

} // namespace txdesk::coordinator
