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
    if (!before)
        return;
    if (before->transaction.forced && !write.opChanges.isEmpty())
        m_world.probe(Probe::LateAfterForce);
    require(after.transaction.epoch == before->transaction.epoch + 1, "I21", number, "its epoch did not grow by one");
    for (qsizetype i = 0; i < after.ops.size(); ++i) {
        const OpStatus was = before->ops.at(i).status;
        require(was == OpStatus::Prepared || was == after.ops.at(i).status, "I8", number, "an op that had ended changed");
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
        return require(row.transaction.kind == TransactionKind::Message, "I7", number, "a saga was asked back");
    const auto op = std::ranges::find_if(row.ops, [&](const BranchOp &o) { return o.branch == call.branch && o.kind == call.op; });
    require(op != row.ops.end() && op->url == call.url, "I7", number, "an op was called that nobody asked for");
    const bool mayBeBehind = m_world.weather().freezes > 0; // until its next write or claim tells it
    require(mayBeBehind || op == row.ops.end() || op->status != OpStatus::Succeeded || row.transaction.owner != by.name(), "I13",
            number, "an op was called again although its success is stored");
    const Node &other = m_world.node(&m_world.node(0) == &by ? 1 : 0);
    if (other.isCalling(number, stepOf(call.branch), call.op))
        m_world.countOverlap();
    if (call.op == OpKind::Action) {
        require(status != TransactionStatus::Prepared, "I9", number, "an action was called before the submit was durable");
        checkForward(number, call);
    } else {
        require(status == TransactionStatus::Aborting || status == TransactionStatus::Failed, "I9", number,
                "a compensation was called before the turn was durable");
        checkBackward(number, call, by);
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

void Checker::answered(int number, Asked asked, std::optional<Action> action, const engine::Reply &reply)
{
    using Kind = engine::Reply::Kind;
    if (reply.kind == Kind::Success)
        return checkSuccess(number, asked, action);
    if (reply.kind == Kind::Busy)
        m_world.probe(Probe::Busy);
    if (reply.kind == Kind::Moved)
        m_world.probe(Probe::Moved);
    if (reply.kind == Kind::Denied)
        m_world.probe(Probe::Denied);
    if (asked != Asked::SubmitWait || reply.kind != Kind::Failure || !m_world.script(number).isSaga())
        return;
    if (reply.message.startsWith("wait result"_L1))
        return m_world.probe(Probe::WaitUnfinished);
    m_world.probe(Probe::WaitTurnedBack);
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    const bool turned = entry && entry->snapshot.transaction.status != TransactionStatus::Prepared
        && entry->snapshot.transaction.status != TransactionStatus::Submitted;
    require(turned, "I4", number, "a client heard that it turned back, and that is not stored");
}

void Checker::checkSuccess(int number, Asked asked, std::optional<Action> action)
{
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    require(entry != nullptr, "I5", number, "success was answered and nothing is stored");
    if (!entry)
        return;
    const TransactionStatus status = entry->snapshot.transaction.status;
    facts(number).acknowledged = true;
    if (asked == Asked::Submit)
        require(status != TransactionStatus::Prepared, "I5", number, "a submit was answered and is not stored");
    if (asked == Asked::SubmitWait) {
        m_world.probe(Probe::WaitSucceeded);
        require(status == TransactionStatus::Succeeded, "I4", number, "a client heard of an end that is not stored");
    }
    if (asked == Asked::Abort)
        require(status == TransactionStatus::Failed, "I5", number, "an abort was answered and is not stored");
    if (asked == Asked::Manual && action == Action::ForceStop)
        require(status == TransactionStatus::Failed, "I5", number, "a force-stop was answered and is not stored");
    if (asked == Asked::Manual && action == Action::Abort)
        require(status == TransactionStatus::Aborting || status == TransactionStatus::Failed, "I5", number, "a turn was answered and is not stored");
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
}

void Checker::verify()
{
    for (const TransactionScript &script : m_world.scripts())
        verifyOne(script);
    for (const int index : {0, 1})
        if (!m_world.node(index).owesNothing())
            m_world.violated("I4", m_world.node(index).name() + u" never answered a request"_s);
}

void Checker::verifyOne(const TransactionScript &script)
{
    const int number = script.number;
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    if (!entry) {
        require(!facts(number).acknowledged, "I5", number, "was acknowledged and is not stored");
        return require(everyNetIs(script, 0), "I7", number, "has effects and is not stored");
    }
    const GlobalTransaction &t = entry->snapshot.transaction;
    const bool waitsForClient = script.isSaga() && t.status == TransactionStatus::Prepared;
    require(isFinal(t.status) || waitsForClient, "I10", number, "did not end after all faults had ended");
    require(!waitsForClient || everyNetIs(script, 0), "I9", number, "was never submitted and has effects");
    require(!t.forced || facts(number).forceAsked, "I7", number, "was force-stopped and nobody asked for it");
    for (std::size_t i = 0; i < script.steps.size(); ++i) {
        const Bank::StepState &step = m_world.bank().step(number, static_cast<int>(i));
        require(step.actionEffects <= 1 && step.compensateEffects <= 1, "I13", number, "an op took effect twice");
    }
    verifyJournal(number, *entry);
    if (t.forced)
        return m_world.probe(Probe::ForceStop);
    if (isFinal(t.status))
        script.isSaga() ? verifySaga(script, t) : verifyMessage(script, t);
}

bool Checker::everyNetIs(const TransactionScript &script, int wanted) const
{
    for (std::size_t i = 0; i < script.steps.size(); ++i)
        if (m_world.bank().step(script.number, static_cast<int>(i)).net() != wanted)
            return false;
    return true;
}

void Checker::verifySaga(const TransactionScript &script, const GlobalTransaction &t)
{
    if (script.wanted.transaction.custom.concurrent)
        m_world.probe(Probe::ConcurrentSaga);
    const bool succeeded = t.status == TransactionStatus::Succeeded;
    require(!succeeded || everyNetIs(script, 1), "I3", script.number, "succeeded and not every action took effect");
    require(succeeded || everyNetIs(script, 0), "I2", script.number, "failed and not everything is compensated");
    if (succeeded)
        return;
    if (t.rollbackReason.startsWith("Timeout"_L1))
        m_world.probe(Probe::DeadlineReason);
    if (t.rollbackReason.startsWith("RetryCount"_L1))
        m_world.probe(Probe::RetryLimitReason);
    if (t.rollbackReason.startsWith("aborted by"_L1))
        m_world.probe(Probe::OperatorTurn);
    bool cause = t.options.timeoutToFail.count() > 0 || t.options.retryLimit > 0 || facts(script.number).turnAsked;
    for (std::size_t i = 0; i < script.steps.size(); ++i)
        cause = cause || m_world.bank().step(script.number, static_cast<int>(i)).refusals > 0;
    require(cause, "I3", script.number, "turned back for no reason");
}

// A message is delivered exactly when its sender's local transaction committed.
void Checker::verifyMessage(const TransactionScript &script, const GlobalTransaction &t)
{
    const bool delivered = t.status == TransactionStatus::Succeeded;
    require(everyNetIs(script, delivered ? 1 : 0), "I3", script.number, "its end and what its receivers saw differ");
    if (!script.prepares || facts(script.number).turnAsked)
        return;
    const bool committed = m_world.bank().locallyCommitted(script.number);
    require(delivered == committed, "I19", script.number, committed ? "committed and not delivered" : "delivered and not committed");
    if (!delivered)
        m_world.probe(Probe::Aborted);
}

void Checker::verifyJournal(int number, const store::MemoryStore::Entry &entry)
{
    qint64 seq = 0;
    std::optional<TransactionStatus> status;
    for (const JournalEvent &event : entry.events) {
        require(event.seq == ++seq, "I33", number, "its journal has a hole");
        if (event.kind != EventKind::StatusChanged)
            continue;
        require(event.from == status, "I8", number, "its journal tells another history");
        status = event.to;
    }
    require(seq == entry.snapshot.transaction.lastSeq, "I33", number, "its journal is not complete");
    require(status == entry.snapshot.transaction.status, "I8", number, "its journal ends elsewhere");
}

} // namespace txdesk::sim
