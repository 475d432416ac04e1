// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/housekeeping.h"

#include "shared/base/failpoint.h"

#include <QLoggingCategory>

namespace txdesk::coordinator {
namespace {

Q_LOGGING_CATEGORY(housekeepingLog, "txdesk.coordinator")

using namespace Qt::StringLiterals;

constexpr std::size_t duesMax = 200'000; // beyond it the poll finds them
constexpr Milliseconds again{1'000};     // after a heartbeat that failed
constexpr Milliseconds lapsedFor{20};    // how long after its lease another coordinator is looked at
constexpr Milliseconds keepEvery{1'000};
constexpr Milliseconds keptFor{10'000};  // how far the due time of what is held is moved; DTM: RetryInterval
constexpr Milliseconds jumpTold{5'000};

QTimer &every(QTimer &timer, Milliseconds interval, auto &&function)
{
    QObject::connect(&timer, &QTimer::timeout, &timer, std::forward<decltype(function)>(function));
    timer.setInterval(interval);
    return timer;
}

} // namespace

Housekeeping::Housekeeping(const CoordinatorSettings &settings, SteadyClock &clock, StoreDesk &desk, Household household)
    : m_settings(settings), m_clock(clock), m_desk(desk), m_household(std::move(household))
{
    every(m_leaseTimer, settings.lease / 3, [this] { heartbeat(); });
    every(m_soonTimer, again, [this] { heartbeat(); }).setSingleShot(true);
    every(m_keepTimer, keepEvery, [this] { keepHeld(keepEvery * 2); });
    every(m_pollTimer, settings.pollInterval, [this] { claim(); });
    every(m_removeTimer, Milliseconds{60'000}, [this] { removeFinished(); });
    every(m_trimTimer, Milliseconds{3'600'000}, [this] { trimAudit(); });
    m_dueTimer.setSingleShot(true);
    m_dueTimer.setTimerType(Qt::PreciseTimer);
    m_soonTimer.setTimerType(Qt::PreciseTimer);
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
    m_leaseTimer.start();
    heartbeat();
    if (!m_settings.sharedStore)
        begin(); // nobody else can have the name or the work
}

// From now on this coordinator drives.
void Housekeeping::begin()
{
    m_joined = true;
    m_household.joined();
    if (m_settings.testHooks)
        return;
    recover();
    if (m_settings.sharedStore)
        m_keepTimer.start();
    m_pollTimer.start();
    m_removeTimer.start();
    m_trimTimer.start();
    trimAudit();
}

void Housekeeping::stop()
{
    m_stopped = true;
    for (QTimer *timer : {&m_pollTimer, &m_removeTimer, &m_trimTimer, &m_dueTimer})
        timer->stop();
}

void Housekeeping::leave(std::function<void()> done)
{
    for (QTimer *timer : {&m_leaseTimer, &m_soonTimer, &m_keepTimer})
        timer->stop();
    const bool ours = m_joined && holdsLease(); // else it may be that of another run of this name
    const bool taken = ours && m_desk.ask(store::LeaveCluster{m_settings.node.node}, [done](store::StoreAnswer &&) { done(); });
    if (!taken)
        done(); // the lease ends by itself
}

void Housekeeping::dueAt(Instant at)
{
    if (m_dues.size() >= duesMax || m_settings.testHooks)
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

// --- name and lease -----------------------------------------------------------------------------------------------

void Housekeeping::heartbeat()
{
    const Milliseconds off = m_clock.follow(m_settings.lease / 3);
    if (std::chrono::abs(off) > jumpTold)
        qCWarning(housekeepingLog).noquote() << "the wall clock jumped: it is" << off.count() << "ms ahead of the time that"
                                             << "transactions are driven by, which follows slowly";
    const Milliseconds sentAt = m_clock.uptime();
    const bool taken = m_desk.ask(store::Heartbeat{m_settings.node, m_settings.lease, m_clock.now()}, [this, sentAt](store::StoreAnswer &&answer) {
        if (const auto *list = std::get_if<store::NodeList>(&answer))
            return heard(*list, sentAt);
        if (const auto *error = std::get_if<Error>(&answer))
            qCWarning(housekeepingLog).noquote() << "lease not renewed:" << error->message;
        m_soonTimer.start(again);
    });
    if (taken)
        return;
    qCWarning(housekeepingLog).noquote() << "lease not renewed: the store's queue is full";
    m_soonTimer.start(again);
}

void Housekeeping::heard(const store::NodeList &list, Milliseconds sentAt)
{
    const NodeInfo *holder = nullptr;
    for (const NodeInfo &node : list.nodes)
        if (node.node == m_settings.node.node)
            holder = &node;
    if (!m_settings.sharedStore)
        return;
    nameIs(holder, sentAt);
    if (holder && holder->self)
        watchOthers(list.nodes, *holder);
}

void Housekeeping::nameIs(const NodeInfo *holder, Milliseconds sentAt)
{
    if (!holder || !holder->self)
        return holder ? nameIsTaken(*holder) : m_soonTimer.start(again);
    m_heldUntil = std::max(m_heldUntil, sentAt + m_settings.lease - m_settings.lease / 10); // clocks do not run quite alike
    m_household.renewed();
    if (!m_joined)
        begin();
}

// After a crash our own earlier run may hold the name for the rest of its lease; one that renews it is alive.
void Housekeeping::nameIsTaken(const NodeInfo &holder)
{
    const Milliseconds noise = m_settings.lease / 6; // its end is told by a clock that is measured anew each time
    const bool lives = m_joined || (m_othersLease && holder.leaseUntil > *m_othersLease + noise);
    if (lives) {
        m_leaseTimer.stop();
        m_soonTimer.stop();
        m_household.displaced(u"another coordinator named %1 is running on this store (started %2); give each its own name with --node"_s
                                  .arg(holder.node, QString::number(toMs(holder.startedAt))));
        return;
    }
    if (!m_othersLease) {
        qCInfo(housekeepingLog).noquote() << "an earlier run of node=" << holder.node << "has not given its lease up: waiting until it ends";
        m_othersLease = holder.leaseUntil;
    }
    m_soonTimer.start(again);
}

// The own row tells the store's time: its lease was set just now. So no clock of ours is compared with another's.
void Housekeeping::watchOthers(const QList<NodeInfo> &nodes, const NodeInfo &self)
{
    const Instant storeNow = self.leaseUntil - m_settings.lease;
    std::optional<Milliseconds> next;
    bool lapsed = false;
    for (const NodeInfo &node : nodes) {
        if (node.self)
            continue;
        const Milliseconds left = node.leaseUntil - storeNow;
        if (left.count() <= 0)
            lapsed = true;
        else if (!next || left < *next)
            next = left;
    }
    if (next && *next < m_settings.lease / 3)
        m_soonTimer.start(*next + lapsedFor);
    if (lapsed)
        takeOver();
}

void Housekeeping::takeOver()
{
    if (m_stopped || m_settings.testHooks)
        return;
    std::ignore = m_desk.ask(store::TakeOver{m_settings.node.node, m_clock.now()}, [this](store::StoreAnswer &&answer) {
        const auto *freed = std::get_if<store::Recovered>(&answer);
        if (!freed || freed->unfinished == 0)
            return;
        qCWarning(housekeepingLog).noquote() << "the lease of a coordinator has lapsed: taking over transactions=" << freed->unfinished;
        claim();
    });
}

// --- due transactions ---------------------------------------------------------------------------------------------

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

// What is in memory must not look due in the store: neither to this coordinator's claims nor to a DTM beside it.
void Housekeeping::keepHeld(Milliseconds ahead)
{
    const Milliseconds uptime = m_clock.uptime();
    if (uptime < m_keptAt + keepEvery / 4)
        return; // they are looked through one by one
    m_keptAt = uptime;
    const Instant now = m_clock.now();
    QList<Gid> gids = m_household.held(now + ahead);
    if (!gids.isEmpty())
        std::ignore = m_desk.ask(store::KeepHeld{m_settings.node.node, std::move(gids), now + keptFor}, [](store::StoreAnswer &&) {});
}

// One claim at a time: its answer may ask for the next.
void Housekeeping::claim()
{
    if (m_stopped || !m_joined)
        return;
    if (m_claiming) {
        m_claimAgain = true;
        return;
    }
    const int room = std::min(m_household.room(), m_settings.claimBatch);
    if (room <= 0)
        return; // the poll comes back to it
    m_claimAgain = false;
    keepHeld(keepEvery);
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
        m_household.take(std::move(snapshot), m_recovering);
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

// By whole days: each trim leaves a record of itself, and one a day is enough.
void Housekeeping::trimAudit()
{
    if (m_settings.keepAudit.count() <= 0)
        return;
    constexpr int batch = 200;
    const Instant before = std::chrono::floor<std::chrono::days>(m_clock.now() - m_settings.keepAudit);
    const bool taken = m_desk.ask(store::TrimAudit{before, batch, m_clock.now()}, [this](store::StoreAnswer &&answer) {
        const auto *removed = std::get_if<store::Removed>(&answer);
        if (removed && removed->count > 0)
            qCInfo(housekeepingLog).noquote() << removed->count << "audit records were older than the retention time and are removed";
        if (removed && removed->count > 0 && !m_stopped)
            trimAudit();
    });
    if (!taken)
        qCDebug(housekeepingLog) << "the audit's retention waits: the store's queue is full";
}

} // namespace txdesk::coordinator
