// Which buttons they press.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/operators.h"

#include "shared/engine/action_gate.h"
#include "tests/sim/bank.h"
#include "tests/sim/checker.h"
#include "tests/sim/ledger.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

void Operators::start()
{
    Random &random = m_world.random();
    for (int i = 0; i < m_world.weather().operatorActs; ++i) {
        const int number = random.below(static_cast<int>(m_world.scripts().size()));
        static constexpr Action actions[] = {Action::Retry, Action::Retry, Action::Abort, Action::ForceStop, Action::ForceStop, Action::Pause, Action::Resume,
                                             Action::Submit, Action::ForceRollback, Action::AcceptCurrent, Action::Skip, Action::Skip, Action::MarkFailed};
        const Action action = actions[random.below(13)];
        const bool looksFirst = random.below(4) != 0;
        const bool alone = action == Action::Retry && random.below(2) == 0;
        m_world.after(random.ms(100, 8'000), [this, number, action, looksFirst, alone] {
            if (alone || action == Action::Skip || action == Action::MarkFailed)
                actOnBranch(withFailingBranch(number, action), action);
            else
                act(number, action, looksFirst);
        });
    }
}

void Operators::resumeAll()
{
    for (const TransactionScript &script : m_world.scripts()) {
        const store::MemoryStore::Entry *entry = m_world.store().find(script.number);
        if (!entry || isFinal(entry->snapshot.transaction.status))
            continue;
        if (entry->snapshot.transaction.paused)
            act(script.number, Action::Resume, false);
        else if (entry->snapshot.transaction.parked != Parked::No)
            resolve(script.number, entry->snapshot.transaction);
    }
    m_world.after(Milliseconds{2'000}, [this] { resumeAll(); });
}

// As a person would: after a look into the databases concerned.
void Operators::resolve(int number, const GlobalTransaction &t)
{
    Random &random = m_world.random();
    switch (t.parked) {
    case Parked::No: break;
    case Parked::Dirty: {
        static constexpr Action choices[] = {Action::Retry, Action::ForceRollback, Action::AcceptCurrent};
        const Action action = choices[random.below(3)];
        if (action == Action::Retry)
            m_world.ledger().mend(number);
        act(number, action, true);
        break;
    }
    case Parked::Unanswered:
        act(number, random.below(4) == 0 ? Action::Retry : m_world.bank().looksCommitted(number) ? Action::Submit : Action::Abort, true);
        break;
    case Parked::DeadLetter:
        if (random.below(4) == 0)
            actOnBranch(number, Action::Skip);
        else if (t.kind == TransactionKind::Message || random.below(4) == 0)
            act(number, Action::Retry, true);
        break;
    }
}

// The transaction of this number, or the first one after it that can be acted on.
int Operators::withFailingBranch(int number, Action action)
{
    const int count = static_cast<int>(m_world.scripts().size());
    for (int i = 0; i < count; ++i) {
        const store::MemoryStore::Entry *entry = m_world.store().find((number + i) % count);
        if (!entry)
            continue;
        for (const BranchOp &op : entry->snapshot.ops)
            if (engine::gate(action, entry->snapshot, op.branch, m_world.now()).allowed)
                return (number + i) % count;
    }
    return number;
}

// They look for a branch that fails, do by hand what they skip, and then say so. Where participants have no barriers nothing
// can be done by hand that may still be called; AT's undo records are barriers of their own.
void Operators::actOnBranch(int number, Action action)
{
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    Node &node = m_world.anyNode();
    const bool isAt = m_world.script(number).isAt();
    if (!entry || !node.isUp() || (action == Action::Skip && !isAt && !m_world.weather().barriers))
        return;
    const TransactionSnapshot &seen = entry->snapshot;
    const auto isOpen = [&](const BranchOp &op) { return engine::gate(action, seen, op.branch, m_world.now()).allowed; };
    const auto found = std::ranges::find_if(seen.ops, isOpen);
    const bool asksInVain = found == seen.ops.end() && !seen.ops.isEmpty() && m_world.random().below(8) == 0;
    if (found == seen.ops.end() && !asksInVain)
        return;
    ActionRequest request{.gid = {gidOf(number)}, .action = action, .reason = u"because"_s, .actor = u"ann-%1"_s.arg(++m_acts),
                          .expectedStatus = seen.transaction.status, .expectedEpoch = seen.transaction.epoch,
                          .branch = asksInVain ? seen.ops.first().branch : found->branch};
    request.by = AuditContext{request.actor, u"t1"_s, Role::Admin, u"127.0.0.1"_s, {}};
    const qsizetype index = asksInVain ? -1 : engine::openOp(seen, request.branch);
    const std::optional<OpKind> op = index < 0 ? std::nullopt : std::optional(seen.ops[index].kind);
    const bool wasDead = index >= 0 && seen.ops[index].status == OpStatus::Dead;
    node.later(m_world.random().ms(0, 300), [this, &node, number, request, op, wasDead, isAt] {
        if (request.action == Action::Skip && op && !doByHand(number, request.branch, *op))
            return;
        m_world.checker().operatorAsked(number, request.action);
        node.request({.number = number, .asked = Asked::Manual, .action = request.action, .branch = request.branch},
                     [request](engine::RequestId id) { return engine::ManualRequest{id, request}; },
                     [this, number, request, op, wasDead, isAt](const engine::Reply &reply) {
                         m_world.checker().actAnswered(number, request.actor, reply.kind);
                         if (reply.kind != engine::Reply::Kind::Success)
                             return;
                         m_world.probe(request.action == Action::Skip ? wasDead ? Probe::SkippedDead : isAt ? Probe::SkippedAt : Probe::Skipped
                                       : request.action == Action::MarkFailed ? Probe::MarkedFailed : Probe::RetriedAlone);
                         m_world.checker().actOnOpAnswered(number, request, op);
                     });
    }, node.life());
}

// false: it cannot be done as things are, and nobody says that it was.
bool Operators::doByHand(int number, const BranchId &branch, OpKind op)
{
    if (m_world.script(number).isAt())
        return m_world.ledger().doByHand(number, branch, op);
    m_world.bank().doByHand(number, stepOf(branch), op);
    return true;
}

void Operators::act(int number, Action action, bool looksFirst)
{
    if (action == Action::Submit && !m_world.bank().looksCommitted(number))
        return;
    Node &node = m_world.anyNode();
    ActionRequest request;
    request.gid = {gidOf(number)};
    request.action = action;
    request.reason = u"because"_s;
    request.actor = u"ann-%1"_s.arg(++m_acts); // so that each act is told from the others
    request.by = AuditContext{request.actor, u"t1"_s, Role::Admin, u"127.0.0.1"_s, {}};
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    if (looksFirst && entry) {
        request.expectedStatus = entry->snapshot.transaction.status;
        request.expectedEpoch = entry->snapshot.transaction.epoch;
    }
    const bool resends = action == Action::Retry && entry && entry->snapshot.transaction.parked == Parked::DeadLetter;
    if (resends && m_world.random().below(3) == 0)
        request.branch = std::ranges::find(entry->snapshot.ops, OpStatus::Dead, &BranchOp::status)->branch;
    if (!node.isUp())
        return;
    node.later(m_world.random().ms(0, 300), [this, &node, number, action, resends, request] {
        m_world.checker().operatorAsked(number, action);
        node.request({.number = number, .asked = Asked::Manual, .action = action},
                     [request](engine::RequestId id) { return engine::ManualRequest{id, request}; },
                     [this, number, action, resends, actor = request.actor](const engine::Reply &reply) {
                         m_world.checker().actAnswered(number, actor, reply.kind);
                         const bool done = reply.kind == engine::Reply::Kind::Success;
                         if (action == Action::Submit && done)
                             m_world.probe(Probe::SaidYes);
                         if (resends && done)
                             m_world.probe(Probe::Resent);
                         if (action == Action::Pause && reply.kind == engine::Reply::Kind::Success)
                             m_world.probe(Probe::Paused);
                     });
    }, node.life());
}

} // namespace txdesk::sim
