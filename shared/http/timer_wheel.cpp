#include "shared/http/timer_wheel.h"

#include <algorithm>

namespace txdesk::http {

namespace {

constexpr size_t slotCount = 1024; // 25 s a turn; later ones are met again each turn

} // namespace

TimerWheel::Deadline::Deadline(TimerWheel &wheel, std::function<void()> expired)
    : m_wheel(wheel), m_expired(std::move(expired))
{
    m_links.owner = this;
}

void TimerWheel::Deadline::clear()
{
    if (!isSet())
        return;
    m_links.before->next = m_links.next;
    m_links.next->before = m_links.before;
    m_links.next = m_links.before = nullptr;
    --m_wheel.m_count;
}

void TimerWheel::Deadline::set(Duration fromNow)
{
    clear();
    m_wheel.startTimer();
    m_tick = std::max<qint64>((m_wheel.m_now() + fromNow) / m_wheel.m_tick, m_wheel.m_current) + 1;
    m_wheel.link(*this);
}

TimerWheel::TimerWheel(Duration tick, Now now) : m_tick(tick), m_now(std::move(now)), m_slots(slotCount)
{
    for (Links &head : m_slots)
        head.next = head.before = &head;
    m_current = nowTick();
    m_timer.setInterval(tick);
    m_timer.setTimerType(Qt::CoarseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { advance(); });
}

TimerWheel::~TimerWheel() = default;

TimerWheel::Duration TimerWheel::steadyNow()
{
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

void TimerWheel::link(Deadline &deadline)
{
    Links &head = m_slots[static_cast<size_t>(deadline.m_tick) % slotCount];
    deadline.m_links.next = &head;
    deadline.m_links.before = head.before;
    head.before->next = &deadline.m_links;
    head.before = &deadline.m_links;
    ++m_count;
}

// The timer runs while there are deadlines, and one tick longer: setting and clearing must not start and stop it.
void TimerWheel::startTimer()
{
    if (m_timer.isActive())
        return;
    m_current = nowTick();
    m_timer.start();
}

void TimerWheel::advance()
{
    const qint64 now = nowTick();
    // After a long pause each slot is looked at once, not once a missed tick.
    const qint64 from = std::max(m_current + 1, now - static_cast<qint64>(slotCount) + 1);
    for (qint64 tick = from; tick <= now; ++tick) {
        m_current = tick;
        expireSlot(tick, now);
    }
    m_current = std::max(m_current, now);
    if (m_count == 0)
        m_timer.stop();
}

void TimerWheel::expireSlot(qint64 slotOfTick, qint64 nowTick)
{
    Links &head = m_slots[static_cast<size_t>(slotOfTick) % slotCount];
    if (head.next == &head)
        return;
    // Into a list of its own: functions that are called may put deadlines into this slot again.
    Links due{head.next, head.before, nullptr};
    due.next->before = &due;
    due.before->next = &due;
    head.next = head.before = &head;
    while (due.next != &due) {
        Deadline &deadline = *due.next->owner;
        deadline.clear();
        if (deadline.m_tick <= nowTick) {
            const auto expired = deadline.m_expired; // a copy: it may destroy the deadline
            expired();
        } else {
            link(deadline); // of a later turn
        }
    }
}

} // namespace txdesk::http
