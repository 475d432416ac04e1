// SPDX-License-Identifier: Apache-2.0
#include "server/store/request_runner.h"

#include "server/store/audit_rules.h"
#include "server/store/sql_rows.h"
#include "server/store/store_log.h"
#include "server/store/store_rules.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

RequestRunner::Answer RequestRunner::run(const StoreRequest &request)
{
    QList<AuditRecord> records = recordsOf(request);
    if (!records.isEmpty() || std::holds_alternative<TrimAudit>(request))
        return runOnRecord(request, std::move(records));
    return std::visit([this](const auto &one) { return answer(one); }, request);
}

// Behind a savepoint: what cannot be recorded is taken back, and the rest of the group is not touched by that.
RequestRunner::Answer RequestRunner::runOnRecord(const StoreRequest &request, QList<AuditRecord> &&records)
{
    if (const Result<int> begun = m_sql[Sql::Savepoint].with().run(); !begun)
        return tl::unexpected(begun.error());
    Answer answered = std::visit([this](const auto &one) { return answer(one); }, request);
    if (!answered && std::holds_alternative<TrimAudit>(request)) // all it does is work on the audit
        return takeBack(answered.error());
    if (!answered && answered.error().code != ErrorCode::Internal)
        return answered;
    if (answered && isDone(*answered)) {
        fillIn(records, *answered);
        if (const Result<> recorded = m_audit.append(records); !recorded)
            return takeBack(recorded.error());
    }
    if (const Result<int> done = m_sql[Sql::SavepointRelease].with().run(); !done)
        return tl::unexpected(done.error());
    return answered;
}

RequestRunner::Answer RequestRunner::takeBack(const Error &error)
{
    if (!m_session.keepsTransaction()) // it is the whole group that failed
        return tl::unexpected(error);
    qCCritical(storeLog).noquote() << "the audit cannot be written:" << error.message;
    for (const Sql back : {Sql::SavepointRollback, Sql::SavepointRelease})
        if (const Result<int> done = m_sql[back].with().run(); !done)
            return tl::unexpected(done.error());
    return auditUnavailable();
}

Result<std::optional<TransactionSnapshot>> RequestRunner::snapshot(Statement &transaction)
{
    std::optional<Result<TransactionRow>> row;
    if (const Result<> done = transaction.each([&](const Statement &found) { row = transactionFrom(found); }); !done)
        return tl::unexpected(done.error());
    if (!row)
        return std::nullopt;
    if (!*row)
        return tl::unexpected(row->error());
    TransactionSnapshot snapshot{std::move((*row)->transaction), {}};
    Statement &ops = m_sql[Sql::OpsByGid].with(snapshot.transaction.gid.value);
    if (const Result<> done = ops.each([&](const Statement &op) { snapshot.ops.append(opFrom(op)); }); !done)
        return tl::unexpected(done.error());
    return snapshot;
}

Result<bool> RequestRunner::isDrivable(const GlobalTransaction &transaction, const QString &owner, Instant now)
{
    if (transaction.owner.isEmpty() || transaction.owner == owner)
        return true;
    const Result<QList<NodeInfo>> known = nodes(now);
    if (!known)
        return tl::unexpected(known.error());
    for (const NodeInfo &node : *known)
        if (node.node == transaction.owner)
            return !node.alive;
    return true;
}

RequestRunner::Answer RequestRunner::answer(const LoadTransaction &load)
{
    Result<std::optional<TransactionSnapshot>> found = snapshot(m_sql[Sql::TransactionByGid].with(load.gid.value));
    if (!found)
        return tl::unexpected(found.error());
    if (*found && (*found)->transaction.gid != load.gid)
        return engine::Loaded{}; // DTM's tables compare letters without case
    if (!*found || !load.claim || isFinal((*found)->transaction.status))
        return engine::Loaded{std::move(*found), false};
    GlobalTransaction &transaction = (*found)->transaction;
    const Result<bool> free = load.steal ? Result<bool>(true) : isDrivable(transaction, load.owner, load.now);
    if (!free)
        return tl::unexpected(free.error());
    if (!*free)
        return engine::Loaded{std::move(*found), false};
    const Result<int> claimed = m_sql[Sql::ClaimLoad].with(load.owner, load.gid.value, transaction.epoch).run();
    if (!claimed)
        return tl::unexpected(claimed.error());
    if (*claimed == 0) // somebody else moved it between reading and claiming
        return engine::Loaded{std::move(*found), false};
    m_passing.claim = true;
    transaction.owner = load.owner;
    ++transaction.epoch;
    return engine::Loaded{std::move(*found), true};
}

RequestRunner::Answer RequestRunner::answer(const ClaimDue &claim)
{
    struct Candidate { qint64 id; Instant dueAt; qint64 epoch; Milliseconds interval; };
    QList<Candidate> candidates;
    Statement &due = m_sql[Sql::ClaimCandidates].with(claim.now + claim.ahead, claim.owner, std::max(claim.limit, 0));
    const Result<> found = due.each([&](const Statement &row) {
        candidates.append({row.integer(0), row.instant(1), row.integer(2), Milliseconds{row.integer(3)}});
    });
    if (!found)
        return tl::unexpected(found.error());
    ClaimedList list;
    for (const Candidate &candidate : std::as_const(candidates)) {
        const Instant until = claim.now + claimGrace(candidate.interval);
        const Result<int> claimed = m_sql[Sql::ClaimDue].with(claim.owner, until, candidate.id, candidate.epoch, claim.now + claim.ahead).run();
        if (!claimed)
            return tl::unexpected(claimed.error());
        if (*claimed == 0)
            continue; // another coordinator was faster
        Result<std::optional<TransactionSnapshot>> read = snapshot(m_sql[Sql::TransactionById].with(candidate.id));
        if (!read && read.error().code == ErrorCode::Internal) { // unreadable: must not keep the others from being driven
            qCCritical(storeLog).noquote() << read.error().message;
            const Result<int> later = m_sql[Sql::HastenOne].with(claim.now + unreadableRest, candidate.id, candidate.epoch + 1).run();
            if (!later)
                return tl::unexpected(later.error());
            continue;
        }
        if (!read)
            return tl::unexpected(read.error());
        m_passing.claim = true;
        (*read)->transaction.nextDueAt = candidate.dueAt;
        list.snapshots.append(std::move(**read));
    }
    return list;
}

RequestRunner::Answer RequestRunner::answer(const Recover &recover)
{
    Recovered recovered;
    Statement &count = m_sql[Sql::RecoverCount].with(recover.owner, recover.now);
    if (const Result<> done = count.each([&](const Statement &row) { recovered.unfinished = row.integer(0); }); !done)
        return tl::unexpected(done.error());
    if (const Result<int> done = m_sql[Sql::RecoverDue].with(recover.now, recover.owner).run(); !done)
        return tl::unexpected(done.error());
    return recovered;
}

Result<QList<NodeInfo>> RequestRunner::nodes(Instant now)
{
    QList<NodeInfo> all;
    if (const Result<> done = m_sql[Sql::Nodes].with().each([&](const Statement &row) { all.append(nodeFrom(row, now)); }); !done)
        return tl::unexpected(done.error());
    return all;
}

RequestRunner::Answer RequestRunner::answer(const Heartbeat &heartbeat)
{
    const NodeInfo &self = heartbeat.node;
    if (const Result<int> done = m_sql[Sql::NodeForget].with(heartbeat.now - forgetNodeAfter).run(); !done)
        return tl::unexpected(done.error());
    Statement &renew = m_sql[Sql::NodeUpsert].with(self.node, self.version, self.store, self.startedAt, heartbeat.now + heartbeat.lease, heartbeat.now);
    if (const Result<int> done = renew.run(); !done)
        return tl::unexpected(done.error());
    Result<QList<NodeInfo>> known = nodes(heartbeat.now);
    if (!known)
        return tl::unexpected(known.error());
    for (NodeInfo &node : *known)
        node.self = isSameRun(node, self);
    return NodeList{std::move(*known)};
}

RequestRunner::Answer RequestRunner::answer(const TakeOver &takeOver)
{
    const Result<int> done = m_sql[Sql::TakeOver].with(takeOver.now, takeOver.owner).run();
    if (!done)
        return tl::unexpected(done.error());
    return Recovered{*done};
}

RequestRunner::Answer RequestRunner::answer(const KeepHeld &keep)
{
    Removed moved;
    for (const Gid &gid : keep.gids) {
        const Result<int> done = m_sql[Sql::KeepHeld].with(keep.until, gid.value, keep.owner).run();
        if (!done)
            return tl::unexpected(done.error());
        moved.count += *done;
    }
    return moved;
}

RequestRunner::Answer RequestRunner::answer(const Reset &)
{
    Removed removed;
    for (const Sql table : {Sql::ResetLocks, Sql::ResetLockWaits, Sql::ResetKv, Sql::ResetJournal, Sql::ResetOps, Sql::ResetTransactions}) {
        const Result<int> done = m_sql[table].with().run();
        if (!done)
            return tl::unexpected(done.error());
        removed.count = *done;
    }
    return removed;
}

RequestRunner::Answer RequestRunner::answer(const LeaveCluster &leave)
{
    const Result<int> done = m_sql[Sql::NodeDelete].with(leave.node).run();
    if (!done)
        return tl::unexpected(done.error());
    return Removed{*done};
}

RequestRunner::Answer RequestRunner::answer(const RemoveFinished &remove)
{
    QList<std::pair<qint64, QString>> old;
    Statement &finished = m_sql[Sql::FinishedBefore].with(remove.before, std::max(remove.limit, 0));
    if (const Result<> done = finished.each([&](const Statement &row) { old.append({row.integer(0), row.text(1)}); }); !done)
        return tl::unexpected(done.error());
    for (const auto &[id, gid] : std::as_const(old)) {
        for (Statement *one : {&m_sql[Sql::JournalDelete].with(id), &m_sql[Sql::OpsDelete].with(gid), &m_sql[Sql::TransactionDelete].with(id)})
            if (const Result<int> done = one->run(); !done)
                return tl::unexpected(done.error());
    }
    return Removed{static_cast<int>(old.size())};
}

Result<bool> RequestRunner::holds(const std::optional<KvGuard> &guard)
{
    if (!guard)
        return true;
    qint64 version = 0;
    if (const Result<> done = m_sql[Sql::KvVersion].with(guard->category, guard->key).each([&](const Statement &row) { version = row.integer(0); }); !done)
        return tl::unexpected(done.error());
    return version == guard->version;
}

RequestRunner::Answer RequestRunner::answer(const PutKv &put)
{
    const Result<bool> guarded = holds(put.guard);
    if (!guarded)
        return tl::unexpected(guarded.error());
    if (!*guarded)
        return kvGuardMoved();
    Statement &write = put.expectedVersion == 0
        ? m_sql[Sql::KvInsert].with(put.category, put.key, put.value, put.now)
        : m_sql[Sql::KvUpdate].with(put.value, put.now, put.category, put.key, put.expectedVersion);
    const Result<int> done = write.run();
    if (!done)
        return tl::unexpected(done.error());
    if (*done == 0)
        return put.expectedVersion == 0 ? kvExists() : kvMoved();
    return KvStored{put.expectedVersion + 1};
}

RequestRunner::Answer RequestRunner::answer(const RemoveKv &remove)
{
    const Result<bool> guarded = holds(remove.guard);
    if (!guarded)
        return tl::unexpected(guarded.error());
    if (!*guarded)
        return kvGuardMoved();
    const Result<int> done = m_sql[Sql::KvDelete].with(remove.category, remove.key).run();
    if (!done)
        return tl::unexpected(done.error());
    return Removed{*done};
}

RequestRunner::Answer RequestRunner::answer(const HastenDue &hasten)
{
    struct Candidate { qint64 id; Gid gid; qint64 epoch; };
    QList<Candidate> later;
    const int limit = std::max(hasten.limit, 0);
    Statement &due = m_sql[Sql::HastenCandidates].with(hasten.laterThan, limit + 1);
    const Result<> found = due.each([&](const Statement &row) { later.append({row.integer(0), {row.text(1)}, row.integer(2)}); });
    if (!found)
        return tl::unexpected(found.error());
    Hastened hastened{{}, later.size() > limit};
    for (const Candidate &one : later.first(std::min<qsizetype>(later.size(), limit))) {
        const Result<int> done = m_sql[Sql::HastenOne].with(hasten.now, one.id, one.epoch).run();
        if (!done)
            return tl::unexpected(done.error());
        if (*done > 0)
            hastened.gids.append(one.gid);
    }
    return hastened;
}

RequestRunner::Answer RequestRunner::answer(const PutToken &put)
{
    const Result<int> done = bindToken(m_sql[put.onlyNew ? Sql::TokenInsert : Sql::TokenPut], put.token).run();
    if (!done)
        return tl::unexpected(done.error());
    if (put.onlyNew && *done == 0)
        return tokenExists();
    return Kept{};
}

RequestRunner::Answer RequestRunner::answer(const TouchTokens &touch)
{
    for (auto it = touch.lastUsed.cbegin(); it != touch.lastUsed.cend(); ++it)
        if (const Result<int> done = m_sql[Sql::TokenTouch].with(toMs(it.value()), it.key()).run(); !done)
            return tl::unexpected(done.error());
    return Kept{};
}

RequestRunner::Answer RequestRunner::answer(const AppendAudit &)
{
    return Kept{}; // its record is appended as that of every other act
}

RequestRunner::Answer RequestRunner::answer(const TrimAudit &trim)
{
    Result<Removed> removed = m_audit.trim(trim);
    if (!removed)
        return tl::unexpected(removed.error());
    return *removed;
}

RequestRunner::Answer RequestRunner::answer(const NoteLockWait &wait)
{
    Result<LockGraph> graph = m_locks.note(wait);
    if (!graph)
        return tl::unexpected(graph.error());
    return std::move(*graph);
}

RequestRunner::Answer RequestRunner::answer(const ForgetLockWait &forget)
{
    const Result<Removed> removed = m_locks.forget(forget.waiter);
    if (!removed)
        return tl::unexpected(removed.error());
    return *removed;
}

} // namespace txdesk::store
