// What must hold, and when it is looked at.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/checker.h"

#include "shared/engine/transition_table.h"
#include "tests/sim/bank.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

bool isLegal(TransactionKind kind, std::optional<TransactionStatus> from, TransactionStatus to)
{
    return std::ranges::any_of(engine::transitionsOf(kind), [&](const engine::Transition &row) { return row.from == from && row.to == to; });
}

} // namespace

Checker::Checker(World &world) : m_world(world), m_facts(world.scripts().size()) {}

void Checker::require(bool holds, const char *invariant, int number, const char *what)
{
    if (!holds)
        m_world.violated(invariant, gidOf(number) + u": "_s + QString::fromLatin1(what));
}

void Checker::written(int number, const std::optional<TransactionSnapshot> &before, const TransactionSnapshot &after,
                      const engine::TransactionWrite &write)
{
    std::optional<TransactionStatus> status;
    if (before)
        status = before->transaction.status;
    for (const JournalEvent &event : write.events) {
        if (event.kind != EventKind::StatusChanged)
            continue;
        require(event.from == status && event.to && isLegal(after.transaction.kind, status, *event.to), "I8", number,
                "moved against the transition table");
        status = event.to;
    }
    require(status == after.transaction.status, "I8", number, "moved without saying so");
    facts(number).lastOwner = after.transaction.owner;
    if (after.transaction.kind == TransactionKind::At)
        checkLocks(number, after, write);
    if (!before)
        return;
    if (before->transaction.forced && !write.opChanges.isEmpty())
        m_world.probe(Probe::LateAfterForce);
    require(after.transaction.epoch == before->transaction.epoch + 1, "I21", number, "its epoch did not grow by one");
    checkRows(number, *before, after, write);
    checkDoneOnes(number, *before, after, write);
    checkParked(number, *before, after, write);
    if (m_world.script(number).hasLadder())
        checkDeliveries(number, *before, after, write);
}

// Rows join only while nothing is decided; they never go, change places or come twice.
void Checker::checkRows(int number, const TransactionSnapshot &before, const TransactionSnapshot &after, const engine::TransactionWrite &write)
{
    require(write.newOps.isEmpty() || before.transaction.status == TransactionStatus::Prepared, "I9", number,
            "a branch joined after the decision");
    require(after.ops.size() == before.ops.size() + write.newOps.size(), "I20", number, "a branch or step was recorded twice or lost");
    const bool byPerson = std::ranges::find(write.events, EventKind::ManualAct, &JournalEvent::kind) != write.events.end();
    for (qsizetype i = 0; i < std::min(before.ops.size(), after.ops.size()); ++i) {
        const BranchOp &was = before.ops.at(i);
        const BranchOp &is = after.ops.at(i);
        require(was.branch == is.branch && was.kind == is.kind, "I8", number, "its rows changed places");
        const bool triedAgain = byPerson && (was.status == OpStatus::Dead || was.status == OpStatus::Dirty);
        if (triedAgain && was.status == OpStatus::Dirty)
            facts(number).decided = was.branch;
        require(was.status == OpStatus::Prepared || was.status == is.status || triedAgain, "I8", number, "an op that had ended changed");
    }
}

// At the moment a call leaves a coordinator.
void Checker::called(int number, const engine::Call &call, const Node &by)
{
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    require(entry != nullptr, "I17", number, "was called before it was stored");
    if (!entry)
        return;
    const TransactionSnapshot &row = entry->snapshot;
    const TransactionStatus status = row.transaction.status;
    if (call.op == OpKind::Query)
        return checkQuery(number, row, by);
    if (call.op == OpKind::Resume)
        return require(row.transaction.kind == TransactionKind::Workflow && call.opText == u"order"_s, "I7", number,
                       "something else than a workflow's client was woken");
    const auto op = std::ranges::find_if(row.ops, [&](const BranchOp &o) { return o.branch == call.branch && o.kind == call.op; });
    require(op != row.ops.end() && op->url == call.url, "I7", number, "an op was called that nobody asked for");
    // Until its next write or claim tells it; a report may have come to another coordinator.
    const bool mayBeBehind = m_world.weather().freezes > 0 || facts(number).failedOnes.contains(call.branch);
    require(mayBeBehind || op == row.ops.end() || op->status != OpStatus::Succeeded || row.transaction.owner != by.name(), "I13",
            number, "an op was called again although its success is stored");
    for (int index = 0; index < m_world.nodeCount(); ++index)
        if (index != by.index() && m_world.node(index).isCalling(number, stepOf(call.branch), call.op))
            m_world.countOverlap();
    if (m_world.script(number).isAt()) {
        checkAtCall(number, call, row, by);
    } else if (m_world.script(number).isTwoPhase()) {
        checkPhaseTwo(number, call, row);
    } else if (call.op == OpKind::Action) {
        require(row.transaction.kind != TransactionKind::Workflow, "I7", number, "a recorded step was called");
        require(status != TransactionStatus::Prepared, "I9", number, "an action was called before the submit was durable");
        checkForward(number, call);
    } else {
        require(status == TransactionStatus::Aborting || status == TransactionStatus::Failed, "I9", number,
                "a compensation was called before the turn was durable");
        checkBackward(number, call, by);
    }
}

// Never more often than its sender has allowed.
void Checker::checkQuery(int number, const TransactionSnapshot &row, const Node &by)
{
    const GlobalTransaction &t = row.transaction;
    require(t.kind == TransactionKind::Message || t.kind == TransactionKind::Notify, "I7", number, "a saga was asked back");
    require(t.options.checkMax == 0 || t.failures < t.options.checkMax || t.owner != by.name(), "I19", number,
            "its sender was asked more often than it allows");
}

// No confirm or commit before a durable submit that its client asked for, no cancel or rollback before a durable turn;
// TCC the newest row first, XA the oldest, and the next only after the one before has accepted.
void Checker::checkPhaseTwo(int number, const engine::Call &call, const TransactionSnapshot &row)
{
    const TransactionStatus status = row.transaction.status;
    const bool forward = call.op == OpKind::Confirm || call.op == OpKind::Commit;
    const Bank::StepState &state = m_world.bank().step(number, stepOf(call.branch));
    if (forward) {
        const bool forced = row.transaction.forced; // elsewhere, and the caller is behind
        require(status == TransactionStatus::Submitted || status == TransactionStatus::Succeeded || forced, "I9", number,
                "a branch was confirmed before the submit was durable");
        require(facts(number).submitAsked, "I9", number, "a branch was confirmed and nobody had submitted it");
        require(call.op != OpKind::Confirm || state.net() == 1, "I18", number, "a branch was confirmed whose try had not succeeded");
    } else {
        require(status == TransactionStatus::Aborting || status == TransactionStatus::Failed, "I9", number,
                "a branch was cancelled before the turn was durable");
    }
    bool passed = false;
    for (const BranchOp &op : row.ops) {
        if (op.kind != call.op)
            continue;
        passed = passed || op.branch == call.branch;
        const bool mustBeDone = call.kind == TransactionKind::Tcc ? passed : !passed;
        const Bank::StepState &other = m_world.bank().step(number, stepOf(op.branch));
        require(!mustBeDone || op.branch == call.branch || (forward ? other.confirmRow : other.compensateRow), "I16", number,
                "a branch was told the decision out of turn");
    }
}

void Checker::checkForward(int number, const engine::Call &call)
{
    const TransactionScript &script = m_world.script(number);
    const int step = stepOf(call.branch);
    for (int other = 0; other < static_cast<int>(script.steps.size()); ++other)
        if (script.dependsOn(step, other))
            require(m_world.bank().step(number, other).successes > 0, "I16", number, "an action was called before its prerequisite succeeded");
}

void Checker::checkBackward(int number, const engine::Call &call, const Node &by)
{
    const GlobalTransaction &row = m_world.store().find(number)->snapshot.transaction;
    const bool inDoubt = row.ranAhead || row.owner != by.name(); // every step may have run, or the caller is behind
    const TransactionScript &script = m_world.script(number);
    const int step = stepOf(call.branch);
    require(!by.isCalling(number, step, OpKind::Action), "I16", number, "a step was compensated while its action was under way");
    for (int other = 0; other < static_cast<int>(script.steps.size()); ++other) {
        if (script.dependsOn(other, step))
            require(m_world.bank().step(number, other).net() == 0, "I16", number, "a step was compensated before one that depends on it");
        if (script.dependsOn(step, other) && !inDoubt)
            require(m_world.bank().step(number, other).successes > 0, "I18", number, "a step was compensated that cannot have run");
    }
}

void Checker::answered(const Question &question, const engine::Reply &reply)
{
    using Kind = engine::Reply::Kind;
    if (reply.kind == Kind::Success)
        return checkSuccess(question, reply);
    if (reply.kind == Kind::Busy)
        m_world.probe(Probe::Busy);
    if (reply.kind == Kind::Moved)
        m_world.probe(Probe::Moved);
    if (reply.kind == Kind::Denied)
        m_world.probe(Probe::Denied);
    if (reply.kind == Kind::Ongoing)
        m_world.probe(Probe::WaitOngoing);
    if (question.asked == Asked::Register && reply.kind == Kind::Failure)
        m_world.probe(Probe::RegisteredTooLate);
    if (question.asked == Asked::Register && reply.message.contains("UniqueKeyConflict"_L1))
        m_world.probe(Probe::RegisteredAgain);
    const bool mayCreate = question.asked == Asked::Prepare || question.asked == Asked::Progress;
    require(!mayCreate || !reply.message.startsWith("no TransGlobal"_L1), "I6", question.number,
            "whoever wanted to create it heard that it is not there");
    checkRefused(question, reply);
}

// A saga's client that waited hears a refusal only of what is stored; of other kinds a refusal proves nothing.
void Checker::checkRefused(const Question &question, const engine::Reply &reply)
{
    const int number = question.number;
    if (question.asked != Asked::SubmitWait || reply.kind != engine::Reply::Kind::Failure || !m_world.script(number).isSaga())
        return;
    if (reply.message.startsWith("wait result"_L1))
        return m_world.probe(Probe::WaitUnfinished);
    m_world.probe(Probe::WaitTurnedBack);
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    const bool turned = entry && entry->snapshot.transaction.status != TransactionStatus::Prepared
        && entry->snapshot.transaction.status != TransactionStatus::Submitted;
    require(turned, "I4", number, "a client heard that it turned back, and that is not stored");
}

void Checker::checkSuccess(const Question &question, const engine::Reply &reply)
{
    const int number = question.number;
    const Asked asked = question.asked;
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    require(entry != nullptr, "I5", number, "success was answered and nothing is stored");
    if (!entry)
        return;
    const TransactionStatus status = entry->snapshot.transaction.status;
    const bool turned = status == TransactionStatus::Aborting || status == TransactionStatus::Failed;
    facts(number).acknowledged = true;
    if (asked == Asked::Submit)
        require(status != TransactionStatus::Prepared, "I5", number, "a submit was answered and is not stored");
    if (asked == Asked::SubmitWait) {
        m_world.probe(Probe::WaitSucceeded);
        require(status == TransactionStatus::Succeeded, "I4", number, "a client heard of an end that is not stored");
    }
    if (asked == Asked::Abort)
        require(m_world.script(number).isTwoPhase() || m_world.script(number).isAt() ? turned : status == TransactionStatus::Failed, "I5", number,
                "an abort was answered and is not stored");
    if (asked == Asked::AbortWait)
        require(status == TransactionStatus::Failed, "I4", number, "a client heard that all is taken back, and that is not stored");
    if (asked == Asked::End)
        require(isFinal(status), "I5", number, "a workflow's end was answered and is not stored");
    if (asked == Asked::Register)
        checkRegistered(question, entry->snapshot);
    if (asked == Asked::RegisterAt)
        checkAtRegistered(question, entry->snapshot, reply);
    if (asked == Asked::Report && question.failed) {
        m_world.probe(Probe::AtReported);
        for (const BranchOp &op : entry->snapshot.ops)
            require(op.branch != question.branch || op.status != OpStatus::Prepared || isFinal(status), "I5", number,
                    "a report was answered and is not stored");
    }
    if (asked == Asked::Progress)
        checkProgress(question, entry->snapshot, reply);
    if (asked == Asked::Manual && question.action == Action::ForceStop)
        require(status == TransactionStatus::Failed, "I5", number, "a force-stop was answered and is not stored");
    if (asked == Asked::Manual && question.action == Action::Abort)
        require(turned, "I5", number, "a turn was answered and is not stored");
}

// A branch that is acknowledged is stored; a workflow's step is acknowledged to one run only.
void Checker::checkRegistered(const Question &question, const TransactionSnapshot &stored)
{
    const int number = question.number;
    m_world.probe(Probe::Registered);
    const bool isThere = std::ranges::any_of(stored.ops, [&question](const BranchOp &op) { return stepOf(op.branch) == question.step; });
    require(isThere, "I5", number, "a registration was answered and is not stored");
    if (m_world.script(number).kind() != TransactionKind::Workflow)
        return;
    const std::pair key(question.step, question.op);
    require(std::ranges::find(facts(number).recorded, key) == facts(number).recorded.end(), "I20", number,
            "two runs were told that they recorded the same step");
    facts(number).recorded.push_back(key);
}

// What was stored when it was asked is told; what is told is stored.
void Checker::checkProgress(const Question &question, const TransactionSnapshot &stored, const engine::Reply &reply)
{
    const int number = question.number;
    require(reply.snapshot.has_value(), "I20", number, "a workflow's client heard nothing of what is stored");
    if (!reply.snapshot)
        return;
    const QList<BranchOp> &told = reply.snapshot->ops;
    require(told.size() >= question.rowsThen, "I20", number, "a recorded step was not told to the next run");
    require(told.size() <= stored.ops.size() && told == stored.ops.first(told.size()), "I5", number, "a step was told that is not stored");
    require(!isFinal(reply.snapshot->transaction.status) || isFinal(stored.transaction.status), "I5", number,
            "an end was told that is not stored");
}

void Checker::taken(int number, const QString &by)
{
    if (!facts(number).lastOwner.isEmpty() && facts(number).lastOwner != by)
        m_world.probe(Probe::Takeover);
}

void Checker::operatorAsked(int number, Action action)
{
    facts(number).turnAsked |= action == Action::Abort;
    facts(number).forceAsked |= action == Action::ForceStop;
    facts(number).forceRollbackAsked |= action == Action::ForceRollback;
    facts(number).acceptAsked |= action == Action::AcceptCurrent;
    facts(number).markAsked |= action == Action::MarkFailed;
}

// Success: it is on record. Undone for want of a record: it never happens.
void Checker::actAnswered(int number, const QString &actor, engine::Reply::Kind kind)
{
    const bool isRecorded = std::ranges::any_of(m_world.store().audit(), [&actor](const AuditRecord &record) { return record.by.actor == actor; });
    if (kind == engine::Reply::Kind::Success)
        return require(isRecorded, "I36", number, "an act was answered and is not on record");
    if (kind != engine::Reply::Kind::AuditUnavailable)
        return;
    m_world.probe(Probe::ActUndone);
    facts(number).undone.append(actor);
}

} // namespace txdesk::sim
