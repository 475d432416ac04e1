// A coordinator's loop on the virtual clock.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/node.h"

#include "tests/sim/bank.h"
#include "tests/sim/checker.h"
#include "tests/sim/clients.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds lease{6'000};
constexpr Milliseconds heartbeatEvery{2'000};
constexpr Milliseconds pollEvery{2'000};

template<class... F> struct Overloaded : F... { using F::operator()...; };
template<class... F> Overloaded(F...) -> Overloaded<F...>;

} // namespace

Node::Node(World &world, int index) : m_world(world), m_index(index)
{
    m_settings.coordinator = u"node-%1"_s.arg(index + 1);
    m_settings.retry = {.firstDelay = Milliseconds{200}, .longestDelay = Milliseconds{2'000}, .jitter = 0.2};
    m_settings.timeoutToFail = Seconds{2};
    m_settings.requestTimeout = Seconds{1};
    m_settings.writeBehind = Milliseconds{50};
    m_settings.notifyLadder = {Seconds{1}, Seconds{2}};
    m_settings.keepExpired = Seconds{10};
    m_machines.resize(world.scripts().size());
    m_timers.resize(world.scripts().size());
    m_distrusted.resize(world.scripts().size());
}

Instant Node::clock() const { return m_world.now() + m_world.weather().skew[m_index]; }

void Node::start()
{
    m_up = true;
    ++m_life;
    m_nextPoll = {};
    m_leaseUntil = m_world.now() + lease;
    m_lapsed = false;
    std::ranges::fill(m_distrusted, 0);
    m_world.trace(u"%1 starts"_s.arg(name()));
    heartbeat();
    m_world.store().ask(*this, store::Recover{name(), clock()}, [this](store::StoreAnswer &&) { poll(); });
}

void Node::crash()
{
    m_world.trace(u"%1 crashes"_s.arg(name()));
    m_world.probe(Probe::Crash);
    m_up = false;
    ++m_life;
    for (auto &machine : m_machines)
        machine.reset();
    m_calling.clear();
    m_requests.clear();
    m_world.after(m_world.random().ms(0, 12'000), [this, life = m_life] {
        if (life == m_life)
            start();
    });
}

void Node::freeze(Milliseconds time)
{
    m_world.trace(u"%1 freezes for %2 ms"_s.arg(name()).arg(time.count()));
    m_world.probe(Probe::Freeze);
    m_frozenUntil = m_world.now() + time;
}

bool Node::isCalling(int number, int step, OpKind op) const
{
    return std::ranges::any_of(m_calling, [&](const Calling &c) { return c.number == number && c.step == step && c.op == op; });
}

void Node::later(Milliseconds delay, std::function<void()> happens, int life)
{
    m_world.after(delay, [this, happens = std::move(happens), life]() mutable {
        if (life != m_life || !m_up)
            return;
        if (isFrozen())
            return later(std::chrono::duration_cast<Milliseconds>(m_frozenUntil - m_world.now()), std::move(happens), life);
        happens();
    });
}

void Node::heartbeat()
{
    NodeInfo info;
    info.node = name();
    noticeLapse();
    m_world.store().ask(*this, store::Heartbeat{info, lease, clock()}, [this, until = m_world.now() + lease](store::StoreAnswer &&answer) {
        if (!std::holds_alternative<store::NodeList>(answer))
            return;
        noticeLapse();
        m_leaseUntil = until;
        m_lapsed = m_world.now() > until;
    });
    keepHeld();
    m_world.store().ask(*this, store::TakeOver{name(), clock()}, [this](store::StoreAnswer &&answer) {
        if (auto *freed = std::get_if<store::Recovered>(&answer); freed && freed->unfinished > 0)
            pollDue();
    });
    later(heartbeatEvery, [this] { heartbeat(); }, m_life);
}

// What is in memory and due stays away from the claims of others.
void Node::keepHeld()
{
    QList<Gid> held;
    for (std::size_t number = 0; number < m_machines.size(); ++number)
        if (m_machines[number])
            held.append({gidOf(static_cast<int>(number))});
    if (!held.isEmpty())
        m_world.store().ask(*this, store::KeepHeld{name(), held, clock() + lease}, [](store::StoreAnswer &&) {});
}

// Everybody in memory is told once, before anything else happens to him.
void Node::noticeLapse()
{
    if (m_lapsed || m_world.now() <= m_leaseUntil)
        return;
    m_lapsed = true;
    ++m_lapses;
    m_world.trace(u"%1 has lost its lease"_s.arg(name()));
    const int life = m_life;
    for (std::size_t number = 0; number < m_machines.size() && life == m_life; ++number) {
        if (!m_machines[number])
            continue;
        m_world.probe(Probe::LeaseLapsed);
        m_distrusted[number] = 1;
        dispatch(static_cast<int>(number), engine::LeaseLapsed{});
    }
}

// A claim that was asked for after the newest lapse.
void Node::trust(int number, int lapses)
{
    if (lapses == m_lapses)
        m_distrusted[static_cast<std::size_t>(number)] = 0;
}

void Node::poll()
{
    pollDue();
    later(pollEvery, [this] { poll(); }, m_life);
}

void Node::pollAgainAt(Instant at)
{
    const Instant now = m_world.now();
    const Instant when = std::max(now, at - m_world.weather().skew[m_index]) + Milliseconds{1};
    if (m_nextPoll > now && m_nextPoll <= when)
        return;
    m_nextPoll = when;
    later(std::chrono::duration_cast<Milliseconds>(when - now), [this, when] {
        if (m_nextPoll == when)
            pollDue();
    }, m_life);
}

void Node::pollDue()
{
    m_world.store().ask(*this, store::ClaimDue{name(), clock(), 8}, [this, lapses = m_lapses](store::StoreAnswer &&answer) {
        if (auto *claimed = std::get_if<store::ClaimedList>(&answer))
            for (TransactionSnapshot &snapshot : claimed->snapshots)
                if (m_up) // taking one may kill it
                    take(std::move(snapshot), lapses);
    });
}

void Node::take(TransactionSnapshot &&snapshot, int lapses)
{
    noticeLapse();
    if (!m_up || m_lapsed || lapses != m_lapses)
        return; // claimed in vain: it comes back when it is due
    const int number = numberOf(snapshot.transaction.gid);
    auto &machine = m_machines[static_cast<std::size_t>(number)];
    m_world.checker().taken(number, name());
    trust(number, lapses);
    if (snapshot.transaction.ranAhead)
        m_world.probe(Probe::RanAheadClaimed);
    if (!machine)
        machine = std::make_unique<engine::TransactionMachine>(snapshot.transaction.gid, m_settings);
    dispatch(number, engine::Claimed{std::move(snapshot), true});
}

void Node::request(const Question &question, const MakeEvent &makeEvent, OnReply onReply)
{
    noticeLapse();
    if (!m_up)
        return;
    const int number = question.number;
    auto &machine = m_machines[static_cast<std::size_t>(number)];
    if (!machine)
        machine = std::make_unique<engine::TransactionMachine>(Gid{gidOf(number)}, m_settings);
    const engine::RequestId id = ++m_lastRequest;
    if (m_world.tracing())
        m_world.trace(u"%1 %2 is asked %3 (%4)"_s.arg(name(), gidOf(number)).arg(static_cast<int>(question.asked)).arg(id));
    m_requests.emplace(id, Pending{question, std::move(onReply)});
    dispatch(number, makeEvent(id));
}

void Node::dispatch(int number, engine::Event &&event)
{
    const auto slot = static_cast<std::size_t>(number);
    noticeLapse();
    if (!m_machines[slot] || m_world.stopped())
        return;
    m_world.mix(static_cast<quint64>(event.index()) + 101 * static_cast<quint64>(number) + 7 * static_cast<quint64>(m_index));
    engine::Effects effects = std::exchange(m_effects, {});
    const auto kind = event.index();
    m_machines[slot]->handle(std::move(event), clock(), m_world.random().unit(), effects);
    if (m_world.tracing())
        m_world.trace(u"%1 %2 took event %3: %4 effects, %5 calls under way%6"_s.arg(name(), gidOf(number)).arg(kind)
                          .arg(effects.size()).arg(m_machines[slot]->callsInFlight())
                          .arg(m_machines[slot]->isIdle() ? u", idle"_s : QString()));
    const int life = m_life;
    for (engine::Effect &effect : effects) {
        if (m_world.fault(m_world.weather().crash))
            crash();
        if (life != m_life)
            return;
        perform(number, std::move(effect));
    }
    effects.clear();
    m_effects = std::move(effects);
    if (!m_machines[slot] || !m_machines[slot]->isIdle())
        return;
    if (const std::optional<Instant> due = m_machines[slot]->nextDueAt())
        pollAgainAt(*due);
    ++m_timers[slot];
    m_machines[slot].reset();
}

void Node::perform(int number, engine::Effect &&effect)
{
    std::visit(Overloaded{
                   [&](engine::Write &e) { write(number, std::move(e.change)); },
                   [&](engine::Load &e) { load(number, e); },
                   [&](engine::Call &e) { call(number, std::move(e)); },
                   [&](engine::SetTimer &e) { setTimer(number, e.at); },
                   [&](engine::CancelTimer &) { ++m_timers[static_cast<std::size_t>(number)]; },
                   [&](engine::Reply &e) { reply(std::move(e)); },
                   [](engine::Alert &) {},
               },
               effect);
}

void Node::write(int number, engine::TransactionWrite &&change)
{
    if (m_world.tracing())
        m_world.trace(u"%1 %2 writes %3 (was %4, epoch %5)"_s.arg(name(), gidOf(number),
            QString(nameIn(transactionStatusNames, change.transaction.status)),
            change.create ? u"none"_s : QString(nameIn(transactionStatusNames, change.expectedStatus))).arg(change.expectedEpoch));
    const bool owns = change.transaction.owner == name();
    m_world.store().ask(*this, std::move(change), [this, number, owns, lapses = m_lapses](store::StoreAnswer &&answer) {
        std::visit(Overloaded{
                       [&](engine::WriteDone &done) {
                           if (owns)
                               trust(number, lapses);
                           dispatch(number, std::move(done));
                       },
                       [&](engine::WriteLocked &locked) { dispatch(number, std::move(locked)); },
                       [&](engine::WriteConflict &conflict) { dispatch(number, std::move(conflict)); },
                       [&](Error &error) {
                           if (error.code == ErrorCode::OutcomeUnknown)
                               dispatch(number, engine::WriteUnknown{std::move(error)});
                           else
                               dispatch(number, engine::WriteRefused{std::move(error)});
                       },
                       [](auto &) {},
                   },
                   answer);
    });
}

void Node::load(int number, const engine::Load &load)
{
    m_world.store().ask(*this, store::LoadTransaction{load.gid, load.claim, load.steal, name(), clock()},
                        [this, number, lapses = m_lapses](store::StoreAnswer &&answer) {
                            auto *loaded = std::get_if<engine::Loaded>(&answer);
                            if (loaded && loaded->claimed)
                                trust(number, lapses);
                            if (loaded)
                                dispatch(number, std::move(*loaded));
                            else
                                dispatch(number, engine::LoadFailed{std::get<Error>(answer)});
                        });
}

void Node::call(int number, engine::Call &&call)
{
    if (m_lapsed) {
        later(Milliseconds{0}, [this, number, id = call.call] {
            dispatch(number, engine::LeaseLapsed{});
            dispatch(number, engine::CallAnswered{.call = id, .outcome = Outcome::Unknown, .text = u"not called"_s});
        }, m_life);
        return;
    }
    if (m_distrusted[static_cast<std::size_t>(number)])
        m_world.violated("I22", gidOf(number) + u": "_s + name() + u" called after its lease had run out, without a new claim"_s);
    m_world.checker().called(number, call, *this);
    const int step = stepOf(call.branch);
    m_calling.push_back({call.call, number, step, call.op});
    if (m_world.tracing())
        m_world.trace(u"%1 %2 calls %3 %4"_s.arg(name(), gidOf(number), call.branch.value, QString(nameIn(opKindNames, call.op))));
    const Weather &weather = m_world.weather();
    const bool lost = m_world.fault(weather.callLost);
    const bool late = !lost && m_world.fault(weather.late);
    const bool answers = !lost && !late && !m_world.fault(weather.answerLost);
    const Answer answer = [this, number, id = call.call, life = m_life, heard = std::make_shared<bool>(false)](engine::CallAnswered &&given) {
        if (life == m_life && !std::exchange(*heard, true))
            answered(number, id, std::move(given));
    };
    if (!answers || call.op == OpKind::Resume)
        later(call.timeout, [answer, id = call.call] {
            answer({.call = id, .outcome = Outcome::Unknown, .text = u"timed out"_s});
        }, m_life);
    if (m_world.fault(weather.callDoubled)) {
        m_world.probe(Probe::DoubledCall);
        deliver(call, m_world.random().ms(0, 5'000), {});
    }
    if (late)
        m_world.probe(Probe::LateArrival);
    if (!lost)
        deliver(call, late ? call.timeout + m_world.random().ms(0, 8'000) : m_world.random().ms(0, 20), answers ? answer : Answer());
}

// Delivery does not care whether the caller still lives; its answer does.
void Node::deliver(const engine::Call &call, Milliseconds after, const Answer &answer)
{
    m_world.after(after, [this, call, answer, life = m_life] {
        const auto reply = [this, id = call.call, answer, life](Outcome outcome, int status) {
            if (answer)
                later(m_world.random().ms(0, 20), [answer, id, outcome, status] {
                    answer({.call = id, .outcome = outcome, .statusCode = status, .text = u"FAILURE"_s});
                }, life);
        };
        if (call.op == OpKind::Resume)
            return m_world.clients().wake(numberOf(call.gid), [reply](Outcome outcome) { reply(outcome, 0); });
        const Bank::Verdict verdict = m_world.bank().execute(call);
        if (m_world.tracing())
            m_world.trace(u"%1 %2 %3 is executed: %4"_s.arg(call.gid.value, call.branch.value,
                QString(nameIn(opKindNames, call.op))).arg(verdict.status));
        reply(verdict.outcome, verdict.status);
    });
}

void Node::answered(int number, engine::CallId call, engine::CallAnswered &&answer)
{
    std::erase_if(m_calling, [&](const Calling &c) { return c.call == call && c.number == number; });
    dispatch(number, std::move(answer));
}

void Node::setTimer(int number, Instant at)
{
    const quint64 generation = ++m_timers[static_cast<std::size_t>(number)];
    const Milliseconds wait = std::max(Milliseconds{0}, std::chrono::duration_cast<Milliseconds>(at - clock()));
    later(wait, [this, number, generation] {
        if (m_timers[static_cast<std::size_t>(number)] == generation)
            dispatch(number, engine::TimerFired{});
    }, m_life);
}

void Node::reply(engine::Reply &&reply)
{
    const auto found = m_requests.find(reply.request);
    if (found == m_requests.end())
        return m_world.violated("I4", u"a request was answered twice"_s);
    const Pending pending = std::move(found->second);
    m_requests.erase(found);
    if (m_world.tracing())
        m_world.trace(u"%1 %2 answers %3 %4 (%5)"_s.arg(name(), gidOf(pending.question.number)).arg(static_cast<int>(reply.kind))
                          .arg(reply.message).arg(reply.request));
    m_world.checker().answered(pending.question, reply);
    pending.onReply(reply);
}

} // namespace txdesk::sim
