// SPDX-License-Identifier: Apache-2.0
#include "server/store/memory_store.h"

#include "server/store/audit_rules.h"
#include "server/store/store_rules.h"

#include <algorithm>
#include <tuple>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

BranchOp *findOp(QList<BranchOp> &ops, const BranchId &branch, OpKind kind)
{
    for (BranchOp &op : ops)
        if (op.branch == branch && op.kind == kind)
            return &op;
    return nullptr;
}

// What a write may change; everything else was fixed when the transaction was created.
void copyChangeable(const GlobalTransaction &from, GlobalTransaction &to)
{
    to.status = from.status;
    to.updatedAt = from.updatedAt;
    to.succeededAt = from.succeededAt;
    to.rolledBackAt = from.rolledBackAt;
    to.rollbackReason = from.rollbackReason;
    to.result = from.result;
    to.retryInterval = from.retryInterval;
    to.nextDueAt = storedDue(from);
    to.owner = from.owner;
    to.failures = from.failures;
    to.attempts = from.attempts;
    to.lastError = from.lastError;
    to.paused = from.paused;
    to.parked = from.parked;
    to.resolution = from.resolution;
    to.forced = from.forced;
    to.ranAhead = from.ranAhead;
}

void addRows(const engine::TransactionWrite &write, MemoryStore::Entry &entry)
{
    for (const BranchOp &op : write.newOps)
        if (!findOp(entry.snapshot.ops, op.branch, op.kind))
            entry.snapshot.ops.append(op);
    for (const engine::TransactionWrite::OpChange &change : write.opChanges) {
        if (BranchOp *op = findOp(entry.snapshot.ops, change.branch, change.kind)) {
            op->status = change.status;
            op->finishedAt = change.finishedAt;
            op->failures = change.failures;
            op->dueAt = change.dueAt;
            op->lastError = change.lastError;
        }
    }
    entry.events += write.events;
    entry.snapshot.transaction.lastSeq = storedLastSeq(write);
}

bool isDrivableBy(const GlobalTransaction &transaction, const QString &owner, const QMap<QString, NodeInfo> &nodes, Instant now)
{
    if (transaction.owner.isEmpty() || transaction.owner == owner)
        return true;
    const auto node = nodes.constFind(transaction.owner);
    return node == nodes.cend() || node->leaseUntil <= now;
}

using Entries = QMap<QString, MemoryStore::Entry>;

// Unfinished transactions that `wanted` accepts, by due time and id.
template<class Wanted>
QList<GlobalTransaction *> byDue(Entries &entries, Wanted &&wanted)
{
    QList<GlobalTransaction *> found;
    for (MemoryStore::Entry &entry : entries) {
        GlobalTransaction &transaction = entry.snapshot.transaction;
        if (!isFinal(transaction.status) && !transaction.paused && transaction.nextDueAt && wanted(transaction))
            found.append(&transaction);
    }
    std::sort(found.begin(), found.end(), [](const GlobalTransaction *a, const GlobalTransaction *b) {
        return std::tuple(*a->nextDueAt, a->id) < std::tuple(*b->nextDueAt, b->id);
    });
    return found;
}

} // namespace

QList<StoreAnswer> MemoryStore::commit(const QList<StoreRequest> &requests)
{
    QList<StoreAnswer> answers;
    answers.reserve(requests.size());
    for (const StoreRequest &request : requests)
        answers.append(apply(request));
    return answers;
}

StoreAnswer MemoryStore::apply(const StoreRequest &request)
{
    QList<AuditRecord> records = recordsOf(request);
    if (records.isEmpty() && !std::holds_alternative<TrimAudit>(request))
        return done(request);
    if (m_refusesAudit) {
        StoreAnswer tried = MemoryStore(*this).done(request); // a copy shows whether it would have come to that
        return isDone(tried) ? StoreAnswer(auditUnavailable()) : tried;
    }
    StoreAnswer answered = done(request);
    if (isDone(answered)) {
        fillIn(records, answered);
        for (const AuditRecord &record : std::as_const(records))
            append(record);
    }
    return answered;
}

StoreAnswer MemoryStore::done(const StoreRequest &request)
{
    return std::visit([this](const auto &one) { return answer(one); }, request);
}

void MemoryStore::append(const AuditRecord &record)
{
    const AuditHead head = m_audit.isEmpty() ? AuditHead() : AuditHead{m_audit.constLast().seq, m_audit.constLast().mac};
    m_audit.append(sealed(record, head, m_auditSettings));
}

StoreAnswer MemoryStore::answer(const TransactionWrite &write)
{
    const auto found = m_entries.find(write.gid.value);
    if (write.create) {
        if (found != m_entries.end())
            return engine::WriteConflict{found->snapshot};
        if (QList<LockHolder> holders = m_locks.inTheWayOf(write); !holders.isEmpty())
            return engine::WriteLocked{told(std::move(holders))};
        m_locks.apply(write);
        Entry entry{{write.transaction, {}}, {}};
        entry.snapshot.transaction.gid = write.gid;
        entry.snapshot.transaction.id = m_nextId++;
        entry.snapshot.transaction.epoch = 1;
        entry.snapshot.transaction.nextDueAt = storedDue(write.transaction);
        addRows(write, entry);
        const GlobalTransaction &stored = m_entries.insert(write.gid.value, entry)->snapshot.transaction;
        return engine::WriteDone{stored.epoch, stored.id};
    }
    if (found == m_entries.end())
        return engine::WriteConflict{};
    GlobalTransaction &stored = found->snapshot.transaction;
    if (stored.status != write.expectedStatus || stored.epoch != write.expectedEpoch)
        return engine::WriteConflict{found->snapshot};
    if (QList<LockHolder> holders = m_locks.inTheWayOf(write); !holders.isEmpty())
        return engine::WriteLocked{told(std::move(holders))};
    m_locks.apply(write);
    copyChangeable(write.transaction, stored);
    ++stored.epoch;
    addRows(write, *found);
    return engine::WriteDone{stored.epoch, stored.id};
}

QList<LockHolder> MemoryStore::told(QList<LockHolder> holders) const
{
    for (LockHolder &holder : holders) {
        const auto entry = m_entries.constFind(holder.gid.value);
        holder.status = entry == m_entries.cend() ? statusOfLostHolder : entry->snapshot.transaction.status;
    }
    return holders;
}

StoreAnswer MemoryStore::answer(const LoadTransaction &load)
{
    const auto found = m_entries.find(load.gid.value);
    if (found == m_entries.end())
        return engine::Loaded{};
    GlobalTransaction &stored = found->snapshot.transaction;
    const bool claims = load.claim && !isFinal(stored.status) && (load.steal || isDrivableBy(stored, load.owner, m_nodes, load.now));
    if (claims) {
        stored.owner = load.owner;
        ++stored.epoch;
    }
    return engine::Loaded{found->snapshot, claims};
}

StoreAnswer MemoryStore::answer(const ClaimDue &claim)
{
    const QList<GlobalTransaction *> due = byDue(m_entries, [&](const GlobalTransaction &transaction) {
        return *transaction.nextDueAt <= claim.now + claim.ahead && isDrivableBy(transaction, claim.owner, m_nodes, claim.now);
    });
    ClaimedList claimed;
    for (GlobalTransaction *transaction : due.first(std::min<qsizetype>(due.size(), std::max(claim.limit, 0)))) {
        const std::optional<Instant> reached = transaction->nextDueAt;
        transaction->owner = claim.owner;
        ++transaction->epoch;
        transaction->nextDueAt = claim.now + claimGrace(transaction->retryInterval);
        TransactionSnapshot snapshot = m_entries.constFind(transaction->gid.value)->snapshot;
        snapshot.transaction.nextDueAt = reached;
        claimed.snapshots.append(std::move(snapshot));
    }
    return claimed;
}

StoreAnswer MemoryStore::answer(const Recover &recover)
{
    Recovered recovered;
    for (Entry &entry : m_entries) {
        GlobalTransaction &transaction = entry.snapshot.transaction;
        if (isFinal(transaction.status) || !isDrivableBy(transaction, recover.owner, m_nodes, recover.now))
            continue;
        ++recovered.unfinished;
        if (transaction.status == TransactionStatus::Prepared || transaction.paused || transaction.parked != Parked::No)
            continue;
        transaction.nextDueAt = recover.now;
        ++transaction.epoch;
    }
    return recovered;
}

StoreAnswer MemoryStore::answer(const Heartbeat &heartbeat)
{
    m_nodes.removeIf([&](const auto &row) { return row.value().leaseUntil < heartbeat.now - forgetNodeAfter; });
    NodeInfo node = heartbeat.node;
    node.leaseUntil = heartbeat.now + heartbeat.lease;
    const auto held = m_nodes.constFind(node.node);
    if (held == m_nodes.cend() || held->startedAt == node.startedAt || held->leaseUntil <= heartbeat.now)
        m_nodes.insert(node.node, node);
    NodeList list;
    for (NodeInfo known : std::as_const(m_nodes)) {
        known.alive = known.leaseUntil > heartbeat.now;
        known.self = isSameRun(known, heartbeat.node);
        list.nodes.append(known);
    }
    return list;
}

StoreAnswer MemoryStore::answer(const TakeOver &takeOver)
{
    Recovered freed;
    for (Entry &entry : m_entries) {
        GlobalTransaction &transaction = entry.snapshot.transaction;
        const auto node = m_nodes.constFind(transaction.owner);
        const bool lapsed = node != m_nodes.cend() && node->node != takeOver.owner && node->leaseUntil <= takeOver.now;
        if (!lapsed || transaction.paused || transaction.parked != Parked::No || !transaction.nextDueAt || *transaction.nextDueAt <= takeOver.now)
            continue;
        if (transaction.status != TransactionStatus::Submitted && transaction.status != TransactionStatus::Aborting)
            continue;
        transaction.nextDueAt = takeOver.now;
        ++transaction.epoch;
        ++freed.unfinished;
    }
    return freed;
}

StoreAnswer MemoryStore::answer(const KeepHeld &keep)
{
    Removed moved;
    for (const Gid &gid : keep.gids) {
        const auto found = m_entries.find(gid.value);
        if (found == m_entries.end())
            continue;
        GlobalTransaction &transaction = found->snapshot.transaction;
        if (transaction.owner != keep.owner || !transaction.nextDueAt || *transaction.nextDueAt >= keep.until)
            continue;
        transaction.nextDueAt = keep.until;
        ++moved.count;
    }
    return moved;
}

StoreAnswer MemoryStore::answer(const Reset &)
{
    const Removed removed{static_cast<int>(m_entries.size())};
    m_entries.clear();
    m_kv.clear();
    m_locks.clear();
    return removed;
}

StoreAnswer MemoryStore::answer(const LeaveCluster &leave)
{
    return Removed{static_cast<int>(m_nodes.remove(leave.node))};
}

StoreAnswer MemoryStore::answer(const RemoveFinished &remove)
{
    QList<const GlobalTransaction *> old;
    for (const Entry &entry : std::as_const(m_entries)) {
        const GlobalTransaction &transaction = entry.snapshot.transaction;
        if (isFinal(transaction.status) && transaction.createdAt < remove.before && endedAt(transaction) < remove.before)
            old.append(&transaction);
    }
    std::sort(old.begin(), old.end(), [](const GlobalTransaction *a, const GlobalTransaction *b) {
        return std::tuple(a->createdAt, a->id) < std::tuple(b->createdAt, b->id);
    });
    QStringList gids;
    for (const GlobalTransaction *transaction : old.first(std::min<qsizetype>(old.size(), std::max(remove.limit, 0))))
        gids.append(transaction->gid.value);
    for (const QString &gid : std::as_const(gids))
        m_entries.remove(gid);
    return Removed{static_cast<int>(gids.size())};
}

bool MemoryStore::holds(const std::optional<KvGuard> &guard) const
{
    const auto row = guard ? m_kv.constFind(guard->category + u'/' + guard->key) : m_kv.cend();
    return !guard || (row != m_kv.cend() && row->version == guard->version);
}

StoreAnswer MemoryStore::answer(const PutKv &put)
{
    if (!holds(put.guard))
        return kvGuardMoved();
    const QString name = put.category + u'/' + put.key;
    const auto found = m_kv.find(name);
    if (put.expectedVersion == 0) {
        if (found != m_kv.end())
            return kvExists();
        m_kv.insert(name, {m_nextKvId++, put.category, put.key, put.value, 1, put.now, put.now});
        return KvStored{1};
    }
    if (found == m_kv.end() || found->version != put.expectedVersion)
        return kvMoved();
    found->value = put.value;
    found->updatedAt = put.now;
    return KvStored{++found->version};
}

StoreAnswer MemoryStore::answer(const RemoveKv &remove)
{
    if (!holds(remove.guard))
        return kvGuardMoved();
    return Removed{static_cast<int>(m_kv.remove(remove.category + u'/' + remove.key))};
}

StoreAnswer MemoryStore::answer(const HastenDue &hasten)
{
    const QList<GlobalTransaction *> later = byDue(m_entries, [&](const GlobalTransaction &transaction) {
        return transaction.parked == Parked::No && *transaction.nextDueAt > hasten.laterThan;
    });
    const qsizetype count = std::min<qsizetype>(later.size(), std::max(hasten.limit, 0));
    Hastened hastened{{}, later.size() > count};
    for (GlobalTransaction *transaction : later.first(count)) {
        transaction->nextDueAt = hasten.now;
        ++transaction->epoch;
        hastened.gids.append(transaction->gid);
    }
    return hastened;
}

StoreAnswer MemoryStore::answer(const PutToken &put)
{
    const auto isSame = [&put](const security::StoredToken &one) { return one.token.id == put.token.token.id || one.hash == put.token.hash; };
    if (put.onlyNew && std::any_of(m_tokens.cbegin(), m_tokens.cend(), isSame))
        return tokenExists();
    m_tokens.insert(put.token.token.id, put.token);
    return Kept{};
}

StoreAnswer MemoryStore::answer(const TouchTokens &touch)
{
    for (auto it = touch.lastUsed.cbegin(); it != touch.lastUsed.cend(); ++it)
        if (const auto found = m_tokens.find(it.key()); found != m_tokens.end())
            found->token.lastUsedAt = it.value();
    return Kept{};
}

StoreAnswer MemoryStore::answer(const AppendAudit &)
{
    return Kept{}; // its record is appended as that of every other act
}

StoreAnswer MemoryStore::answer(const TrimAudit &trim)
{
    QList<OldRecord> oldest;
    for (const AuditRecord &record : std::as_const(m_audit).first(std::min<qsizetype>(m_audit.size(), std::max(trim.limit, 0))))
        oldest.append({record.seq, record.at, record.action == trimAction, record.mac});
    const qsizetype count = trimmable(oldest, trim.before);
    if (count == 0)
        return Removed{};
    append(trimRecord(m_auditSettings.chain, oldest[count - 1], count, trim.now));
    m_audit.remove(0, count);
    return Removed{static_cast<int>(count)};
}

StoreAnswer MemoryStore::answer(const NoteLockWait &wait)
{
    return m_locks.note(wait);
}

StoreAnswer MemoryStore::answer(const ForgetLockWait &forget)
{
    return m_locks.forget(forget.waiter);
}

} // namespace txdesk::store
