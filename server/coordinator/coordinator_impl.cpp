// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/coordinator_impl.h"

#include "shared/base/failpoint.h"
#include "shared/model/participant_name.h"

#include <QRandomGenerator>

namespace txdesk::coordinator {
namespace {

using namespace Qt::StringLiterals;

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
                          [](engine::Loaded &&loaded) -> engine::Event { return std::move(loaded); },
                          [load](Error &&error) -> engine::Event {
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
    : q(owner), settings(std::move(wanted)), clock(time), openStore(std::move(store)), openReader(std::move(reader)),
      caller(branchCaller), desk(&owner), timers(time, [this](const Gid &gid) {
          TXDESK_FAILPOINT("timer.fired");
          dispatch(gid, engine::TimerFired{});
      }),
      housekeeping(settings, time, desk,
                   [this](TransactionSnapshot &&snapshot, bool recovered) { take(std::move(snapshot), recovered); },
                   [this] { return draining ? 0 : settings.inMemoryMax - static_cast<int>(machines.size()); })
{
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
    machine->handle(std::move(pending.event), clock.now(), QRandomGenerator::global()->generateDouble(), effects);
    forgetIfIdle(pending.gid); // before its answers leave: who hears one may ask again at once, and a new machine takes that
    perform(pending.gid, effects);
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
    const GlobalTransaction &next = change.transaction;
    const bool prepares = change.create && next.status == TransactionStatus::Prepared;
    const bool submits = next.status == TransactionStatus::Submitted && (change.create || change.expectedStatus == TransactionStatus::Prepared);
    std::optional<Ending> ending;
    if (isFinal(next.status) && (change.create || !isFinal(change.expectedStatus)))
        ending = Ending{next.kind, next.status, next.updatedAt - next.createdAt};
    std::shared_ptr<const engine::TransactionWrite> told; // a copy costs some microseconds: only for those who look
    if (watchers > 0)
        told = std::make_shared<const engine::TransactionWrite>(change);
    if (submits)
        TXDESK_FAILPOINT("submit.before");
    const bool taken = desk.ask(std::move(change), [this, gid, prepares, submits, ending, told](store::StoreAnswer &&stored) {
        if (prepares)
            TXDESK_FAILPOINT("prepare.after");
        if (submits)
            TXDESK_FAILPOINT("submit.after");
        if (const auto *done = std::get_if<engine::WriteDone>(&stored)) {
            ++changeSequence;
            if (ending)
                count(*ending);
            if (told)
                tell(*told, *done);
        }
        dispatch(gid, eventFrom(std::move(stored), false));
    });
    if (!taken)
        dispatch(gid, engine::WriteRefused{{ErrorCode::Overloaded, u"the store's queue is full; try again later"_s, {}}});
}

void Coordinator::Impl::count(const Ending &ending)
{
    ++(ending.status == TransactionStatus::Succeeded ? succeededTotal : failedTotal);
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
                                [this, gid](store::StoreAnswer &&loaded) { dispatch(gid, eventFrom(std::move(loaded), true)); });
    if (!taken)
        dispatch(gid, engine::LoadFailed{{ErrorCode::Overloaded, u"the store's queue is full; try again later"_s, {}}});
}

void Coordinator::Impl::call(const engine::Call &wanted)
{
    const QString participant = participantOf(wanted.url);
    participants.called(participant);
    caller.call(wanted, [this, gid = wanted.gid, kind = wanted.kind, branch = wanted.branch, op = wanted.op,
                         participant](engine::CallAnswered &&answered) {
        participants.answered(participant, answered, clock.now());
        emit q.called(kind, branch, op, answered.outcome);
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
    machines.erase(found);
}

void Coordinator::Impl::take(TransactionSnapshot &&snapshot, bool recovered)
{
    const Gid gid = snapshot.transaction.gid;
    if (!machines.contains(gid)) // a machine that is there learns of the claim, and of what others did before it
        machines.insert(gid, std::make_shared<engine::TransactionMachine>(gid, settings.engine));
    dispatch(gid, engine::Claimed{std::move(snapshot), recovered});
}

void Coordinator::Impl::watchDrain()
{
    if (drained || !machines.isEmpty() || desk.waiting() > 0)
        return;
    drained = true;
    emit q.drained();
}

} // namespace txdesk::coordinator
