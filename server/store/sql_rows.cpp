// SPDX-License-Identifier: Apache-2.0
#include "server/store/sql_rows.h"

#include "server/store/payload_cipher.h"
#include "server/store/store_rules.h"
#include "shared/codec/options_codec.h"
#include "shared/model/error_fingerprint.h"
#include "shared/model/participant_name.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

// The order of columns in transaction_by_gid.sql and transaction_by_id.sql.
enum TransactionColumn {
    Id, GidText, TransType, Status, QueryPrepared, Protocol, CreateTime, UpdateTime, FinishTime, RollbackTime,
    Options, CustomDataText, RetryIntervalMs, NextCronTime, Owner, RollbackReason, ResultText,
    Epoch, Failures, Attempts, LastError, Paused, Forced, LastSeq, RanAhead, ParkedText, ResolutionText, Participants, BusinessKeyText, WalkKey,
};

// DTM's column counts whole seconds; ours beside it keeps the milliseconds.
qint64 wholeSeconds(Milliseconds interval)
{
    return std::chrono::ceil<Seconds>(interval).count();
}

template<class E, std::size_t N>
std::optional<E> wordIn(const std::array<Name<E>, N> &table, QByteArrayView word)
{
    for (const Name<E> &row : table)
        if (QByteArrayView(row.text.data(), row.text.size()) == word)
            return row.value;
    return std::nullopt;
}

tl::unexpected<Error> badRow(const Statement &row, const QString &what)
{
    return fail(ErrorCode::Internal, u"the stored transaction %1 cannot be read: %2"_s.arg(row.text(GidText), what));
}

} // namespace

Statement &bindNew(Statement &insert, const TransactionWrite &write)
{
    const GlobalTransaction &t = write.transaction;
    return insert.with(write.gid.value, nameIn(transactionKindNames, t.kind), nameIn(transactionStatusNames, t.status), t.queryPrepared, t.protocol,
                       t.createdAt, t.updatedAt, t.succeededAt, t.rolledBackAt, codec::optionsText(t.options), t.customData,
                       wholeSeconds(t.retryInterval), storedDue(t), t.owner, t.rollbackReason, t.result, static_cast<qint64>(t.retryInterval.count()),
                       t.failures, t.attempts, t.lastError, t.paused, t.forced, storedLastSeq(write), t.ranAhead,
                       nameIn(parkedNames, t.parked), nameIn(resolutionNames, t.resolution), participantsText(write.newOps), t.businessKey);
}

Statement &bindChange(Statement &update, const TransactionWrite &write)
{
    const GlobalTransaction &t = write.transaction;
    return update.with(nameIn(transactionStatusNames, t.status), t.updatedAt, t.succeededAt, t.rolledBackAt, t.rollbackReason, t.result,
                       wholeSeconds(t.retryInterval), static_cast<qint64>(t.retryInterval.count()), storedDue(t), t.owner, t.failures, t.attempts,
                       t.lastError, t.paused, t.forced, storedLastSeq(write), t.ranAhead, nameIn(parkedNames, t.parked), nameIn(resolutionNames, t.resolution),
                       write.gid.value, nameIn(transactionStatusNames, write.expectedStatus), write.expectedEpoch);
}

Statement &bindNewOp(Statement &insert, const Gid &gid, const BranchOp &op)
{
    return insert.with(gid.value, op.url, Blob{op.payload}, op.branch.value, nameIn(opKindNames, op.kind), nameIn(opStatusNames, op.status),
                       op.createdAt, op.createdAt, op.finishedAt);
}

Statement &bindNewOpOnLadder(Statement &insert, const Gid &gid, const BranchOp &op)
{
    return insert.with(gid.value, op.url, Blob{op.payload}, op.branch.value, nameIn(opKindNames, op.kind), nameIn(opStatusNames, op.status),
                       op.createdAt, op.createdAt, op.finishedAt, op.failures, op.dueAt, op.lastError);
}

Statement &bindOpChange(Statement &update, const TransactionWrite &write, const TransactionWrite::OpChange &op)
{
    return update.with(nameIn(opStatusNames, op.status), op.finishedAt, write.transaction.updatedAt, write.gid.value, op.branch.value,
                       nameIn(opKindNames, op.kind));
}

Statement &bindOpChangeOnLadder(Statement &update, const TransactionWrite &write, const TransactionWrite::OpChange &op)
{
    return update.with(nameIn(opStatusNames, op.status), op.finishedAt, write.transaction.updatedAt, op.failures, op.dueAt, op.lastError,
                       write.gid.value, op.branch.value, nameIn(opKindNames, op.kind));
}

Result<TransactionRow> transactionFrom(const Statement &row)
{
    TransactionRow read;
    GlobalTransaction &t = read.transaction;
    t.id = row.integer(Id);
    t.gid.value = row.text(GidText);
    const std::optional<TransactionKind> kind = wordIn(transactionKindNames, row.bytes(TransType));
    const std::optional<TransactionStatus> status = wordIn(transactionStatusNames, row.bytes(Status));
    if (!kind || !status)
        return badRow(row, u"trans_type or status is unknown"_s);
    t.kind = *kind;
    t.status = *status;
    t.queryPrepared = row.text(QueryPrepared);
    t.protocol = row.text(Protocol);
    t.createdAt = row.instant(CreateTime);
    t.updatedAt = row.instant(UpdateTime);
    t.succeededAt = row.optionalInstant(FinishTime);
    t.rolledBackAt = row.optionalInstant(RollbackTime);
    t.customData = row.text(CustomDataText);
    t.retryInterval = Milliseconds{row.integer(RetryIntervalMs)};
    t.nextDueAt = row.optionalInstant(NextCronTime);
    t.owner = row.text(Owner);
    t.rollbackReason = row.text(RollbackReason);
    t.result = row.text(ResultText);
    t.epoch = row.integer(Epoch);
    t.failures = static_cast<int>(row.integer(Failures));
    t.attempts = static_cast<int>(row.integer(Attempts));
    t.lastError = row.text(LastError);
    t.paused = row.flag(Paused);
    t.forced = row.flag(Forced);
    t.lastSeq = row.integer(LastSeq);
    t.ranAhead = row.flag(RanAhead);
    t.parked = wordIn(parkedNames, row.bytes(ParkedText)).value_or(Parked::No);
    t.resolution = wordIn(resolutionNames, row.bytes(ResolutionText)).value_or(Resolution::None);
    t.businessKey = row.text(BusinessKeyText);
    read.participants = row.text(Participants).split(u' ', Qt::SkipEmptyParts);
    Result<TransactionOptions> options = codec::optionsFromText(row.bytes(Options).toByteArray());
    const bool sealed = PayloadCipher::isSealedText(t.customData); // SealingStore reads it
    Result<CustomData> custom = sealed ? CustomData() : codec::customDataFromText(t.kind, t.customData, -1);
    if (!options || !custom)
        return badRow(row, options ? custom.error().message : options.error().message);
    t.options = std::move(*options);
    t.custom = std::move(*custom);
    return read;
}

qint64 idOf(const Statement &row)
{
    return row.integer(Id);
}

qint64 walkKeyOf(const Statement &row)
{
    return row.integer(WalkKey);
}

BranchOp opFrom(const Statement &row)
{
    return {.branch = {row.text(0)},
            .kind = wordIn(opKindNames, row.bytes(1)).value_or(OpKind::Action),
            .status = wordIn(opStatusNames, row.bytes(2)).value_or(OpStatus::Prepared),
            .url = row.text(3),
            .payload = row.bytes(4).toByteArray(),
            .createdAt = row.instant(5),
            .finishedAt = row.optionalInstant(6),
            .failures = static_cast<int>(row.integer(7)),
            .dueAt = row.optionalInstant(8),
            .lastError = row.text(9)};
}

KvRow kvFrom(const Statement &row)
{
    return {row.integer(0), row.text(1), row.text(2), row.text(3), row.integer(4), row.instant(5), row.instant(6)};
}

NodeInfo nodeFrom(const Statement &row, Instant now)
{
    NodeInfo node{row.text(0), row.text(1), row.text(2), row.instant(3), row.instant(4)};
    node.alive = node.leaseUntil > now;
    return node;
}

QString participantsText(const QList<BranchOp> &ops)
{
    QStringList names;
    for (const BranchOp &op : ops)
        if (QString name = participantOf(op.url); !name.isEmpty() && !names.contains(name))
            names.append(std::move(name));
    return names.join(u' ');
}

RowFilter::RowFilter(const TransactionFilter &filter, const StuckRule &stuck, Instant now)
    : m_filter(filter), m_stuck(stuck), m_now(now), m_gidPrefix(filter.gidPrefix.toUtf8()), m_participant(filter.participant.toUtf8()), m_businessKey(filter.businessKey.toUtf8())
{
}

bool RowFilter::accepts(const Statement &row) const
{
    if (!acceptsStatus(row.bytes(Status)))
        return false;
    if (m_filter.kind && wordIn(transactionKindNames, row.bytes(TransType)) != m_filter.kind)
        return false;
    if (!m_gidPrefix.isEmpty() && !row.bytes(GidText).startsWith(m_gidPrefix))
        return false;
    const Instant createdAt = row.instant(CreateTime);
    if ((m_filter.createdFrom && createdAt < *m_filter.createdFrom) || (m_filter.createdTo && createdAt >= *m_filter.createdTo))
        return false;
    if (m_filter.paused && !row.flag(Paused))
        return false;
    if (!m_filter.parked.isEmpty() && !acceptsParked(row))
        return false;
    if (m_filter.failuresMin && row.integer(Failures) < *m_filter.failuresMin)
        return false;
    if (!m_participant.isEmpty() && !acceptsParticipant(row.bytes(Participants)))
        return false;
    if (!m_filter.errorContains.isEmpty() && !acceptsError(row))
        return false;
    if (!m_businessKey.isEmpty() && row.bytes(BusinessKeyText) != m_businessKey)
        return false;
    if (!m_filter.fingerprint.isEmpty() && !acceptsFingerprint(row))
        return false;
    return !m_filter.stuck
        || isStuck({wordIn(transactionStatusNames, row.bytes(Status)).value_or(TransactionStatus::Failed), static_cast<int>(row.integer(Failures)),
                    createdAt, row.optionalInstant(NextCronTime), row.flag(Paused)}, m_stuck, m_now);
}

bool RowFilter::acceptsStatus(QByteArrayView status) const
{
    if (m_filter.statuses.isEmpty())
        return true;
    const std::optional<TransactionStatus> value = wordIn(transactionStatusNames, status);
    return value && m_filter.statuses.contains(*value);
}

bool RowFilter::acceptsParked(const Statement &row) const
{
    const std::optional<Parked> value = wordIn(parkedNames, row.bytes(ParkedText));
    return value && m_filter.parked.contains(*value);
}

bool RowFilter::acceptsParticipant(QByteArrayView participants) const
{
    for (qsizetype at = participants.indexOf(m_participant); at >= 0; at = participants.indexOf(m_participant, at + 1)) {
        const qsizetype end = at + m_participant.size();
        if ((at == 0 || participants[at - 1] == ' ') && (end == participants.size() || participants[end] == ' '))
            return true;
    }
    return false;
}

bool RowFilter::acceptsError(const Statement &row) const
{
    for (const int column : {int(LastError), int(RollbackReason)})
        if (row.text(column).contains(m_filter.errorContains, Qt::CaseInsensitive))
            return true;
    return false;
}

// What has succeeded has no error any more that anybody would look for.
bool RowFilter::acceptsFingerprint(const Statement &row) const
{
    return wordIn(transactionStatusNames, row.bytes(Status)) != TransactionStatus::Succeeded && !row.bytes(LastError).isEmpty()
        && errorFingerprint(row.text(LastError)) == m_filter.fingerprint;
}

FailingRow failingFrom(const Statement &row)
{
    return {.gid = row.text(GidText),
            .failures = static_cast<int>(row.integer(Failures)),
            .error = row.text(LastError),
            .participants = row.text(Participants).split(u' ', Qt::SkipEmptyParts),
            .queryPrepared = wordIn(transactionStatusNames, row.bytes(Status)) == TransactionStatus::Prepared ? row.text(QueryPrepared) : QString(),
            .createdAt = row.instant(CreateTime),
            .updatedAt = row.instant(UpdateTime)};
}

bool isInScope(const Statement &row, const TokenScope &scope)
{
    if (!scope.gidPrefix.isEmpty() && !row.text(GidText).startsWith(scope.gidPrefix))
        return false;
    const std::optional<TransactionKind> kind = wordIn(transactionKindNames, row.bytes(TransType));
    return scope.kinds.isEmpty() || (kind && scope.kinds.contains(*kind));
}

bool isStuck(const Progress &progress, const StuckRule &rule, Instant now)
{
    if (isFinal(progress.status))
        return false;
    const bool overdue = !progress.paused && progress.nextDueAt && now - *progress.nextDueAt > rule.overdue;
    return progress.failures >= rule.failures || now - progress.createdAt > rule.age || overdue;
}

Progress progressFromTotals(const Statement &row)
{
    return {wordIn(transactionStatusNames, row.bytes(0)).value_or(TransactionStatus::Failed), static_cast<int>(row.integer(1)), row.instant(2),
            row.optionalInstant(3), row.flag(4)};
}

Parked parkedFromTotals(const Statement &row)
{
    return wordIn(parkedNames, row.bytes(5)).value_or(Parked::No);
}

Statement &bindLock(Statement &insert, const TransactionWrite &write, qint64 transactionId, const LockedRow &row)
{
    return insert.with(Blob{row.key}, transactionId, write.gid.value, write.lockBranch.value, row.resource, row.table, row.row,
                       write.transaction.updatedAt);
}

LockHolder lockFrom(const Statement &row)
{
    return {.row = {row.bytes(0).toByteArray(), row.text(1), row.text(2), row.text(3)},
            .gid = {row.text(4)},
            .branch = {row.text(5)},
            .since = row.instant(6),
            .status = wordIn(transactionStatusNames, row.bytes(7)).value_or(statusOfLostHolder)};
}

Statement &bindWait(Statement &insert, const LockWait &wait)
{
    return insert.with(wait.waiter.value, Blob{wait.row.key}, wait.holder.value, wait.row.resource, wait.row.table, wait.row.row,
                       wait.waiterCreatedAt, wait.since, wait.until, wait.coordinator);
}

LockWait waitFrom(const Statement &row)
{
    return {.waiter = {row.text(0)},
            .holder = {row.text(1)},
            .row = {row.bytes(2).toByteArray(), row.text(3), row.text(4), row.text(5)},
            .waiterCreatedAt = row.instant(6),
            .since = row.instant(7),
            .until = row.instant(8),
            .coordinator = row.text(9)};
}

Statement &bindToken(Statement &put, const security::StoredToken &stored)
{
    const AccessToken &token = stored.token;
    QStringList kinds;
    for (const TransactionKind kind : token.scope.kinds)
        kinds.append(nameIn(transactionKindNames, kind));
    return put.with(token.id, Blob{stored.hash}, token.name, nameIn(roleNames, token.role), token.scope.gidPrefix, kinds.join(u' '),
                    toMs(token.createdAt), token.createdBy, token.expiresAt, token.lastUsedAt, token.revokedAt);
}

security::StoredToken tokenFrom(const Statement &row)
{
    security::StoredToken stored;
    AccessToken &token = stored.token;
    token.id = row.text(0);
    stored.hash = row.bytes(1).toByteArray();
    token.name = row.text(2);
    token.role = valueIn(roleNames, row.text(3)).value_or(Role::Nobody);
    token.scope.gidPrefix = row.text(4);
    for (const QString &kind : row.text(5).split(u' ', Qt::SkipEmptyParts))
        if (const auto known = valueIn(transactionKindNames, kind))
            token.scope.kinds.append(*known);
    token.createdAt = fromMs(row.integer(6));
    token.createdBy = row.text(7);
    token.expiresAt = row.optionalInstant(8);
    token.lastUsedAt = row.optionalInstant(9);
    token.revokedAt = row.optionalInstant(10);
    return stored;
}

Statement &bindAudit(Statement &insert, const AuditRecord &record)
{
    const AuditContext &by = record.by;
    return insert.with(record.chain, record.seq, toMs(record.at), by.actor, by.tokenId, nameIn(roleNames, by.role), by.address, by.requestId,
                       record.action, record.gid, record.target, record.reason, record.before, record.after,
                       nameIn(auditResultNames, record.result), Blob{record.mac});
}

Result<AuditRecord> auditFrom(const Statement &row)
{
    AuditRecord record;
    record.chain = row.text(0);
    record.seq = row.integer(1);
    record.at = fromMs(row.integer(2));
    const std::optional<Role> role = wordIn(roleNames, row.bytes(5));
    const std::optional<AuditResult> result = wordIn(auditResultNames, row.bytes(14));
    record.by = {row.text(3), row.text(4), role.value_or(Role::Nobody), row.text(6), row.text(7)};
    record.action = row.text(8);
    record.gid = row.text(9);
    record.target = row.text(10);
    record.reason = row.text(11);
    record.before = row.text(12);
    record.after = row.text(13);
    record.result = result.value_or(AuditResult::Done);
    record.mac = row.bytes(15).toByteArray();
    if (!role || !result || record.mac.size() != 32)
        return fail(ErrorCode::Internal, u"the audit record %1 seq=%2 cannot be read"_s.arg(record.chain).arg(record.seq));
    return record;
}

} // namespace txdesk::store
