// What a coordinator does by the clock, whatever its transactions do: renew its lease, look for due transactions,
// remove old ones.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "server/coordinator/store_desk.h"

#include <QTimer>

#include <queue>

namespace txdesk::coordinator {

class Housekeeping
{
public:
    // Called for each transaction that was found due and has been claimed.
    using Take = std::function<void(TransactionSnapshot &&, bool recovered)>;
    // How many more transactions may be taken into memory now.
    using Room = std::function<int()>;

    Housekeeping(const CoordinatorSettings &settings, const Clock &clock, StoreDesk &desk, Take take, Room room);

    void start();                // lease, recovery, then everything due
    void stop();                 // no further claims; gives the lease up
    void dueAt(Instant at);      // some transaction that is not in memory is due then
    void claimSoon();            // something may have become due

private:
    void heartbeat();
    void recover();
    void claim();
    void claimed(store::StoreAnswer &&answer);
    void removeFinished();
    void arm();

    const CoordinatorSettings &m_settings;
    const Clock &m_clock;
    StoreDesk &m_desk;
    Take m_take;
    Room m_room;
    QTimer m_leaseTimer;
    QTimer m_pollTimer;
    QTimer m_removeTimer;
    QTimer m_dueTimer;
    std::priority_queue<Instant, std::vector<Instant>, std::greater<>> m_dues;
    bool m_claiming = false;
    bool m_claimAgain = false;
    bool m_recovering = false; // until the first claim that finds fewer than it may
    bool m_stopped = false;
};

} // namespace txdesk::coordinator
