// Lets TLS handshakes begin at a bounded pace, so that a flood of them leaves the thread to connections that work.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/server_counters.h"
#include "shared/http/server_limits.h"

#include <QHash>
#include <QTimer>

#include <chrono>
#include <functional>
#include <list>

namespace txdesk::http {

// A token bucket for the first step, which costs nearly all; first come, first served. Of too many that were begun and
// not finished the oldest gives way: whoever stalls keeps nobody out. Thread: the server's.
class HandshakePacer
{
public:
    using Duration = std::chrono::microseconds;
    using Now = std::function<Duration()>; // of a clock that never goes back

    class Waiter
    {
    public:
        virtual ~Waiter() = default;
        virtual void takeTurn() = 0; // do the first step
        virtual void giveWay() = 0;  // close
    };

    HandshakePacer(const ServerLimits &limits, ServerCounters &counters, Now now = steadyNow);

    void ask(Waiter &waiter);   // takeTurn() now or later, at most once
    void ended(Waiter &waiter); // finished, failed or gone; nothing happens when it did not ask
    void serve();               // the timer does it; tests with a clock of their own do it too
    [[nodiscard]] static Duration steadyNow();

private:
    struct Place
    {
        std::list<Waiter *>::iterator at;
        bool isWaiting = true;
    };

    void refill();
    [[nodiscard]] bool mayBegin() const;
    void begin(Waiter &waiter);
    void count();

    const ServerLimits &m_limits;
    ServerCounters &m_counters;
    Now m_now;
    std::list<Waiter *> m_waiting;
    std::list<Waiter *> m_begun;
    QHash<Waiter *, Place> m_places;
    double m_tokens = 0;
    Duration m_filledAt{};
    Duration m_notBefore{}; // by the share of the thread's time
    QTimer m_timer;
};

} // namespace txdesk::http
