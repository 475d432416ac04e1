// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/housekeeping.h"

#include "shared/base/failpoint.h"

#include <QLoggingCategory>

namespace txdesk::coordinator {
namespace {

Q_LOGGING_CATEGORY(housekeepingLog, "txdesk.coordinator")

constexpr std::size_t duesMax = 200'000; // beyond it the poll finds them

QTimer &every(QTimer &timer, Milliseconds interval, auto &&function)
{
    QObject::connect(&timer, &QTimer::timeout, &timer, std::forward<decltype(function)>(function));
    timer.setInterval(interval);
    return timer;
}

} // namespace

Housekeeping::Housekeeping(const CoordinatorSettings &settings, const Clock &clock, StoreDesk &desk, Take take, Room room)
    : m_settings(settings), m_clock(clock), m_desk(desk), m_take(std::move(take)), m_room(std::move(room))
{
    every(m_leaseTimer, settings.lease / 3, [this] { heartbeat(); });
    every(m_pollTimer, settings.pollInterval, [this] { claim(); });
    every(m_removeTimer, Milliseconds{60'000}, [this] { removeFinished(); });
    m_dueTimer.setSingleShot(true);
    m_dueTimer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_dueTimer, &QTimer::timeout, &m_dueTimer, [this] {
        const Instant now = m_clock.now();
        while (!m_dues.empty() && m_dues.top() <= now)
            m_dues.pop();
        arm();
        claim();
    });
}

void Housekeeping::start()
{
    heartbeat();
    recover();
    m_leaseTimer.start();
    m_pollTimer.start();
    m_removeTimer.start();
}

void Housekeeping::stop()
{
    m_stopped = true;
    m_leaseTimer.stop();
    m_pollTimer.stop();
    m_removeTimer.stop();
    m_dueTimer.stop();
}

void Housekeeping::dueAt(Instant at)
{
    if (m_dues.size() >= duesMax)
        return;
    const bool earlier = m_dues.empty() || at < m_dues.top();
    m_dues.push(at);
    if (earlier)
        arm();
}

void Housekeeping::claimSoon()
{
    dueAt(m_clock.now());
}

void Housekeeping::arm()
{
    if (m_dues.empty() || m_stopped)
        return;
    m_dueTimer.start(std::clamp(m_dues.top() - m_clock.now(), Milliseconds{0}, Milliseconds{3'600'000}));
}

void Housekeeping::heartbeat()
{
    const bool taken = m_desk.ask(store::Heartbeat{m_settings.node, m_settings.lease, m_clock.now()}, [](store::StoreAnswer &&answer) {
        if (const auto *error = std::get_if<Error>(&answer))
            qCWarning(housekeepingLog).noquote() << "lease not renewed:" << error->message;
    });
    if (!taken)
        qCWarning(housekeepingLog) << "lease not renewed: the store's queue is full";
}

void Housekeeping::recover()
{
    m_recovering = true;
    TXDESK_FAILPOINT("start.recover");
    const bool taken = m_desk.ask(store::Recover{m_settings.node.node, m_clock.now()}, [this](store::StoreAnswer &&answer) {
        if (const auto *found = std::get_if<store::Recovered>(&answer); found && found->unfinished > 0)
            qCInfo(housekeepingLog).noquote() << "taking over unfinished=" << found->unfinished;
        claim();
    });
    if (!taken)
        claimSoon();
}

// One claim at a time: its answer may ask for the next.
void Housekeeping::claim()
{
    if (m_stopped)
        return;
    if (m_claiming) {
        m_claimAgain = true;
        return;
    }
    const int room = std::min(m_room(), m_settings.claimBatch);
    if (room <= 0)
        return; // the poll comes back to it
    m_claimAgain = false;
    m_claiming = m_desk.ask(store::ClaimDue{m_settings.node.node, m_clock.now(), room},
                            [this](store::StoreAnswer &&answer) { claimed(std::move(answer)); });
}

void Housekeeping::claimed(store::StoreAnswer &&answer)
{
    m_claiming = false;
    auto *list = std::get_if<store::ClaimedList>(&answer);
    if (!list)
        return; // the poll tries again
    const bool more = list->snapshots.size() >= m_settings.claimBatch;
    for (TransactionSnapshot &snapshot : list->snapshots)
        m_take(std::move(snapshot), m_recovering);
    if (!more)
        m_recovering = false;
    if (more || m_claimAgain)
        claim();
}

void Housekeeping::removeFinished()
{
    if (m_settings.keepFinished.count() <= 0)
        return;
    constexpr int batch = 500;
    const bool taken = m_desk.ask(store::RemoveFinished{m_clock.now() - m_settings.keepFinished, batch}, [this](store::StoreAnswer &&answer) {
        if (const auto *removed = std::get_if<store::Removed>(&answer); removed && removed->count >= batch && !m_stopped)
            removeFinished();
    });
    if (!taken)
        qCDebug(housekeepingLog) << "retention waits: the store's queue is full";
}

} // namespace txdesk::coordinator
