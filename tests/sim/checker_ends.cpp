// What must hold when everything has come to rest.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/bank.h"
#include "tests/sim/checker.h"
#include "tests/sim/ledger.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

void Checker::verify()
{
    for (const TransactionScript &script : m_world.scripts())
        verifyOne(script);
    verifySeals();
    m_world.ledger().verify();
    for (int index = 0; index < m_world.nodeCount(); ++index)
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
        require(step.actionEffects <= 1 && step.compensateEffects <= 1 && step.confirmEffects <= 1, "I13", number, "an op took effect twice");
    }
    verifyJournal(number, *entry);
    verifyActs(number, *entry);
    if (t.forced)
        return m_world.probe(Probe::ForceStop);
    if (!isFinal(t.status))
        return;
    switch (script.kind()) {
    case TransactionKind::Saga: return verifySaga(script, t);
    case TransactionKind::Notify: return verifyNotify(script, *entry);
    case TransactionKind::Message: return verifyMessage(script, t);
    case TransactionKind::At: return verifyAt(script, entry->snapshot);
    case TransactionKind::Tcc:
    case TransactionKind::Xa: return verifyTwoPhase(script, entry->snapshot);
    case TransactionKind::Workflow: return verifyWorkflow(script, entry->snapshot);
    }
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
    bool cause = t.options.timeoutToFail.count() > 0 || t.options.retryLimit > 0 || facts(script.number).turnAsked || facts(script.number).markAsked;
    for (std::size_t i = 0; i < script.steps.size(); ++i)
        cause = cause || m_world.bank().step(script.number, static_cast<int>(i)).refusals > 0;
    require(cause, "I3", script.number, "turned back for no reason");
}

// Confirmed everywhere or taken back everywhere: every registered branch was told, and no locks are left.
void Checker::verifyTwoPhase(const TransactionScript &script, const TransactionSnapshot &stored)
{
    const int number = script.number;
    const bool isTcc = script.kind() == TransactionKind::Tcc;
    const bool succeeded = stored.transaction.status == TransactionStatus::Succeeded;
    require(everyNetIs(script, succeeded ? 1 : 0), succeeded ? "I3" : "I2", number,
            succeeded ? "succeeded and not every branch took effect" : "failed and not everything is taken back");
    for (std::size_t i = 0; i < script.steps.size(); ++i) {
        const Bank::StepState &step = m_world.bank().step(number, static_cast<int>(i));
        require(!step.held, "I25", number, "an xa branch is still prepared and holds its locks");
        require(!isTcc || step.confirmEffects == (succeeded ? 1 : 0), "I3", number, "its end and what was confirmed differ");
    }
    for (const BranchOp &op : stored.ops) {
        const bool wasDue = succeeded == (op.kind == OpKind::Confirm || op.kind == OpKind::Commit);
        const Bank::StepState &step = m_world.bank().step(number, stepOf(op.branch));
        require(!wasDue || op.status == OpStatus::Succeeded, "I3", number, "it ended before every registered branch had accepted");
        require(!wasDue || (succeeded ? step.confirmRow : step.compensateRow), "I18", number, "a registered branch was never told");
    }
    m_world.probe(isTcc ? succeeded ? Probe::TccConfirmed : Probe::TccCancelled : succeeded ? Probe::XaCommitted : Probe::XaRolledBack);
    const bool timedOut = stored.transaction.rollbackReason.startsWith("Timeout"_L1);
    if (timedOut)
        m_world.probe(Probe::TwoPhaseTimeout);
    const Facts &asked = facts(number);
    require(succeeded ? asked.submitAsked : timedOut || asked.abortAsked || asked.turnAsked, "I3", number, "ended and nobody wanted it");
}

// Each step is recorded once, and what is recorded is what took effect.
void Checker::verifyWorkflow(const TransactionScript &script, const TransactionSnapshot &stored)
{
    const int number = script.number;
    const bool succeeded = stored.transaction.status == TransactionStatus::Succeeded;
    require(everyNetIs(script, succeeded ? 1 : 0), succeeded ? "I3" : "I2", number,
            succeeded ? "succeeded and not every step took effect" : "failed and not everything is taken back");
    qsizetype done = 0;
    qsizetype undone = 0;
    bool refused = false;
    for (const BranchOp &op : stored.ops) {
        done += op.kind == OpKind::Action && op.status == OpStatus::Succeeded;
        undone += op.kind == OpKind::Rollback;
        refused = refused || op.status == OpStatus::Failed;
    }
    const auto steps = static_cast<qsizetype>(script.steps.size());
    require(succeeded ? done == steps && undone == 0 : refused && done == undone, "I20", number, "its records do not tell how it ended");
    require(!stored.transaction.result.isEmpty(), "I5", number, "what its client returned is not stored");
    m_world.probe(succeeded ? Probe::WorkflowEnded : Probe::WorkflowTurnedBack);
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

// What operators did, as the journal tells it, and the audit: the same acts, each once.
void Checker::verifyActs(int number, const store::MemoryStore::Entry &entry)
{
    QStringList done;
    for (const JournalEvent &event : entry.events)
        if (event.kind == EventKind::ManualAct)
            done.append(event.actor);
    QStringList recorded;
    for (const AuditRecord &record : m_world.store().audit())
        if (record.gid == gidOf(number))
            recorded.append(record.by.actor);
    done.sort();
    recorded.sort();
    require(done == recorded, "I36", number, "what operators did and the audit differ");
    for (const QString &actor : std::as_const(facts(number).undone))
        require(!done.contains(actor), "I36", number, "an act was done whose asker heard that it is undone");
}

void Checker::verifySeals()
{
    store::AuditHead head;
    for (const AuditRecord &record : m_world.store().audit()) {
        require(record.seq == head.seq + 1 && store::fitsSeal(QByteArray(32, 'k'), head.mac, record), "I37", 0, "a record does not fit its chain");
        head = {record.seq, record.mac};
    }
}

} // namespace txdesk::sim
