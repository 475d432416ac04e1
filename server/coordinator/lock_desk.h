// Registers branches of AT, and lets those wait whose rows others hold: first come, first served for each row (at one
// coordinator), until the row is free, the time is over, the holder turns back, or waiting would never end. Several coordinators see each other's waits in
// the store. Source: spec/at-tcc-message-notify H.4.
// Thread: the I/O thread; every function and callback.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/lock_waiter.h"
#include "server/store/store_request.h"

#include <QSet>
#include <QTimer>

#include <deque>
#include <memory>

namespace txdesk::coordinator {

struct LockDeskSettings
{
    Milliseconds waitMax{5'000};
    Milliseconds lookInterval{50}; // at the store, for what other coordinators have released
    int waitersMax = 256;          // beyond it nobody waits: the answer is that of no wait
    QString coordinator{};
};

// What the store knows about some rows, and every wait that stands.
struct LockLook
{
    QList<LockHolder> holders;
    QList<LockWait> waits;
};

class LockDesk
{
public:
    struct Ports
    {
        // Tries the branch at its transaction; one answer, perhaps before it returns. Locked brings the transaction, too.
        std::function<void(const Gid &, const engine::AtBranch &, OnAnswer)> attempt;
        std::function<bool(store::StoreRequest, std::function<void(store::StoreAnswer &&)>)> ask; // false: not taken
        std::function<void(const QList<QByteArray> &keys, std::function<void(Result<LockLook> &&)>)> look;
    };

    LockDesk(LockDeskSettings settings, const Clock &clock, Ports ports);

    void ask(AtWish wish, OnAtAnswer done);
    // A write of an AT transaction is durable, at this coordinator.
    void moved(const Gid &gid, TransactionStatus status, bool hasReleased);
    void endAll(const QString &why);      // nobody waits any more: `why` is what they are told
    void stop() { m_isStopping = true; } // those that come from now on do not wait

    void tick(); // its own timer calls it while somebody waits
    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiters.size()); }

private:
    using WaiterPointer = std::shared_ptr<LockWaiter>;

    void beginTicks();
    void attempt(const WaiterPointer &waiter);
    void attempted(const WaiterPointer &waiter, Answer &&reply);
    void attemptAgain(const WaiterPointer &waiter);
    void attemptFree();
    [[nodiscard]] bool isBehindAnother(const LockWaiter &waiter) const;
    void keepWaiting(const WaiterPointer &waiter, Answer &&reply);
    void finish(const WaiterPointer &waiter, AtAnswer &&answer);
    void refuse(const WaiterPointer &waiter, LockRefusal why);
    void leave(const WaiterPointer &waiter);
    void note(const Gid &gid);
    void judge(QList<LockWait> waits);
    void lookAtStore();
    void looked(const LockLook &look);
    [[nodiscard]] bool isTold(const QList<LockWait> &waits, const Gid &gid) const;
    void dropOverdue();
    [[nodiscard]] bool isWaiting(const WaiterPointer &waiter) const;

    const LockDeskSettings m_settings;
    const Clock &m_clock;
    const Ports m_ports;
    std::deque<WaiterPointer> m_waiters; // in the order they came
    QTimer m_timer;
    QSet<Gid> m_noting; // whose waits are on their way to the store: one note at a time, however slow it is
    bool m_isLooking = false;
    bool m_isStopping = false;
    const std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true); // answers may outlive the desk
};

} // namespace txdesk::coordinator
