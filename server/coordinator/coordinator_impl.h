// The coordinator's inside: what it holds, and the loop that feeds machines and does their effects.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "server/coordinator/history_book.h"
#include "server/coordinator/history_watch.h"
#include "server/coordinator/housekeeping.h"
#include "server/coordinator/lock_desk.h"
#include "server/coordinator/participant_book.h"
#include "server/coordinator/steady_clock.h"
#include "server/coordinator/store_desk.h"
#include "server/coordinator/test_hooks.h"
#include "server/coordinator/timer_queue.h"
#include "server/coordinator/topic_book.h"

#include <QHash>

#include <deque>
#include <unordered_map>

namespace txdesk::coordinator {

class Coordinator::Impl
{
public:
    Impl(Coordinator &owner, CoordinatorSettings settings, const Clock &clock, store::OpenStore openStore,
         store::OpenReader openReader, branch::BranchCaller &caller);

    // Takes `event` for `gid` and everything that follows from it.
    void dispatch(const Gid &gid, engine::Event event);
    void request(const Gid &gid, OnAnswer done, auto &&makeEvent);
    void take(TransactionSnapshot &&snapshot, bool recovered);
    void watchDrain();
    void cronOnce(Seconds nowForward, Seconds cronForward, TestHooks::OnStep done);
    void forgetAll(); // as if nothing had ever been in memory; who waits is told so

    Coordinator &q;
    CoordinatorSettings settings;
    SteadyClock clock;
    store::OpenStore openStore;
    store::OpenReader openReader;
    branch::BranchCaller &caller;
    StoreDesk desk;
    TimerQueue timers;
    ParticipantBook participants;
    HistoryBook history;
    HistoryWatch historyWatch;
    Housekeeping housekeeping;
    TopicBook topics;
    TestHooks hooks;
    LockDesk locks;

    int watchers = 0; // of changed(); asking Qt each time costs 1 % of a saga
    bool draining = false;
    bool leaving = false;
    bool drained = false;
    bool lapsed = false; // the lease: no call leaves
    qint64 succeededTotal = 0;
    qint64 failedTotal = 0;
    quint64 changeSequence = 0;
    QHash<Gid, std::shared_ptr<engine::TransactionMachine>> machines;

private:
    struct Ending
    {
        TransactionKind kind;
        TransactionStatus status;
        Milliseconds took;
    };
    struct Beginning
    {
        TransactionKind kind;
        QString host; // that can be asked back
    };
    struct Pending
    {
        Gid gid;
        engine::Event event;
    };
    // A write whose answer was lost: counted and told when the row shows that it was done.
    struct Unsure
    {
        std::optional<Ending> ending;
        std::optional<Beginning> beginning;
        std::shared_ptr<const engine::TransactionWrite> told;
        TransactionStatus status;
        qint64 lastSeq;
        Instant updatedAt;
    };

    [[nodiscard]] LockDesk::Ports lockPorts();
    void lookAtLocks(const QList<QByteArray> &keys, std::function<void(Result<LockLook> &&)> done);
    void guardLease();
    [[nodiscard]] bool noteWrite(engine::TransactionWrite &change); // for the test hooks
    [[nodiscard]] QList<Gid> heldBefore(Instant due) const;
    void pump();
    void step(Pending &pending);
    void perform(const Gid &gid, engine::Effects &effects);
    void write(const Gid &gid, engine::TransactionWrite &&change);
    void count(const Ending &ending);
    void durable(const Unsure &what, const engine::WriteDone &done);
    void resolve(const Gid &gid, const engine::Loaded &loaded);
    void tell(const engine::TransactionWrite &change, const engine::WriteDone &done);
    void load(engine::Load &&wanted);
    void call(const engine::Call &wanted);
    void answer(engine::Reply &&reply);
    void forgetIfIdle(const Gid &gid);

    std::deque<Pending> m_pending; // events not yet taken; only pump() removes
    bool m_pumping = false;
    std::unordered_map<engine::RequestId, OnAnswer> m_requests;
    engine::RequestId m_nextRequest = 1;
    QHash<Gid, Unsure> m_unsure;
    int m_generation = 0; // answers to calls of an earlier one are not ours any more
};

void Coordinator::Impl::request(const Gid &gid, OnAnswer done, auto &&makeEvent)
{
    guardLease();
    const bool known = machines.contains(gid);
    if (draining || lapsed || (!known && machines.size() >= settings.inMemoryMax)) {
        done({.kind = engine::Reply::Kind::Busy,
              .message = draining ? QStringLiteral("the coordinator is shutting down; try again later")
                  : lapsed        ? QStringLiteral("the coordinator has lost its lease on the store; try again later")
                                  : QStringLiteral("too many transactions are in flight; try again later")});
        return;
    }
    if (!known)
        machines.insert(gid, std::make_shared<engine::TransactionMachine>(gid, settings.engine));
    const engine::RequestId id = m_nextRequest++;
    m_requests.emplace(id, std::move(done));
    dispatch(gid, makeEvent(id));
}

} // namespace txdesk::coordinator
