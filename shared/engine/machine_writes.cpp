// What is stored and when, and what the store answers.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds firstStoreDelay{100};
constexpr int storeDelayDoublingsMax = 6; // 6.4 s

} // namespace

void TransactionMachine::Impl::touch(bool urgent)
{
    if (!dirty())
        m_dirtySince = m_now;
    ++m_change;
    m_urgent = m_urgent || urgent;
    if (urgent)
        m_decision = m_change;
}

// Decisions, waits and what somebody waits for at once; outcomes when they are old enough, or with the next of those.
void TransactionMachine::Impl::persist()
{
    if (!m_present || m_store != Store::Rest)
        return;
    if (!dirty())
        registerNext();
    if (!dirty())
        return;
    const bool nothingElseComes = m_callsInFlight == 0 && (m_resting || isFinished() || !m_owned || transaction().paused);
    if (m_urgent || nothingElseComes || somebodyRegisters() || m_now >= m_dirtySince + m_settings.writeBehind)
        issueWrite();
}

void TransactionMachine::Impl::issueWrite()
{
    TransactionWrite write = buildWrite();
    m_store = Store::Writing;
    m_urgent = false;
    m_issuedChange = m_change;
    m_issuedStatus = write.transaction.status;
    m_issuedSeq = write.transaction.lastSeq;
    m_issuedUpdate = write.transaction.updatedAt;
    m_issuedRanAhead = write.transaction.ranAhead;
    m_issuedOps = m_snapshot.ops.size();
    m_issuedOwner = !m_guest && !write.transaction.owner.isEmpty();
    if (!m_issuedOwner)
        m_owned = false; // from now on others may claim it
    m_out->emplace_back(Write{std::move(write)});
}

TransactionWrite TransactionMachine::Impl::buildWrite()
{
    GlobalTransaction &t = transaction();
    const bool goesOn = !m_resting && !isFinished();
    if (!m_guest)
        t.owner = goesOn ? m_settings.coordinator : QString();
    TransactionWrite write{.gid = m_gid, .create = !m_stored, .expectedStatus = m_storedStatus, .expectedEpoch = m_storedEpoch,
                           .transaction = t, .newOps = {}, .opChanges = {}, .events = m_journal.issue(), .audit = m_journal.issueAudit(m_storedEpoch)};
    const bool runsAhead = goesOn && t.kind == TransactionKind::Saga && t.status == TransactionStatus::Submitted;
    write.transaction.ranAhead = !isFinished() && (m_inheritedRanAhead || runsAhead);
    write.newOps = write.create ? m_snapshot.ops : m_snapshot.ops.sliced(m_storedOps);
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const qsizetype index = static_cast<qsizetype>(i);
        const BranchOp &op = m_snapshot.ops.at(index);
        OpRun &run = m_runs[i];
        run.issued = op.status;
        run.issuedRevision = run.revision;
        if (TXDESK_MUTANT(SkipForgotten) && run.byHand)
            continue;
        if (!write.create && index < m_storedOps && (op.status != run.stored || run.revision != run.storedRevision))
            write.opChanges.append({index, op.branch, op.kind, op.status, op.finishedAt, op.failures, op.dueAt, op.lastError});
    }
    if (m_registering && !TXDESK_MUTANT(LocksForgotten)) {
        write.locks = m_registering->locks;
        write.lockBranch = m_registering->branch;
    }
    write.releasesLocks = releasesLocks();
    return write;
}

void TransactionMachine::Impl::on(WriteDone &&done)
{
    m_store = Store::Rest;
    m_storeFailures = 0;
    m_stored = true;
    m_storedStatus = m_issuedStatus;
    m_storedEpoch = done.epoch;
    m_storedSeq = m_issuedSeq;
    m_storedRanAhead = m_issuedRanAhead;
    m_epochBeforeClaim.reset();
    m_claimsIgnored = 0;
    m_durableChange = m_issuedChange;
    m_owned = m_issuedOwner;
    m_lost = m_lost && !m_issuedOwner;
    transaction().epoch = done.epoch;
    if (done.id != 0)
        transaction().id = done.id;
    m_storedOps = m_issuedOps;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_issuedOps); ++i) {
        m_runs[i].stored = m_runs[i].issued;
        m_runs[i].storedRevision = m_runs[i].issuedRevision;
        m_runs[i].byHand = m_runs[i].byHand && m_snapshot.ops.at(static_cast<qsizetype>(i)).status != m_runs[i].stored;
    }
    m_registering.reset();
    m_journal.stored();
    m_beforeActs.reset();
}

// Somebody else created it, or moved it. What the store holds decides; nothing is overwritten.
void TransactionMachine::Impl::on(WriteConflict &&conflict)
{
    m_store = Store::Rest;
    if (TXDESK_MUTANT(ConflictOverwritten) && m_stored && conflict.current) {
        m_storedEpoch = conflict.current->transaction.epoch;
        m_storedStatus = conflict.current->transaction.status;
        return touch(true);
    }
    m_issuedChange = m_durableChange; // certainly not done
    m_registering.reset();
    if (m_stored || !conflict.current)
        return load();
    m_present = false;
    const TransactionStatus status = conflict.current->transaction.status;
    if (status != TransactionStatus::Prepared && !isFinal(status))
        return load(); // to join in, unless another coordinator drives it
    adopt(*std::move(conflict.current), false);
}

void TransactionMachine::Impl::on(WriteRefused &&refused)
{
    m_store = Store::Rest;
    const quint64 refusedChange = std::exchange(m_issuedChange, m_durableChange);
    m_registering.reset();
    const ErrorCode code = refused.error.code;
    if (code == ErrorCode::AuditUnavailable && m_stored)
        return undoActs(refusedChange, refused.error.message);
    answerAll(code == ErrorCode::Overloaded ? Reply::Kind::Busy : code == ErrorCode::AuditUnavailable ? Reply::Kind::AuditUnavailable : Reply::Kind::Error,
              refused.error.message);
    if (!m_stored)
        return forget(); // nothing was done and nobody waits any more
    storeFailed(refused.error);
}

// What could not be put on record has not happened: whoever asked for it is told, and all else is decided anew on what the
// store holds, so that the transaction goes on without the act.
void TransactionMachine::Impl::undoActs(quint64 refusedChange, const QString &message)
{
    if (TXDESK_MUTANT(ActOutlivesAudit)) {
        m_journal.stored();
        return touch(true);
    }
    std::erase_if(m_waiters, [&](const Waiter &waiter) {
        const auto *asked = std::get_if<ManualRequest>(&waiter.intent);
        const bool isUndone = asked && asked->what.by && waiter.acted && waiter.change <= refusedChange;
        if (isUndone)
            m_out->emplace_back(Reply{.request = waiter.request, .kind = Reply::Kind::AuditUnavailable, .message = message});
        return isUndone;
    });
    if (const std::unique_ptr<BeforeActs> before = std::exchange(m_beforeActs, nullptr)) {
        transaction().nextDueAt = before->due;
        transaction().failures = before->failures;
        transaction().retryInterval = before->retryInterval;
        m_query.waiting = before->queryWaiting;
        for (std::size_t i = 0; i < std::min(m_runs.size(), before->runs.size()); ++i)
            m_runs[i].waiting = before->runs[i].waiting;
    }
    load();
}

void TransactionMachine::Impl::on(WriteUnknown &&unknown)
{
    m_store = Store::Rest;
    if (TXDESK_MUTANT(UnknownWriteIsDone))
        return on(WriteDone{.epoch = m_storedEpoch + 1});
    m_registering.reset();
    if (m_storeFailures >= unknownWritesMax)
        return storeFailed(unknown.error);
    ++m_storeFailures;
    load();
}

void TransactionMachine::Impl::on(LoadFailed &&failed)
{
    m_store = Store::Rest;
    answerAll(failed.error.code == ErrorCode::Overloaded ? Reply::Kind::Busy : Reply::Kind::Error, failed.error.message);
    if (!m_present)
        return forget();
    storeFailed(failed.error);
}

// Tried again later, from a fresh look at the row; what is known of calls stays in memory meanwhile.
void TransactionMachine::Impl::storeFailed(const Error &)
{
    const int doublings = std::min(m_storeFailures, storeDelayDoublingsMax);
    ++m_storeFailures;
    m_store = Store::BackingOff;
    m_storeRetryAt = m_now + firstStoreDelay * (1 << doublings);
}

} // namespace txdesk::engine
