// What participants do with one delivery.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/bank.h"

#include "tests/sim/ledger.h"
#include "tests/sim/sim_mutants.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

Bank::Bank(World &world) : m_world(world)
{
    for (const TransactionScript &script : world.scripts())
        m_steps.emplace_back(script.steps.size());
    m_senders.resize(world.scripts().size());
}

const Bank::StepState &Bank::step(int number, int step) const
{
    return m_steps[static_cast<std::size_t>(number)][static_cast<std::size_t>(step)];
}

Bank::Verdict Bank::execute(const engine::Call &call)
{
    if (m_world.fault(m_world.weather().participantError))
        return {Outcome::Unknown, 500};
    if (m_world.fault(m_world.weather().ongoing))
        return {Outcome::Ongoing, 425};
    const int number = numberOf(call.gid);
    if (call.op == OpKind::Query)
        return query(number);
    if (call.kind == TransactionKind::At)
        return m_world.ledger().execute(call);
    const auto step = static_cast<std::size_t>(stepOf(call.branch));
    StepState &state = m_steps[static_cast<std::size_t>(number)][step];
    const Verdict verdict = executeOn(state, call);
    if (verdict.outcome == Outcome::Succeeded && !state.accepted.contains(call.op))
        state.accepted.append(call.op);
    m_world.mix(static_cast<quint64>(verdict.status) * 31 + step);
    return verdict;
}

Bank::Verdict Bank::executeOn(StepState &state, const engine::Call &call)
{
    const int number = numberOf(call.gid);
    const auto step = static_cast<std::size_t>(stepOf(call.branch));
    switch (call.op) {
    case OpKind::Action:
    case OpKind::Try: return act(state, m_world.script(number).steps[step]);
    case OpKind::Confirm: return confirm(state);
    case OpKind::Commit: return commitXa(state);
    case OpKind::Rollback: return call.kind == TransactionKind::Xa ? rollbackXa(state) : compensate(state);
    case OpKind::Compensate:
    case OpKind::Cancel:
    case OpKind::Query:
    case OpKind::Business:
    case OpKind::Resume: break;
    }
    return compensate(state);
}

void Bank::doByHand(int number, int step, OpKind op)
{
    StepState &state = m_steps[static_cast<std::size_t>(number)][static_cast<std::size_t>(step)];
    if (op == OpKind::Action) {
        (void)act(state, StepScript{}); // a person does not refuse
        return;
    }
    engine::Call call;
    call.gid = Gid{gidOf(number)};
    call.kind = m_world.script(number).kind();
    call.branch = branchOf(step);
    call.op = op;
    (void)executeOn(state, call);
}

Bank::Verdict Bank::confirm(StepState &state)
{
    const bool guarded = m_world.weather().barriers && !barrierIsOff();
    if (!guarded || !state.confirmRow)
        ++state.confirmEffects;
    state.confirmRow = true;
    return {Outcome::Succeeded, 200};
}

bool Bank::prepareXa(int number, int step)
{
    StepState &state = m_steps[static_cast<std::size_t>(number)][static_cast<std::size_t>(step)];
    if (state.compensateRow) {
        m_world.probe(Probe::XaTombstone);
        return false;
    }
    state.held = true;
    ++state.successes;
    return true;
}

// Not prepared counts as done only with the proof that it was committed here.
Bank::Verdict Bank::commitXa(StepState &state)
{
    if (!state.held && !state.confirmRow) {
        m_world.violated("I26", u"an xa branch was committed that was not prepared"_s);
        return {Outcome::Unknown, 500};
    }
    if (std::exchange(state.held, false))
        ++state.actionEffects;
    state.confirmRow = true;
    return {Outcome::Succeeded, 200};
}

// Nothing prepared is a success, and leaves a row that keeps a late first phase from being prepared.
Bank::Verdict Bank::rollbackXa(StepState &state)
{
    if (!std::exchange(state.held, false))
        m_world.probe(Probe::EmptyCompensation);
    state.compensateRow = true;
    return {Outcome::Succeeded, 200};
}

// Inserting the row and reading it are one step: after a "no" the sender can no longer commit.
Bank::Verdict Bank::query(int number)
{
    Sender &sender = m_senders[static_cast<std::size_t>(number)];
    m_world.probe(sender.committed ? Probe::BackCheckCommitted : Probe::BackCheckDenied);
    if (sender.committed)
        return {Outcome::Succeeded, 200};
    sender.deniedRow = true;
    return {Outcome::Rejected, 409};
}

bool Bank::commitLocally(int number)
{
    Sender &sender = m_senders[static_cast<std::size_t>(number)];
    if (sender.deniedRow) {
        m_world.probe(Probe::LocalBlocked);
        return false;
    }
    sender.committed = true;
    return true;
}

Bank::Verdict Bank::act(StepState &state, const StepScript &script)
{
    const bool guarded = m_world.weather().barriers && !barrierIsOff();
    if (guarded && state.actionRow) {
        m_world.probe(state.compensateRow && state.actionEffects == 0 ? Probe::SuspendedAction : Probe::DuplicateCall);
        ++state.successes;
        return {Outcome::Succeeded, 200};
    }
    if (script.refuses) { // the local transaction is rolled back, its barrier row with it
        m_world.probe(Probe::RefusedAction);
        ++state.refusals;
        return {Outcome::Rejected, 409};
    }
    state.actionRow = true;
    ++state.actionEffects;
    ++state.successes;
    return {Outcome::Succeeded, 200};
}

Bank::Verdict Bank::compensate(StepState &state)
{
    const bool guarded = m_world.weather().barriers && !barrierIsOff();
    const bool empty = !state.actionRow;
    const bool duplicate = guarded && state.compensateRow;
    state.compensateRow = true;
    if (empty) {
        m_world.probe(Probe::EmptyCompensation);
        state.actionRow = guarded; // a late action finds it taken
    } else if (!duplicate && (guarded || state.net() > 0)) {
        ++state.compensateEffects;
    }
    return {Outcome::Succeeded, 200};
}

} // namespace txdesk::sim
