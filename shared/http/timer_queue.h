// The timers of one event dispatcher, ordered by when they are due. No system calls but the clock.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QAbstractEventDispatcher>
#include <QHash>

#include <chrono>
#include <optional>
#include <set>

namespace txdesk::http {

// Thread: the dispatcher's.
class TimerQueue
{
public:
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::milliseconds;

    void add(int id, Milliseconds interval, Qt::TimerType type, QObject *object);
    bool remove(int id);
    bool removeAll(QObject *object);
    [[nodiscard]] QList<QAbstractEventDispatcher::TimerInfo> of(QObject *object) const;
    [[nodiscard]] std::optional<Milliseconds> remaining(int id) const;
    [[nodiscard]] std::optional<Milliseconds> untilNext() const; // rounded up; none: no timer waits
    int fire(); // sends the events of the timers that are due now; gives how many

private:
    struct Timer
    {
        Milliseconds interval{};
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        Clock::time_point due{};
        bool isFiring = false; // a nested loop must not fire it again
    };

    [[nodiscard]] static Clock::time_point nextDue(const Timer &timer, Clock::time_point from);

    QHash<int, Timer> m_timers;
    std::set<std::pair<Clock::time_point, int>> m_order; // of those that are not firing
};

} // namespace txdesk::http
