// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/coordinator_impl.h"

#include "server/store/store_rules.h"
#include "shared/base/failpoint.h"
#include "shared/model/participant_name.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

namespace txdesk::coordinator {
namespace {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(driveLog, "txdesk.coordinator.drive")

template<class... F>
struct Overload : F...
{
    using F::operator()...;
};

QStringList participantsOf(const QList<BranchOp> &ops)
{
    QStringList names;
    for (const BranchOp &op : ops)
        if (const QString name = participantOf(op.url); !name.isEmpty() && !names.contains(name))
            names.append(name);
    return names;
}

// The store's answer to a write or a load, as the machine's event.
engine::Event eventFrom(store::StoreAnswer &&answer, bool load)
{
    return std::visit(Overload{
                          [](engine::WriteDone &&done) -> engine::Event { return done; },
                          [](engine::WriteConflict &&conflict) -> engine::Event { return std::move(conflict); },
                          [](engine::WriteLocked &&locked) -> engine::Event { return std::move(locked); },
                          [](engine::Loaded &&loaded) -> engine::Event { return std::move(loaded); },
                          [load](Error &&error) -> engine::Event {
                              if (error.code == ErrorCode::Internal || error.code == ErrorCode::Unavailable) {
                                  qCWarning(driveLog).noquote() << "the store refused:" << error.message;
                                  error.message = internalError; // a database's words are not for clients
                              }
                              if (load)
                                  return engine::LoadFailed{std::move(error)};
                              if (error.code == ErrorCode::OutcomeUnknown)
                                  return engine::WriteUnknown{std::move(error)};
                              return engine::WriteRefused{std::move(error)};
                          },
                          [](auto &&) -> engine::Event { Q_UNREACHABLE(); },
                      },
                      std::move(answer));
}

} // namespace

Coordinator::Impl::Impl(Coordinator &owner, CoordinatorSettings wanted, const Clock &time, store::OpenStore store,
                        store::OpenReader reader, branch::BranchCaller &branchCaller)
    : q(owner), settings(std::move(wanted)), clock(time, settings.uptime), openStore(std::move(store)), openReader(std::move(reader)),
      caller(branchCaller), desk(&owner), timers(clock, [this](const Gid &gid) {
          TXDESK_FAILPOINT("timer.fired");
          dispatch(gid, engine::TimerFired{});
      }),
      history(clock.now()), historyWatch(owner, history),
      housekeeping(settings, clock, desk,
                   {.take = [this](TransactionSnapshot &&snapshot, bool recovered) { take(std::move(snapshot), recovered); },
                    .room = [this] { return draining || lapsed ? 0 : settings.inMemoryMax - static_cast<int>(machines.size()); },
                    .held = [this](Instant before) { return heldBefore(before); },
                    .joined = [this] { emit q.joined(); },
                    .renewed = [this] { lapsed = false; },
                    .displaced = [this](const QString &reason) { emit q.displaced(reason); }}),
      topics(desk),
      locks({.waitMax = settings.lockWaitMax, .waitersMax = settings.lockWaitersMax, .coordinator = settings.node.node}, clock, lockPorts())
{
}

LockDesk::Ports Coordinator::Impl::lockPorts()
{
    return {.attempt = [this](const Gid &gid, const engine::AtBranch &branch, OnAnswer done) {
                request(gid, std::move(done), [&branch](engine::RequestId id) -> engine::Event {
                    return engine::RegisterAtRequest{id, branch};
                });
            },
            .ask = [this](store::StoreRequest wanted, std::function<void(store::StoreAnswer &&)> done) {
                return desk.ask(std::move(wanted), std::move(done));
            },
            .look = [this](const QList<QByteArray> &keys, std::function<void(Result<LockLook> &&)> done) { lookAtLocks(keys, std::move(done)); }};
}

void Coordinator::Impl::lookAtLocks(const QList<QByteArray> &keys, std::function<void(Result<LockLook> &&)> done)
{
    q.read<LockLook>(
        [keys, now = clock.now()](store::TransactionReader &reader) -> Result<LockLook> {
            Result<QList<LockHolder>> holders = reader.holdersOf(keys);
            Result<QList<LockWait>> waits = reader.lockWaits(now);
            if (!holders || !waits)
                return tl::unexpected<Error>(holders ? waits.error() : holders.error());
            return LockLook{std::move(*holders), std::move(*waits)};
        },
        std::move(done));
}

// The first thing a process does that was stopped for longer than its lease: others may have taken everything over.
void Coordinator::Impl::guardLease()
{
    if (lapsed || housekeeping.holdsLease())
        return;
    lapsed = true;
    if (!machines.isEmpty())
        qCWarning(driveLog).noquote() << "the lease has lapsed: nothing is called until each transaction was claimed again, in memory="
                                            << machines.size();
    housekeeping.heartbeat();
    locks.endAll(u"the coordinator has lost its lease on the store; try again later"_s);
    for (auto machine = machines.cbegin(); machine != machines.cend(); ++machine)
        m_pending.push_front({machine.key(), engine::LeaseLapsed{}});
}

QList<Gid> Coordinator::Impl::heldBefore(Instant due) const
{
    QList<Gid> gids;
    for (auto machine = machines.cbegin(); machine != machines.cend(); ++machine) {
        const std::optional<Instant> next = (*machine)->nextDueAt();
        if (next && *next < due)
            gids.append(machine.key());
    }
    return gids;
}

void Coordinator::Impl::dispatch(const Gid &gid, engine::Event event)
{
    m_pending.push_back({gid, std::move(event)});
    pump();
}

// Events may cause events at once (a full queue refuses a write on the spot): they wait here for their turn.
void Coordinator::Impl::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    guardLease();
    while (!m_pending.empty()) {
        Pending next = std::move(m_pending.front());
        m_pending.pop_front();
        step(next);
    }
    m_pumping = false;
    if (draining)
        watchDrain();
}

void Coordinator::Impl::step(Pending &pending)
{
    const auto found = machines.constFind(pending.gid);
    if (found == machines.cend())
        return; // a late timer or answer of a transaction that has left memory
    const std::shared_ptr<engine::TransactionMachine> machine = *found;
    engine::Effects effects;
    const Instant now = clock.now() + (settings.testHooks ? hooks.ahead(pending.gid) : Milliseconds{0});
    machine->handle(std::move(pending.event), now, QRandomGenerator::global()->generateDouble(), effects);
    for (engine::Effect &effect : effects)
        if (auto *reply = std::get_if<engine::Reply>(&effect); reply && reply->kind == engine::Reply::Kind::Locked && !reply->transaction)
            reply->transaction = machine->snapshot().transaction; // how old it is decides a deadlock
    forgetIfIdle(pending.gid); // before its answers leave: who hears one may ask again at once, and a new machine takes that
    perform(pending.gid, effects);
    if (settings.testHooks && !machines.contains(pending.gid))
        hooks.rests(pending.gid);
}

void Coordinator::Impl::perform(const Gid &gid, engine::Effects &effects)
{
    for (engine::Effect &effect : effects) {
        std::visit(Overload{
                       [&](engine::Write &wanted) { write(gid, std::move(wanted.change)); },
                       [&](engine::Load &wanted) { load(std::move(wanted)); },
                       [&](engine::Call &wanted) { call(wanted); },
                       [&](engine::SetTimer &wanted) { timers.set(gid, wanted.at); },
                       [&](engine::CancelTimer &) { timers.cancel(gid); },
                       [&](engine::Reply &reply) { answer(std::move(reply)); },
                       [&](engine::Alert &alert) { emit q.alerted(alert); },
                   },
                   effect);
    }
}

void Coordinator::Impl::write(const Gid &gid, engine::TransactionWrite &&change)
{
    const bool drives = settings.testHooks && noteWrite(change);
    const GlobalTransaction &next = change.transaction;
    const bool isAt = next.kind == TransactionKind::At;
    const bool releases = change.releasesLocks;
    const bool prepares = change.create && next.status == TransactionStatus::Prepared;
    const bool submits = next.status == TransactionStatus::Submitted && (change.create || change.expectedStatus == TransactionStatus::Prepared);
    std::optional<Ending> ending;
    if (isFinal(next.status) && (change.create || !isFinal(change.expectedStatus)))
        ending = Ending{next.kind, next.status, next.updatedAt - next.createdAt};
    // A copy costs some microseconds: only for those who look.
    std::optional<Beginning> beginning;
    if (change.create)
        beginning = Beginning{next.kind, next.queryPrepared.isEmpty() ? QString() : participantOf(next.queryPrepared)};
    Unsure unsure{ending, beginning, {}, next.status, store::storedLastSeq(change), next.updatedAt};
    if (watchers > 0)
        unsure.told = std::make_shared<const engine::TransactionWrite>(change);
    if (submits)
        TXDESK_FAILPOINT("submit.before");
    const bool taken = desk.ask(std::move(change), [this, gid, prepares, submits, drives, isAt, releases, status = next.status, unsure = std::move(unsure)](store::StoreAnswer &&stored) {
        if (prepares)
            TXDESK_FAILPOINT("prepare.after");
        if (submits)
            TXDESK_FAILPOINT("submit.after");
        if (drives && std::holds_alternative<engine::WriteDone>(stored))
            hooks.touched(gid);
        if (const auto *done = std::get_if<engine::WriteDone>(&stored))
            durable(unsure, *done);
        else if (const auto *error = std::get_if<Error>(&stored); error && error->code == ErrorCode::OutcomeUnknown)
            m_unsure.insert(gid, unsure);
        const bool isDone = std::holds_alternative<engine::WriteDone>(stored);
        dispatch(gid, eventFrom(std::move(stored), false));
        if (isAt && isDone)
            locks.moved(gid, status, releases);
    });
    if (!taken)
        dispatch(gid, engine::WriteRefused{{ErrorCode::Overloaded, u"the store's queue is full; try again later"_s, {}}});
}

void Coordinator::Impl::durable(const Unsure &what, const engine::WriteDone &done)
{
    ++changeSequence;
    if (what.beginning)
        history.created(what.beginning->kind, what.beginning->host, clock.now());
    if (what.ending)
        count(*what.ending);
    if (what.told)
        tell(*what.told, done);
}

// The row that was read again shows whether the unanswered write is in it.
void Coordinator::Impl::resolve(const Gid &gid, const engine::Loaded &loaded)
{
    if (m_unsure.isEmpty())
        return;
    const auto found = m_unsure.constFind(gid);
    if (found == m_unsure.cend())
        return;
    const Unsure unsure = *found;
    m_unsure.erase(found);
    if (!loaded.snapshot)
        return;
    const GlobalTransaction &row = loaded.snapshot->transaction;
    if (row.status == unsure.status && row.lastSeq == unsure.lastSeq && row.updatedAt == unsure.updatedAt)
        durable(unsure, {.epoch = row.epoch, .id = row.id});
}

void Coordinator::Impl::count(const Ending &ending)
{
    ++(ending.status == TransactionStatus::Succeeded ? succeededTotal : failedTotal);
    history.ended(ending.kind, ending.status, ending.took, clock.now());
    emit q.ended(ending.kind, ending.status, ending.took);
}

void Coordinator::Impl::tell(const engine::TransactionWrite &change, const engine::WriteDone &done)
{
    Change news{.sequence = changeSequence, .row = {change.transaction, {}}, .events = change.events};
    news.row.transaction.epoch = done.epoch;
    if (done.id != 0)
        news.row.transaction.id = done.id;
    const auto machine = machines.constFind(change.gid);
    news.row.participants = participantsOf(change.create || machine == machines.cend() ? change.newOps : (*machine)->snapshot().ops);
    emit q.changed(news);
}

void Coordinator::Impl::load(engine::Load &&wanted)
{
    const Gid gid = wanted.gid;
    const bool taken = desk.ask(store::LoadTransaction{gid, wanted.claim, wanted.steal, settings.node.node, clock.now()},
                                [this, gid](store::StoreAnswer &&answer) {
                                    if (const auto *loaded = std::get_if<engine::Loaded>(&answer))
                                        resolve(gid, *loaded);
                                    dispatch(gid, eventFrom(std::move(answer), true));
                                });
    if (!taken)
        dispatch(gid, engine::LoadFailed{{ErrorCode::Overloaded, u"the store's queue is full; try again later"_s, {}}});
}

void Coordinator::Impl::call(const engine::Call &wanted)
{
    if (!housekeeping.holdsLease()) {
        dispatch(wanted.gid, engine::LeaseLapsed{});
        dispatch(wanted.gid, engine::CallAnswered{.call = wanted.call, .outcome = Outcome::Unknown, .text = u"not called: the lease has lapsed"_s});
        return;
    }
    if (settings.testHooks)
        hooks.touched(wanted.gid);
    const QString participant = participants.called(participantOf(wanted.url));
    history.called(participant, wanted.op, wanted.attempt, clock.now());
    caller.call(wanted, [this, gid = wanted.gid, kind = wanted.kind, branch = wanted.branch, op = wanted.op,
                         participant, generation = m_generation](engine::CallAnswered &&answered) {
        const Instant now = clock.now();
        participants.answered(participant, answered, now);
        history.answered(participant, answered.outcome, now);
        emit q.called(kind, branch, op, answered.outcome);
        if (generation == m_generation)
            dispatch(gid, std::move(answered));
    });
}

void Coordinator::Impl::answer(engine::Reply &&reply)
{
    auto asked = m_requests.extract(reply.request);
    if (asked.empty())
        return;
    reply.request = 0;
    asked.mapped()(std::move(reply));
}

void Coordinator::Impl::forgetIfIdle(const Gid &gid)
{
    const auto found = machines.find(gid);
    if (found == machines.end() || !(*found)->isIdle())
        return;
    if (const std::optional<Instant> due = (*found)->nextDueAt())
        housekeeping.dueAt(*due);
    timers.cancel(gid);
    if (!m_unsure.isEmpty())
        m_unsure.remove(gid);
    machines.erase(found);
}

void Coordinator::Impl::take(TransactionSnapshot &&snapshot, bool recovered)
{
    if (lapsed)
        return; // claimed in vain: it comes back when it is due
    const Gid gid = snapshot.transaction.gid;
    if (!machines.contains(gid)) // a machine that is there learns of the claim, and of what others did before it
        machines.insert(gid, std::make_shared<engine::TransactionMachine>(gid, settings.engine));
    dispatch(gid, engine::Claimed{std::move(snapshot), recovered});
}

void Coordinator::Impl::watchDrain()
{
    if (drained || leaving || !machines.isEmpty() || desk.waiting() > 0)
        return;
    leaving = true; // the last call was answered and all is stored: only now may others have what is left
    housekeeping.leave([this] {
        if (!std::exchange(drained, true))
            emit q.drained();
    });
}

// True if a pass is under way when this is written. A client that ends its message or its workflow itself is answered, and
// nothing is driven: that begins no pass.
bool Coordinator::Impl::noteWrite(engine::TransactionWrite &change)
{
    GlobalTransaction &t = change.transaction;
    const bool moves = change.create ? t.status != TransactionStatus::Prepared : t.status != change.expectedStatus;
    const bool endedByClient = change.expectedStatus == TransactionStatus::Prepared && isFinal(t.status)
        && (t.kind == TransactionKind::Message || t.kind == TransactionKind::Notify || t.kind == TransactionKind::Workflow);
    if (const Milliseconds ahead = hooks.ahead(change.gid); t.nextDueAt && *t.nextDueAt > clock.now() + ahead)
        *t.nextDueAt -= ahead;
    return moves && !t.forced && !endedByClient;
}

void Coordinator::Impl::cronOnce(Seconds nowForward, Seconds cronForward, TestHooks::OnStep done)
{
    const store::ClaimDue one{settings.node.node, clock.now(), 1, cronForward};
    const bool taken = desk.ask(one, [this, nowForward, cronForward, done](store::StoreAnswer &&answer) {
        auto *list = std::get_if<store::ClaimedList>(&answer);
        if (!list)
            return done(tl::unexpected(std::get<Error>(answer)));
        if (list->snapshots.isEmpty())
            return done(Gid{});
        hooks.begin(list->snapshots.constFirst(), nowForward, cronForward, done);
        take(std::move(list->snapshots.first()), false);
    });
    if (!taken)
        done(tl::unexpected(Error{ErrorCode::Overloaded, u"the store's queue is full; try again later"_s, {}}));
}

void Coordinator::Impl::forgetAll()
{
    ++m_generation;
    m_pending.clear();
    m_unsure.clear();
    for (auto machine = machines.cbegin(); machine != machines.cend(); ++machine)
        timers.cancel(machine.key());
    machines.clear();
    topics.clear();
    hooks.reset();
    locks.endAll(u"the store was emptied"_s);
    for (auto &[id, asked] : std::exchange(m_requests, {}))
        asked({.kind = engine::Reply::Kind::Error, .message = u"the store was emptied"_s});
}

} // namespace txdesk::coordinator
