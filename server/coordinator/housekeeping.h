// What a coordinator does by the clock, whatever its transactions do: hold its name and lease, look for due transactions
// and for those of coordinators that are gone, keep what it holds away from others, remove old ones and old audit records.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "server/coordinator/steady_clock.h"
#include "server/coordinator/store_desk.h"

#include <QTimer>

#include <queue>

namespace txdesk::coordinator {

// What housekeeping needs of the coordinator.
struct Household
{
    std::function<void(TransactionSnapshot &&, bool recovered)> take; // was found due and has been claimed
    std::function<int()> room;                      // how many more transactions may be taken into memory now
    std::function<QList<Gid>(Instant before)> held; // in memory, and due before that
    std::function<void()> joined;                   // the name is ours
    std::function<void()> renewed;                  // the lease is
    std::function<void(const QString &)> displaced; // the name is somebody else's
};

class Housekeeping
{
public:
    Housekeeping(const CoordinatorSettings &settings, SteadyClock &clock, StoreDesk &desk, Household household);

    void start();                // name and lease, recovery, then everything due
    void stop();                 // no further claims; the lease is kept
    void leave(std::function<void()> done); // gives the lease up
    void dueAt(Instant at);      // some transaction that is not in memory is due then
    void claimSoon();            // something may have become due
    void heartbeat();

    // By the monotonic clock and counted from when the heartbeat was sent: the store's lease ends later, never earlier.
    [[nodiscard]] bool holdsLease() const { return !m_settings.sharedStore || m_clock.uptime() < m_heldUntil; }

private:
    void nameIs(const NodeInfo *holder, Milliseconds sentAt);
    void nameIsTaken(const NodeInfo &holder);
    void begin();
    void heard(const store::NodeList &list, Milliseconds sentAt);
    void watchOthers(const QList<NodeInfo> &nodes, const NodeInfo &self);
    void takeOver();
    void recover();
    void keepHeld(Milliseconds ahead);
    void claim();
    void claimed(store::StoreAnswer &&answer);
    void removeFinished();
    void trimAudit();
    void arm();

    const CoordinatorSettings &m_settings;
    SteadyClock &m_clock;
    StoreDesk &m_desk;
    Household m_household;
    QTimer m_leaseTimer;
    QTimer m_soonTimer; // a heartbeat between two
    QTimer m_keepTimer;
    QTimer m_pollTimer;
    QTimer m_removeTimer;
    QTimer m_trimTimer;
    QTimer m_dueTimer;
    std::priority_queue<Instant, std::vector<Instant>, std::greater<>> m_dues;
    Milliseconds m_heldUntil{0};
    Milliseconds m_keptAt{0};
    std::optional<Instant> m_othersLease; // of the run that has our name, as first seen
    bool m_joined = false;
    bool m_claiming = false;
    bool m_claimAgain = false;
    bool m_recovering = false; // until the first claim that finds fewer than it may
    bool m_stopped = false;
};

} // namespace txdesk::coordinator
