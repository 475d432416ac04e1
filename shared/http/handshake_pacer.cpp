#include "shared/http/handshake_pacer.h"

#include <algorithm>

namespace txdesk::http {

namespace {

constexpr std::chrono::milliseconds tick{1};

} // namespace

HandshakePacer::Duration HandshakePacer::steadyNow()
{
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

HandshakePacer::HandshakePacer(const ServerLimits &limits, ServerCounters &counters, Now now)
    : m_limits(limits), m_counters(counters), m_now(std::move(now)), m_tokens(limits.handshakeBurst), m_filledAt(m_now())
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(tick);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { serve(); });
}

void HandshakePacer::refill()
{
    const Duration now = m_now();
    const double seconds = std::chrono::duration<double>(now - m_filledAt).count();
    m_filledAt = now;
    m_tokens = std::min<double>(m_limits.handshakeBurst, m_tokens + seconds * m_limits.handshakesPerSecondMax);
}

void HandshakePacer::ask(Waiter &waiter)
{
    if (m_places.contains(&waiter))
        return;
    refill();
    if (m_waiting.empty() && mayBegin()) {
        begin(waiter);
    } else {
        m_places.insert(&waiter, {.at = m_waiting.insert(m_waiting.end(), &waiter)});
        if (!m_timer.isActive())
            m_timer.start();
    }
    count();
}

// One a tick, as others are to be served in between; more only when the pace is higher than that of the ticks.
void HandshakePacer::serve()
{
    refill();
    const int most = 1 + m_limits.handshakesPerSecondMax * 2 / 1000;
    for (int i = 0; i < most && !m_waiting.empty() && mayBegin(); ++i) {
        Waiter &first = *m_waiting.front();
        m_waiting.pop_front();
        m_places.remove(&first);
        begin(first);
    }
    if (m_waiting.empty())
        m_timer.stop();
    count();
}

bool HandshakePacer::mayBegin() const
{
    return m_tokens >= 1 && m_now() >= m_notBefore;
}

void HandshakePacer::begin(Waiter &waiter)
{
    if (m_begun.size() >= static_cast<size_t>(std::max(1, m_limits.handshakesInProgressMax))) {
        Waiter &oldest = *m_begun.front();
        ++m_counters.handshakesGivenUp;
        ended(oldest);
        oldest.giveWay();
    }
    m_tokens -= 1;
    m_places.insert(&waiter, {.at = m_begun.insert(m_begun.end(), &waiter), .isWaiting = false});
    const Duration before = m_now();
    waiter.takeTurn(); // may end it
    const Duration after = m_now();
    m_notBefore = after + (after - before) * (100 - m_limits.handshakePercentMax) / std::max(1, m_limits.handshakePercentMax);
}

void HandshakePacer::ended(Waiter &waiter)
{
    const auto place = m_places.find(&waiter);
    if (place == m_places.end())
        return;
    (place->isWaiting ? m_waiting : m_begun).erase(place->at);
    m_places.erase(place);
    count();
}

void HandshakePacer::count()
{
    m_counters.handshakesWaiting = static_cast<int>(m_waiting.size());
    m_counters.handshakesBegun = static_cast<int>(m_begun.size());
}

} // namespace txdesk::http
