// Thousands of deadlines on one coarse timer: setting and clearing one costs a few pointer writes, whatever their number.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QTimer>

#include <chrono>
#include <functional>
#include <vector>

namespace txdesk::http {

// Thread: lives in one thread, with all its deadlines, which it outlives.
class TimerWheel
{
public:
    using Duration = std::chrono::milliseconds;
    using Now = std::function<Duration()>; // of a clock that never goes back

    // In a list of one slot. Invariant: an expired one is not set any more when its function is called, which may set
    // it again, clear others, or destroy any of them, itself included.
    class Deadline
    {
    public:
        Deadline(TimerWheel &wheel, std::function<void()> expired);
        ~Deadline() { clear(); }
        Deadline(const Deadline &) = delete;
        Deadline &operator=(const Deadline &) = delete;

        void set(Duration fromNow); // never too early, at most two ticks late
        void clear();
        [[nodiscard]] bool isSet() const { return m_links.next != nullptr; }

    private:
        friend class TimerWheel;
        struct Links
        {
            Links *next = nullptr;
            Links *before = nullptr;
            Deadline *owner = nullptr;
        };

        Links m_links;
        qint64 m_tick = 0;
        TimerWheel &m_wheel;
        std::function<void()> m_expired;
    };

    explicit TimerWheel(Duration tick = Duration(25), Now now = steadyNow);
    ~TimerWheel();
    TimerWheel(const TimerWheel &) = delete;
    TimerWheel &operator=(const TimerWheel &) = delete;

    void advance(); // calls what is due; the timer does it, tests with a clock of their own do it too
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] static Duration steadyNow();

private:
    using Links = Deadline::Links;

    void link(Deadline &deadline);
    void startTimer();
    void expireSlot(qint64 slotOfTick, qint64 nowTick);
    [[nodiscard]] qint64 nowTick() const { return m_now() / m_tick; }

    const Duration m_tick;
    Now m_now;
    std::vector<Links> m_slots; // heads of circular lists
    qint64 m_current = 0;       // all ticks up to it have been looked at
    int m_count = 0;
    QTimer m_timer;
};

} // namespace txdesk::http
