// What must hold of AT: locks, order, what is overwritten and by whose decision.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/checker.h"
#include "tests/sim/ledger.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

// Locks come with the branch that registers, and end with the decision forward or with the end: once, and all of them.
void Checker::checkLocks(int number, const TransactionSnapshot &after, const engine::TransactionWrite &write)
{
    const TransactionStatus status = after.transaction.status;
    const int held = m_world.store().locksOf(number);
    const bool ends = status == TransactionStatus::Submitted || isFinal(status);
    require(write.locks.isEmpty() || (status == TransactionStatus::Prepared && write.newOps.size() == 2), "I28", number,
            "rows were locked without a branch that registers");
    require(held >= facts(number).locks || (ends && write.releasesLocks), "I29", number, "locks ended before the decision");
    require(!ends || held == 0, "I29", number, "locks are left after the decision");
    if (ends && facts(number).locks > 0)
        m_world.probe(Probe::AtLocksEnded);
    facts(number).locks = held;
}

// Whoever waits for a person moves only by a person, or by a client whose decision it waits for.
void Checker::checkParked(int number, const TransactionSnapshot &before, const TransactionSnapshot &after, const engine::TransactionWrite &write)
{
    const auto has = [&write](EventKind kind) { return std::ranges::find(write.events, kind, &JournalEvent::kind) != write.events.end(); };
    const Parked was = before.transaction.parked;
    const Parked is = after.transaction.parked;
    require(was != Parked::No || is == Parked::No || has(EventKind::Parked), "I8", number, "was parked without saying so");
    require(was == Parked::No || is == was || has(EventKind::ManualAct) || has(EventKind::StatusChanged), "I8", number,
            "moved by itself though it waits for a person");
    require(is == Parked::No || !isFinal(after.transaction.status), "I8", number, "has ended and still waits for a person");
    if (was == Parked::No && is == Parked::Unanswered)
        m_world.probe(Probe::Unanswered);
    if (was == Parked::No && is == Parked::DeadLetter)
        m_world.probe(Probe::DeadLetter);
}

// Forward nobody is told before the durable submit; back the newest first, each only when the one before it has ended.
void Checker::checkAtCall(int number, const engine::Call &call, const TransactionSnapshot &row, const Node &by)
{
    const GlobalTransaction &t = row.transaction;
    if (call.op == OpKind::Commit) {
        require(t.status == TransactionStatus::Submitted || t.status == TransactionStatus::Succeeded || t.forced, "I9", number,
                "a branch was committed before the submit was durable");
        return require(facts(number).submitAsked, "I9", number, "a branch was committed and nobody had submitted it");
    }
    require(t.status == TransactionStatus::Aborting || t.status == TransactionStatus::Failed, "I9", number,
            "a branch was rolled back before the turn was durable");
    bool passed = false;
    for (const BranchOp &op : row.ops) {
        const bool newer = passed && op.kind == OpKind::Rollback;
        passed = passed || op.branch == call.branch;
        if (newer && op.branch != call.branch)
            require(facts(number).failedOnes.contains(op.branch) || m_world.ledger().isEnded(number, op.branch), "I16", number,
                    "a branch was rolled back before a newer one");
    }
    if (call.opText.isEmpty())
        return;
    const bool forces = call.opText == u"rollback-force"_s;
    require(forces ? facts(number).forceRollbackAsked : facts(number).acceptAsked, "I30", number, "rows were overwritten and nobody had decided that");
    require(facts(number).decided == call.branch || t.owner != by.name(), "I30", number, "rows of another branch than the one decided about were overwritten");
    require(t.resolution == (forces ? Resolution::Force : Resolution::Accept) || t.owner != by.name(), "I30", number,
            "rows were overwritten before that decision was durable");
}

void Checker::checkAtRegistered(const Question &question, const TransactionSnapshot &stored, const engine::Reply &reply)
{
    const int number = question.number;
    m_world.probe(Probe::AtRegistered);
    const bool isThere = std::ranges::any_of(stored.ops, [&reply](const BranchOp &op) { return op.branch == reply.branch; });
    require(isThere, "I5", number, "a branch was answered and is not stored");
    const int account = m_world.script(number).changes[static_cast<std::size_t>(question.step)].account;
    require(stored.transaction.status != TransactionStatus::Prepared || m_world.store().holderOf(Ledger::row(account).key) == gidOf(number), "I28",
            number, "a branch was answered and its row is not locked");
}

void Checker::verifyAt(const TransactionScript &script, const TransactionSnapshot &stored)
{
    using Share = Ledger::Share;
    const int number = script.number;
    const bool succeeded = stored.transaction.status == TransactionStatus::Succeeded;
    m_world.probe(succeeded ? Probe::AtCommitted : Probe::AtRolledBack);
    for (std::size_t step = 0; step < script.steps.size(); ++step) {
        const Share share = m_world.ledger().share(number, static_cast<int>(step));
        require(!succeeded || share == Share::Applied, "I3", number, "succeeded and not every branch took effect");
        require(succeeded || share != Share::Applied, "I2", number, "failed and not every branch is put back");
        require(share != Share::Kept || facts(number).acceptAsked, "I30", number, "a branch was left as it is and nobody had decided that");
    }
    for (const BranchOp &op : stored.ops)
        require(op.status == OpStatus::Succeeded || succeeded != (op.kind == OpKind::Commit), "I3", number,
                "it ended before every registered branch was told");
    const bool timedOut = stored.transaction.rollbackReason.startsWith("Timeout"_L1);
    const Facts &asked = facts(number);
    require(succeeded ? asked.submitAsked : timedOut || asked.abortAsked || asked.turnAsked, "I3", number, "ended and nobody wanted it");
}

} // namespace txdesk::sim
