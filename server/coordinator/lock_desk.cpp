// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/lock_desk.h"

#include "server/coordinator/wait_graph.h"

#include <QHash>
#include <QLoggingCategory>
#include <QSet>

#include <algorithm>

namespace txdesk::coordinator {
namespace {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lockLog, "txdesk.coordinator.locks")

QString whyRefused(LockRefusal why)
{
    switch (why) {
    case LockRefusal::None: break;
    case LockRefusal::Held: return u"other transactions hold rows that this branch changes"_s;
    case LockRefusal::HolderTurnsBack: return u"a transaction that turns back holds rows that this branch changes: roll the local transaction back"_s;
    case LockRefusal::Deadlock: return u"transactions wait for each other, and this one is the youngest: roll it back and run it again"_s;
    }
    return {};
}

} // namespace

LockDesk::LockDesk(LockDeskSettings settings, const Clock &clock, Ports ports)
    : m_settings(std::move(settings)), m_clock(clock), m_ports(std::move(ports))
{
    m_timer.setInterval(m_settings.lookInterval);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
}

void LockDesk::ask(AtWish wish, OnAtAnswer done)
{
    const bool mayWait = !m_isStopping && waiting() < m_settings.waitersMax;
    const auto waiter = std::make_shared<LockWaiter>(std::move(wish), std::move(done), m_clock.now(), mayWait ? m_settings.waitMax : Milliseconds{0});
    const bool waits = waiter->until > waiter->since;
    const bool isBehind = waits && isBehindAnother(*waiter);
    if (waits)
        m_waiters.push_back(waiter);
    if (waits)
        beginTicks();
    if (!isBehind) // else as soon as the one before it has its answer
        attempt(waiter);
}

void LockDesk::beginTicks()
{
    if (!m_timer.isActive())
        m_timer.start();
}

bool LockDesk::isWaiting(const WaiterPointer &waiter) const
{
    return std::ranges::find(m_waiters, waiter) != m_waiters.end();
}

bool LockDesk::isBehindAnother(const LockWaiter &waiter) const
{
    for (const WaiterPointer &other : m_waiters) {
        if (other.get() == &waiter)
            return false;
        if (other->goesBefore(waiter))
            return true;
    }
    return false;
}

void LockDesk::attempt(const WaiterPointer &waiter)
{
    waiter->isTrying = true;
    waiter->mustTryAgain = false;
    m_ports.attempt(waiter->wish.gid, waiter->wish.branch, [this, waiter, isAlive = std::weak_ptr(m_isAlive)](Answer &&reply) {
        if (!isAlive.expired())
            attempted(waiter, std::move(reply));
    });
}

void LockDesk::attempted(const WaiterPointer &waiter, Answer &&reply)
{
    waiter->isTrying = false;
    if (reply.kind != Answer::Kind::Locked)
        return finish(waiter, {.reply = std::move(reply)});
    waiter->setHolders(std::move(reply.holders));
    if (reply.transaction)
        waiter->createdAt = reply.transaction->createdAt;
    if (waiter->hasHolderTurningBack())
        return refuse(waiter, LockRefusal::HolderTurnsBack);
    if (waiter->until <= m_clock.now() || m_isStopping)
        return refuse(waiter, LockRefusal::Held);
    if (waiter->mustTryAgain)
        return attempt(waiter);
    note(waiter->wish.gid);
    attemptFree(); // those behind it
}

void LockDesk::attemptAgain(const WaiterPointer &waiter)
{
    if (waiter->isTrying)
        waiter->mustTryAgain = true;
    else if (!isBehindAnother(*waiter))
        attempt(waiter);
}

// Those whom nobody known is in the way of.
void LockDesk::attemptFree()
{
    const std::deque<WaiterPointer> present = m_waiters;
    for (const WaiterPointer &waiter : present)
        if (!waiter->isTrying && waiter->holders.isEmpty() && isWaiting(waiter) && !isBehindAnother(*waiter))
            attempt(waiter);
}

void LockDesk::finish(const WaiterPointer &waiter, AtAnswer &&answer)
{
    leave(waiter);
    const OnAtAnswer done = std::exchange(waiter->done, {});
    if (done)
        done(std::move(answer));
    attemptFree();
}

void LockDesk::refuse(const WaiterPointer &waiter, LockRefusal why)
{
    AtAnswer answer{.reply = {}, .refusal = why};
    answer.reply.kind = Answer::Kind::Locked;
    answer.reply.message = whyRefused(why);
    answer.reply.holders = waiter->holders;
    if (why == LockRefusal::Deadlock)
        qCInfo(lockLog).noquote() << "deadlock: gives way gid=" << waiter->wish.gid.value << "to gid=" << waiter->holders.value(0).gid.value;
    finish(waiter, std::move(answer));
}

// Its wait ends in the store, too; others of the same transaction stay there.
void LockDesk::leave(const WaiterPointer &waiter)
{
    if (const auto found = std::ranges::find(m_waiters, waiter); found != m_waiters.end())
        m_waiters.erase(found);
    if (m_waiters.empty())
        m_timer.stop();
    if (std::exchange(waiter->isNoted, false))
        note(waiter->wish.gid);
}

void LockDesk::note(const Gid &gid)
{
    QList<LockWait> edges;
    for (const WaiterPointer &waiter : m_waiters) {
        if (waiter->wish.gid != gid)
            continue;
        edges += waiter->edges(m_settings.coordinator);
        waiter->isNoted = true;
    }
    if (edges.isEmpty()) {
        std::ignore = m_ports.ask(store::ForgetLockWait{gid}, [](store::StoreAnswer &&) {});
        return; // if it is not taken: a wait means nothing after its time
    }
    m_noting.insert(gid);
    const bool taken = m_ports.ask(store::NoteLockWait{edges, m_clock.now()}, [this, gid, isAlive = std::weak_ptr(m_isAlive)](store::StoreAnswer &&answer) {
        if (isAlive.expired())
            return;
        m_noting.remove(gid);
        if (const auto *graph = std::get_if<store::LockGraph>(&answer))
            judge(graph->waits);
    });
    if (!taken)
        m_noting.remove(gid);
}

// The store's waits, but its own as they are now. A victim that waits at another coordinator is found there, from the same waits.
void LockDesk::judge(QList<LockWait> waits)
{
    waits.removeIf([this](const LockWait &wait) { return wait.coordinator == m_settings.coordinator; });
    for (const WaiterPointer &waiter : m_waiters)
        waits += waiter->edges(m_settings.coordinator);
    const QList<Gid> victims = deadlockVictims(waits);
    if (victims.isEmpty())
        return;
    const std::deque<WaiterPointer> present = m_waiters;
    for (const WaiterPointer &waiter : present)
        if (!waiter->isTrying && !waiter->holders.isEmpty() && victims.contains(waiter->wish.gid) && isWaiting(waiter))
            refuse(waiter, LockRefusal::Deadlock);
}

void LockDesk::moved(const Gid &gid, TransactionStatus status, bool hasReleased)
{
    const bool turnsBack = status == TransactionStatus::Aborting;
    const std::deque<WaiterPointer> present = m_waiters;
    for (const WaiterPointer &waiter : present) {
        if (!isWaiting(waiter))
            continue;
        const bool isItsOwn = waiter->wish.gid == gid && status != TransactionStatus::Prepared;
        if (isItsOwn || (hasReleased && (waiter->isTrying || waiter->waitsFor(gid))))
            attemptAgain(waiter); // its own: to be told that it is over
        else if (turnsBack && waiter->waitsFor(gid) && !waiter->isTrying)
            refuse(waiter, LockRefusal::HolderTurnsBack);
    }
}

void LockDesk::endAll(const QString &why)
{
    const std::deque<WaiterPointer> present = m_waiters;
    for (const WaiterPointer &waiter : present)
        if (!waiter->isTrying && isWaiting(waiter)) // the others have their answer soon
            finish(waiter, {.reply = {.kind = Answer::Kind::Busy, .message = why}});
}

void LockDesk::tick()
{
    dropOverdue();
    lookAtStore();
}

void LockDesk::dropOverdue()
{
    const Instant now = m_clock.now();
    const std::deque<WaiterPointer> present = m_waiters;
    for (const WaiterPointer &waiter : present) {
        if (waiter->isTrying || !isWaiting(waiter))
            continue;
        if (waiter->wish.isGone && waiter->wish.isGone()) {
            waiter->done = {};
            leave(waiter);
            attemptFree();
        } else if (waiter->until <= now && waiter->holders.isEmpty()) {
            attempt(waiter); // it has only stood in line so far
        } else if (waiter->until <= now) {
            refuse(waiter, LockRefusal::Held);
        }
    }
}

void LockDesk::lookAtStore()
{
    if (m_isLooking || m_waiters.empty())
        return;
    QSet<QByteArray> keys;
    for (const WaiterPointer &waiter : m_waiters)
        for (const QByteArray &key : waiter->beginLook())
            keys.insert(key);
    m_isLooking = true;
    m_ports.look(keys.values(), [this, isAlive = std::weak_ptr(m_isAlive)](Result<LockLook> &&look) {
        if (isAlive.expired())
            return;
        m_isLooking = false;
        if (look)
            looked(*look);
    });
}

// The store forgets all waits of a transaction when one of its branches is registered, or begins to wait at another coordinator.
bool LockDesk::isTold(const QList<LockWait> &waits, const Gid &gid) const
{
    return m_noting.contains(gid) || std::ranges::any_of(waits, [&](const LockWait &wait) { return wait.waiter == gid && wait.coordinator == m_settings.coordinator; });
}

void LockDesk::looked(const LockLook &look)
{
    QHash<QByteArray, LockHolder> held;
    for (const LockHolder &holder : look.holders)
        held.insert(holder.row.key, holder);
    QSet<Gid> changed;
    const std::deque<WaiterPointer> present = m_waiters;
    for (const WaiterPointer &waiter : present) {
        if (waiter->isTrying || !isWaiting(waiter))
            continue;
        if (waiter->takeLook(held) || !isTold(look.waits, waiter->wish.gid))
            changed.insert(waiter->wish.gid);
        if (waiter->hasHolderTurningBack())
            refuse(waiter, LockRefusal::HolderTurnsBack);
    }
    attemptFree();
    for (const Gid &gid : std::as_const(changed))
        if (std::ranges::any_of(m_waiters, [&gid](const WaiterPointer &waiter) { return waiter->wish.gid == gid && !waiter->holders.isEmpty(); }))
            note(gid);
    judge(look.waits);
}

} // namespace txdesk::coordinator
