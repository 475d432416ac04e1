#include "shared/http/timer_queue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <vector>

namespace txdesk::http {

// Coarse timers share wake-ups: they are due on multiples of a twentieth of their interval, very coarse ones on full
// seconds. Never early. Source: Qt::TimerType.
TimerQueue::Clock::time_point TimerQueue::nextDue(const Timer &timer, Clock::time_point from)
{
    const Clock::time_point exact = from + timer.interval;
    if (timer.type == Qt::PreciseTimer || timer.interval.count() == 0)
        return exact;
    const Clock::duration grain =
        timer.type == Qt::VeryCoarseTimer ? Clock::duration(std::chrono::seconds(1)) : Clock::duration(timer.interval) / 20;
    const Clock::duration over = exact.time_since_epoch() % grain;
    return over.count() == 0 ? exact : exact + (grain - over);
}

void TimerQueue::add(int id, Milliseconds interval, Qt::TimerType type, QObject *object)
{
    Timer timer{.interval = std::max(interval, Milliseconds(0)), .type = type, .object = object};
    timer.due = nextDue(timer, Clock::now());
    m_order.emplace(timer.due, id);
    m_timers.insert(id, timer);
}

bool TimerQueue::remove(int id)
{
    const auto found = m_timers.constFind(id);
    if (found == m_timers.cend())
        return false;
    m_order.erase({found->due, id});
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAll(QObject *object)
{
    std::vector<int> ids;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it)
        if (it->object == object)
            ids.push_back(it.key());
    for (const int id : ids)
        remove(id);
    return !ids.empty();
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::of(QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> infos;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it)
        if (it->object == object)
            infos.append({it.key(), static_cast<int>(it->interval.count()), it->type});
    return infos;
}

std::optional<TimerQueue::Milliseconds> TimerQueue::remaining(int id) const
{
    const auto found = m_timers.constFind(id);
    if (found == m_timers.cend())
        return std::nullopt;
    return std::max(Milliseconds(0), std::chrono::ceil<Milliseconds>(found->due - Clock::now()));
}

std::optional<TimerQueue::Milliseconds> TimerQueue::untilNext() const
{
    if (m_order.empty())
        return std::nullopt;
    return std::max(Milliseconds(0), std::chrono::ceil<Milliseconds>(m_order.begin()->first - Clock::now()));
}

int TimerQueue::fire()
{
    if (m_order.empty())
        return 0;
    const Clock::time_point now = Clock::now();
    std::vector<int> due; // taken first: what a timer starts waits for the next round
    for (auto it = m_order.begin(); it != m_order.end() && it->first <= now; ++it)
        due.push_back(it->second);
    int fired = 0;
    for (const int id : due) {
        auto timer = m_timers.find(id);
        if (timer == m_timers.end() || timer->isFiring || timer->due > now)
            continue;
        m_order.erase({timer->due, id});
        timer->due = std::max(nextDue(*timer, timer->due), now);
        timer->isFiring = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer->object, &event);
        ++fired;
        timer = m_timers.find(id); // it may be gone, or another of the same number
        if (timer == m_timers.end() || !timer->isFiring)
            continue;
        timer->isFiring = false;
        m_order.emplace(timer->due, id);
    }
    return fired;
}

} // namespace txdesk::http
