// What a person does about one op: calls it now, or says what became of it. Nothing follows before that is durable.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

ActionState TransactionMachine::Impl::gateOf(const ActionRequest &what) const
{
    const qsizetype index = isAboutOneOp(what.action, what.branch, transaction()) ? openOp(m_snapshot, what.branch) : -1;
    const bool underWay = index >= 0 && m_runs[static_cast<std::size_t>(index)].inFlight();
    return gate(what.action, m_snapshot, what.branch, m_now, underWay);
}

JournalEvent TransactionMachine::Impl::eventOf(const ActionRequest &what) const
{
    const QString verb = nameIn(actionNames, what.action);
    const QString actor = what.actor.isEmpty() && what.by ? what.by->actor : what.actor;
    JournalEvent event{.kind = EventKind::ManualAct, .branch = what.branch,
                       .text = what.reason.isEmpty() ? verb : verb + u": "_s + what.reason, .actor = actor};
    if (const qsizetype index = openOp(m_snapshot, what.branch); index >= 0)
        event.op = m_snapshot.ops.at(index).kind;
    return event;
}

void TransactionMachine::Impl::actOnOp(const ActionRequest &what)
{
    const qsizetype index = openOp(m_snapshot, what.branch);
    if (what.action == Action::Skip)
        countAsDone(index);
    else if (what.action == Action::MarkFailed)
        countAsRejected(index, what);
    else
        callAlone(index);
}

// The others keep waiting. When nothing else has failed it is the whole transaction that is due now, which survives a crash.
void TransactionMachine::Impl::callAlone(qsizetype index)
{
    bool othersWait = false;
    for (qsizetype i = 0; i < m_snapshot.ops.size(); ++i)
        othersWait = othersWait || (i != index && m_snapshot.ops[i].status == OpStatus::Prepared && m_snapshot.ops[i].failures > 0);
    if (!othersWait) {
        transaction().nextDueAt = m_now;
        return startRound();
    }
    m_runs[static_cast<std::size_t>(index)].waiting = false;
    m_resting = false;
}

// As if its participant had answered with success: a saga's action is compensated if the saga turns back later.
void TransactionMachine::Impl::countAsDone(qsizetype index)
{
    GlobalTransaction &t = transaction();
    OpRun &run = m_runs[static_cast<std::size_t>(index)];
    const std::optional<Instant> due = t.nextDueAt;
    m_snapshot.ops[index].dueAt.reset();
    ++run.revision;
    run.byHand = true;
    letOthersGoOn();
    finishOp(index, OpStatus::Succeeded);
    if (TXDESK_MUTANT(SkipTakesNext))
        for (qsizetype i = 0; i < m_snapshot.ops.size(); ++i)
            if (i != index && m_snapshot.ops[i].kind == m_snapshot.ops[index].kind && m_snapshot.ops[i].status == OpStatus::Prepared)
                return finishOp(i, OpStatus::Succeeded);
    const bool othersDead = std::ranges::any_of(m_snapshot.ops, [](const BranchOp &op) { return op.status == OpStatus::Dead; });
    if (t.parked == Parked::DeadLetter && othersDead)
        t.nextDueAt = due; // still given up, and kept as long as before
    else
        t.parked = Parked::No;
}

void TransactionMachine::Impl::countAsRejected(qsizetype index, const ActionRequest &what)
{
    m_runs[static_cast<std::size_t>(index)].byHand = true;
    finishOp(index, OpStatus::Failed);
    apply(TransactionEvent::OperatorRejects, u"%1 marked as failed by %2: %3"_s.arg(what.branch.value, what.actor, what.reason));
}

// What was never called does not wait for the round in which those that failed are called again.
void TransactionMachine::Impl::letOthersGoOn()
{
    for (OpRun &run : m_runs)
        run.waiting = run.waiting && run.attempts > 0;
    m_resting = false;
}

} // namespace txdesk::engine
