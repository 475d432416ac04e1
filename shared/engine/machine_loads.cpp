// What is read from the store, and how it joins what is remembered.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/ladder.h"
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

void TransactionMachine::Impl::load(bool claim)
{
    m_store = Store::Loading;
    m_claiming = claim;
    m_lapsed = m_lapsed && !claim;
    m_lookWanted = false;
    m_out->emplace_back(Load{.gid = m_gid, .claim = claim, .steal = false});
}

// Read without taking it over, which is enough for most requests. Not for those that want work done, nor when it is ours
// already without our knowing: then nobody else would drive it.
bool TransactionMachine::Impl::mustClaim(const GlobalTransaction &stored) const
{
    if (isFinal(stored.status))
        return false;
    if (m_lapsed || m_claimsIgnored > 0 || (!m_present && stored.owner == m_settings.coordinator))
        return true;
    if (m_present)
        return stored.epoch != m_storedEpoch;
    return std::ranges::any_of(m_waiters, [&stored](const Waiter &waiter) {
        return std::holds_alternative<AbortRequest>(waiter.intent) || std::holds_alternative<ManualRequest>(waiter.intent)
            || (std::holds_alternative<SubmitIntent>(waiter.intent) && stored.status != TransactionStatus::Prepared);
    });
}

void TransactionMachine::Impl::on(Loaded &&loaded)
{
    m_store = Store::Rest;
    if (loaded.snapshot && !m_claiming) {
        const GlobalTransaction &stored = loaded.snapshot->transaction;
        if (mustClaim(stored))
            return load();
        if (m_present && stored.epoch == m_storedEpoch)
            return decideKnown(); // as it is remembered
    }
    if (loaded.snapshot)
        return adopt(*std::move(loaded.snapshot), loaded.claimed);
    if (m_present && !m_stored)
        return createAgain();
    if (createWhatWasAsked())
        return;
    answerNotFound();
    forget();
}

// The create was certainly not done. A disk that is full at each commit can still be read: not for ever.
void TransactionMachine::Impl::createAgain()
{
    if (m_storeFailures >= unknownWritesMax) {
        answerAll(Reply::Kind::Error, u"the store cannot be written; nothing was done"_s);
        return forget();
    }
    m_durableChange = m_issuedChange = 0;
    m_urgent = true;
    m_journal.keepAll();
    decideKnown();
}

// Found due, and taken over already. While a write or load is under way its answer will tell; this one is ignored.
void TransactionMachine::Impl::on(Claimed &&claimed)
{
    if (m_store == Store::Writing || m_store == Store::Loading) {
        ++m_claimsIgnored;
        return;
    }
    const bool nothingUnsure = std::exchange(m_store, Store::Rest) == Store::Rest;
    const GlobalTransaction &row = claimed.snapshot.transaction;
    const bool isNew = !m_present;
    if (nothingUnsure && m_present && m_owned && m_stored && row.epoch == m_storedEpoch + 1) {
        m_epochBeforeClaim = m_storedEpoch; // only our own claim has moved it
        m_storedEpoch = transaction().epoch = row.epoch;
        return;
    }
    adopt(std::move(claimed.snapshot), true);
    if (!m_owned || isFinished())
        return;
    if (claimed.recovered && isNew) {
        note({.kind = EventKind::Recovered});
        touch(false);
    }
    startRound();
}

// Whatever was owned, or was asked to be owned before now, is no longer trusted.
void TransactionMachine::Impl::on(LeaseLapsed &&)
{
    m_lapsed = !TXDESK_MUTANT(LapseIgnored);
}

// Calls under way go on, since nobody can take them back; what others have done meanwhile comes with the claim.
void TransactionMachine::Impl::lookAfterLapse()
{
    if (m_present && m_stored && m_owned && !isFinished())
        return load();
    m_lapsed = false;
}

// The write that got no answer took effect: its own epoch, followed by nothing but our claim.
bool TransactionMachine::Impl::wasWritten(const TransactionSnapshot &stored, bool claimed) const
{
    const GlobalTransaction &t = stored.transaction;
    const bool looksLikeOurs = m_present && m_stored && m_issuedChange > m_durableChange && t.lastSeq == m_issuedSeq
        && t.status == m_issuedStatus && t.updatedAt == m_issuedUpdate && t.epoch == m_storedEpoch + 1 + (claimed ? 1 : 0);
    if (!looksLikeOurs || stored.ops.size() != m_issuedOps)
        return false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_issuedOps); ++i)
        if (stored.ops.at(static_cast<qsizetype>(i)).status != m_runs[i].issued)
            return false;
    return true;
}

// The store's word is taken over; what is known from calls and not stored yet is kept and stored again.
void TransactionMachine::Impl::adopt(TransactionSnapshot &&stored, bool owned)
{
    const qint64 epoch = stored.transaction.epoch;
    m_storeFailures = 0;
    if (wasWritten(stored, owned)) {
        on(WriteDone{.epoch = epoch, .id = stored.transaction.id});
        m_owned = owned;
        m_lost = !owned && !isFinished();
        m_resting = m_resting && !owned;
        m_guest = m_guest && !owned;
        // If it was another coordinator's after all, that one may have called more than the rows show.
        m_inheritedRanAhead = transaction().ranAhead = stored.transaction.ranAhead;
        return decideKnown();
    }
    if (owned && m_present)
        mergeFacts(std::move(stored));
    else
        dropMemory(std::move(stored));
    m_epochBeforeClaim = owned ? std::optional(epoch - 1) : std::nullopt;
    m_present = m_stored = true;
    m_owned = owned;
    m_lost = !owned && !isFinished();
    decideAgain();
}

// The same rows as far as both go: branches may have joined through another coordinator, or not have been stored here.
bool TransactionMachine::Impl::continues(const TransactionSnapshot &stored) const
{
    if (stored.ops.size() < m_storedOps)
        return false;
    for (qsizetype i = 0; i < m_storedOps; ++i)
        if (stored.ops[i].branch != m_snapshot.ops[i].branch || stored.ops[i].kind != m_snapshot.ops[i].kind)
            return false;
    return true;
}

void TransactionMachine::Impl::mergeFacts(TransactionSnapshot &&stored)
{
    const bool sameJournal = stored.transaction.lastSeq == m_storedSeq;
    const bool nobodyElse = sameJournal && stored.transaction.epoch == m_storedEpoch + 1 + m_claimsIgnored;
    if (!continues(stored))
        return dropMemory(std::move(stored));
    const std::size_t shared = static_cast<std::size_t>(m_storedOps); // rows registered elsewhere come after these
    const TransactionSnapshot known = std::exchange(m_snapshot, {});
    const OpRuns knownRuns = std::exchange(m_runs, {});
    const std::optional<Outcome> knownAnswer = m_queryOutcome;
    const bool queryWaits = m_query.waiting;
    replaceSnapshot(std::move(stored));
    if (transaction().status == TransactionStatus::Prepared) { // what the sender said of its local transaction stays true
        m_queryOutcome = knownAnswer;
        m_query.waiting = queryWaits;
    }
    if (!sameJournal)
        m_journal.clear();
    m_journal.keepFacts(transaction().lastSeq);
    if (nobodyElse) // else whoever had it may have called what no row shows
        transaction().ranAhead = m_inheritedRanAhead = known.transaction.ranAhead;
    keepBookkeeping(known.transaction, sameJournal);
    for (std::size_t i = 0; i < shared; ++i) {
        const qsizetype index = static_cast<qsizetype>(i);
        m_runs[i].call = knownRuns[i].call;
        m_runs[i].attempts = knownRuns[i].attempts;
        m_runs[i].waiting = knownRuns[i].waiting;
        keepOp(index, known.ops[index], knownRuns[i], sameJournal);
        if (knownRuns[i].heldBack && transaction().status == TransactionStatus::Submitted) // the turn was never stored
            finishOp(index, OpStatus::Succeeded);
    }
    touch(false);
}

// What a person may have decided about since then is asked again instead; a call too many harms nobody.
void TransactionMachine::Impl::keepOp(qsizetype index, const BranchOp &known, const OpRun &knownRun, bool isNewer)
{
    BranchOp &op = m_snapshot.ops[index];
    const bool isFact = known.status == OpStatus::Succeeded || known.status == OpStatus::Failed || isNewer;
    if (op.status != OpStatus::Prepared || !isFact || (knownRun.byHand && !TXDESK_MUTANT(SkipOutlivesRefusal)))
        return;
    op = known;
    if (knownRun.revision != knownRun.storedRevision)
        ++m_runs[static_cast<std::size_t>(index)].revision;
    if (op.kind == OpKind::Rollback && op.status != OpStatus::Prepared)
        transaction().resolution = Resolution::None;
}

// isNewer: nobody but this coordinator wrote the row, so its memory is the newer truth about tries.
void TransactionMachine::Impl::keepBookkeeping(const GlobalTransaction &known, bool isNewer)
{
    GlobalTransaction &t = transaction();
    t.attempts = std::max(t.attempts, known.attempts);
    if (!isNewer)
        return;
    t.lastError = known.lastError;
    if (t.status != known.status)
        return;
    t.failures = known.failures;
    t.retryInterval = known.retryInterval;
    t.nextDueAt = known.nextDueAt;
}

// Only that calls are under way is remembered: their steps must not be compensated before they are answered.
void TransactionMachine::Impl::dropMemory(TransactionSnapshot &&stored)
{
    const OpRuns known = std::exchange(m_runs, {});
    m_journal.clear();
    m_rejection.clear();
    replaceSnapshot(std::move(stored));
    m_callsInFlight = m_query.inFlight() ? 1 : 0;
    for (std::size_t i = 0; i < std::min(known.size(), m_runs.size()); ++i) {
        m_runs[i].call = known[i].call;
        m_callsInFlight += known[i].inFlight() ? 1 : 0;
    }
}

// Everything is as stored, and waits for its due time.
void TransactionMachine::Impl::replaceSnapshot(TransactionSnapshot &&stored)
{
    m_snapshot = std::move(stored);
    const GlobalTransaction &t = transaction();
    m_storedOps = m_snapshot.ops.size();
    m_guest = false;
    m_runs.assign(static_cast<std::size_t>(m_snapshot.ops.size()), OpRun{});
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        m_runs[i].stored = m_runs[i].issued = m_snapshot.ops.at(static_cast<qsizetype>(i)).status;
    }
    for (std::size_t i = 0; i < m_runs.size(); ++i)
        m_runs[i].attempts = m_snapshot.ops.at(static_cast<qsizetype>(i)).failures;
    const bool rowsTell = std::ranges::any_of(m_snapshot.ops, [](const BranchOp &op) { return op.failures > 0; });
    if (t.failures > 0 && !hasLadder(t) && !rowsTell) // rows of DTM, or of before rows told: those of what is called next
        for (const qsizetype next : nextPlan().runNow)
            m_runs[static_cast<std::size_t>(next)].attempts = t.failures;
    for (OpRun &run : m_runs)
        run.waiting = t.epoch > 0;
    m_query.waiting = t.epoch > 0;
    if (t.status == TransactionStatus::Prepared && !m_query.inFlight())
        m_query.attempts = t.attempts; // nothing else is called before the decision
    m_queryOutcome.reset();
    m_resting = false;
    m_announced = t.epoch > 0 ? t.nextDueAt : std::nullopt;
    m_storedStatus = t.status;
    m_storedEpoch = t.epoch;
    m_claimsIgnored = 0;
    m_storedSeq = t.lastSeq;
    m_storedRanAhead = m_inheritedRanAhead = t.ranAhead;
    m_durableChange = m_issuedChange = m_change;
    m_urgent = false;
    m_beforeActs.reset();
}

void TransactionMachine::Impl::forget()
{
    m_present = m_stored = m_owned = m_lost = false;
    m_storeFailures = 0;
    m_wakeAt.reset();
    m_query = {};
    m_lapsed = false;
    dropMemory({});
}

} // namespace txdesk::engine
