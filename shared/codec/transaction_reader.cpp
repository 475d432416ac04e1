// Reads the JSON of /api/v1 back into values; every error names the field by its path.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/fields.h"
#include "shared/codec/options_codec.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonDocument>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype foreignEventMax = 16 * 1024; // an event's text has at most 4 KiB

Seconds wholeSeconds(Fields &fields, QLatin1StringView name)
{
    return std::chrono::duration_cast<Seconds>(Milliseconds{fields.integer(name)});
}

TransactionOptions optionsFrom(Fields &parent)
{
    TransactionOptions options;
    const QJsonObject json = parent.object("options"_L1);
    Fields fields(json, u"options."_s);
    options.waitResult = fields.flag("waitResult"_L1);
    options.timeoutToFail = wholeSeconds(fields, "timeoutToFailMs"_L1);
    options.requestTimeout = wholeSeconds(fields, "requestTimeoutMs"_L1);
    options.retryInterval = wholeSeconds(fields, "retryIntervalMs"_L1);
    options.retryLimit = fields.smallInteger("retryLimit"_L1);
    options.concurrent = fields.flag("concurrent"_L1);
    for (const QJsonValue &wait : fields.list("retryLadderMs"_L1))
        options.retryLadder.append(std::chrono::duration_cast<Seconds>(Milliseconds{wait.toInteger()}));
    options.window = wholeSeconds(fields, "windowMs"_L1);
    options.successBody = fields.text("successBody"_L1);
    options.checkInterval = wholeSeconds(fields, "checkIntervalMs"_L1);
    options.checkMax = fields.smallInteger("checkMax"_L1);
    options.branchHeaders = fields.textMap("branchHeaders"_L1);
    if (!fields.ok())
        parent.adopt(fields.error());
    return options;
}

void readProgress(Fields &fields, GlobalTransaction &transaction)
{
    transaction.retryInterval = Milliseconds{fields.integer("retryIntervalMs"_L1)};
    transaction.nextDueAt = fields.maybeInstant("nextDueAt"_L1);
    transaction.epoch = fields.integer("epoch"_L1);
    transaction.owner = fields.text("owner"_L1);
    transaction.failures = fields.smallInteger("failures"_L1);
    transaction.attempts = fields.smallInteger("attempts"_L1);
    transaction.lastError = fields.text("lastError"_L1);
    transaction.paused = fields.flag("paused"_L1);
    transaction.parked = fields.choice("parked"_L1, parkedNames, Parked::No);
    transaction.resolution = fields.choice("resolution"_L1, resolutionNames, Resolution::None);
    transaction.forced = fields.flag("forced"_L1);
    transaction.lastSeq = fields.integer("lastSeq"_L1);
    transaction.ranAhead = fields.flag("ranAhead"_L1);
}

GlobalTransaction transactionFrom(Fields &fields)
{
    GlobalTransaction transaction;
    transaction.id = fields.integer("id"_L1);
    transaction.gid = Gid{fields.text("gid"_L1)};
    if (transaction.gid.isEmpty())
        fields.complain("gid"_L1, "is missing");
    transaction.kind = fields.choice("kind"_L1, transactionKindNames, TransactionKind::Saga);
    transaction.status = fields.choice("status"_L1, transactionStatusNames, TransactionStatus::Prepared);
    transaction.options = optionsFrom(fields);
    transaction.customData = fields.text("customData"_L1);
    if (const auto custom = customDataFromText(transaction.kind, transaction.customData, -1))
        transaction.custom = *custom;
    if (transaction.kind == TransactionKind::Message || transaction.kind == TransactionKind::Notify)
        transaction.custom.concurrent = transaction.options.concurrent;
    transaction.queryPrepared = fields.text("queryPrepared"_L1);
    transaction.protocol = fields.text("protocol"_L1);
    transaction.businessKey = fields.text("business_key"_L1);
    transaction.createdAt = fields.instant("createdAt"_L1);
    transaction.updatedAt = fields.instant("updatedAt"_L1);
    transaction.succeededAt = fields.maybeInstant("succeededAt"_L1);
    transaction.rolledBackAt = fields.maybeInstant("rolledBackAt"_L1);
    transaction.rollbackReason = fields.text("rollbackReason"_L1);
    transaction.result = fields.text("result"_L1);
    readProgress(fields, transaction);
    return transaction;
}

template<class E, std::size_t N>
void addForeignCounts(const QJsonObject &counts, const std::array<Name<E>, N> &table, QMap<E, qint64> &out)
{
    for (auto count = counts.begin(); count != counts.end(); ++count)
        if (!valueIn(table, count.key()))
            out.insert(foreignValue<E>(count.key()), count->toInteger());
}

// Reads each object of a list with `read`; errors get the list's name and the index in front.
template<class T, class Read>
QList<T> listFrom(Fields &parent, QLatin1StringView name, Read read)
{
    QList<T> all;
    const QJsonArray items = parent.list(name);
    all.reserve(items.size());
    for (qsizetype i = 0; i < items.size() && parent.ok(); ++i) {
        Result<T> item = read(items[i].toObject(), parent.unknownWords());
        if (item) {
            all.append(std::move(*item));
            continue;
        }
        Error error = item.error();
        error.message = u"%1[%2]: %3"_s.arg(name).arg(i).arg(error.message);
        parent.adopt(error);
    }
    return all;
}

Result<ActionState> actionStateFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    ActionState state;
    state.action = fields.choice("action"_L1, actionNames, Action::Retry);
    state.allowed = fields.flag("allowed"_L1);
    state.reason = fields.text("reason"_L1);
    state.legalAt = fields.maybeInstant("legalAt"_L1);
    for (const QString &branch : fields.texts("branches"_L1))
        state.branches.append(BranchId{branch});
    return fields.finish(state);
}

Result<PlannedCall> plannedCallFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    PlannedCall call;
    call.branch = BranchId{fields.text("branch"_L1)};
    call.op = fields.choice("op"_L1, opKindNames, OpKind::Action);
    call.url = fields.text("url"_L1);
    call.why = fields.text("why"_L1);
    call.at = fields.maybeInstant("at"_L1);
    call.certain = fields.flag("certain"_L1, true);
    return fields.finish(call);
}

} // namespace

Result<TransactionRow> rowFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    TransactionRow row;
    row.transaction = transactionFrom(fields);
    row.participants = fields.texts("participants"_L1);
    return fields.finish(row);
}

Result<BranchOp> branchOpFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    BranchOp op;
    op.branch = BranchId{fields.text("branch"_L1)};
    op.kind = fields.choice("op"_L1, opKindNames, OpKind::Action);
    op.status = fields.choice("status"_L1, opStatusNames, OpStatus::Prepared);
    op.url = fields.text("url"_L1);
    op.payload = fields.base64("payload"_L1);
    op.createdAt = fields.instant("createdAt"_L1);
    op.finishedAt = fields.maybeInstant("finishedAt"_L1);
    op.failures = fields.smallInteger("failures"_L1);
    op.dueAt = fields.maybeInstant("dueAt"_L1);
    op.lastError = fields.text("lastError"_L1);
    return fields.finish(op);
}

Result<JournalEvent> eventFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    JournalEvent event;
    event.seq = fields.integer("seq"_L1);
    event.at = fields.instant("at"_L1);
    event.kind = fields.choice("kind"_L1, eventKindNames, EventKind::Note);
    event.branch = BranchId{fields.text("branch"_L1)};
    event.op = fields.maybeChoice("op"_L1, opKindNames);
    event.attempt = fields.smallInteger("attempt"_L1);
    event.outcome = fields.maybeChoice("outcome"_L1, outcomeNames);
    event.statusCode = fields.smallInteger("statusCode"_L1);
    event.took = Milliseconds{fields.integer("tookMs"_L1)};
    event.barrier = fields.choice("barrier"_L1, barrierNoteNames, BarrierNote::None);
    event.from = fields.maybeChoice("from"_L1, transactionStatusNames);
    event.to = fields.maybeChoice("to"_L1, transactionStatusNames);
    event.until = fields.maybeInstant("untilAt"_L1);
    event.text = fields.text("text"_L1);
    event.coordinator = fields.text("coordinator"_L1);
    event.actor = fields.text("actor"_L1);
    if (isForeign(event.kind))
        event.text = QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)).left(foreignEventMax);
    return fields.finish(event);
}

Result<TransactionDetail> detailFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    TransactionDetail detail;
    const QJsonObject transaction = fields.object("transaction"_L1);
    Fields inner(transaction, u"transaction."_s, unknown);
    detail.snapshot.transaction = transactionFrom(inner);
    if (!inner.ok())
        fields.adopt(inner.error());
    detail.snapshot.ops = listFrom<BranchOp>(fields, "ops"_L1, branchOpFromJson);
    for (const QJsonValue &bytes : fields.list("payloadBytes"_L1))
        detail.payloadBytes.append(bytes.toInteger());
    detail.participants = fields.texts("participants"_L1);
    detail.events = listFrom<JournalEvent>(fields, "events"_L1, eventFromJson);
    detail.eventsTruncated = fields.flag("eventsTruncated"_L1);
    detail.actions = listFrom<ActionState>(fields, "actions"_L1, actionStateFromJson);
    detail.planned = listFrom<PlannedCall>(fields, "planned"_L1, plannedCallFromJson);
    return fields.finish(detail);
}

Result<TransactionPage> pageFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    TransactionPage page;
    page.rows = listFrom<TransactionRow>(fields, "rows"_L1, rowFromJson);
    page.next = fields.text("next"_L1);
    return fields.finish(page);
}

Result<ActionRequest> actionRequestFromJson(const QJsonObject &json)
{
    Fields fields(json);
    ActionRequest request;
    request.reason = fields.text("reason"_L1);
    request.actor = fields.text("actor"_L1);
    request.expectedStatus = fields.maybeChoice("expectedStatus"_L1, transactionStatusNames);
    if (fields.has("expectedEpoch"_L1))
        request.expectedEpoch = fields.integer("expectedEpoch"_L1, 0);
    request.branch = BranchId{fields.text("branch"_L1)};
    return fields.finish(request);
}

Result<CoordinatorStats> statsFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    CoordinatorStats stats;
    const QJsonObject unfinished = fields.object("unfinished"_L1);
    Fields counts(unfinished, u"unfinished."_s);
    for (const auto &[status, name] : transactionStatusNames)
        if (counts.has(name))
            stats.unfinished.insert(status, counts.integer(name));
    if (!counts.ok())
        fields.adopt(counts.error());
    const QJsonObject parked = fields.object("parked"_L1);
    Fields waiting(parked, u"parked."_s);
    for (const auto &[why, name] : parkedNames)
        if (!name.isEmpty() && waiting.has(name))
            stats.parked.insert(why, waiting.integer(name));
    if (!waiting.ok())
        fields.adopt(waiting.error());
    if (fields.keepsWords()) { // sums stay right
        addForeignCounts(unfinished, transactionStatusNames, stats.unfinished);
        addForeignCounts(parked, parkedNames, stats.parked);
    }
    stats.locks = fields.integer("locks"_L1);
    stats.lockWaits = fields.integer("lockWaits"_L1);
    stats.stuck = fields.integer("stuck"_L1);
    stats.oldestUnfinishedAge = wholeSeconds(fields, "oldestUnfinishedAgeMs"_L1);
    stats.oldestStuckAge = wholeSeconds(fields, "oldestStuckAgeMs"_L1);
    stats.oldestDue = wholeSeconds(fields, "oldestDueMs"_L1);
    stats.createdTotal = fields.integer("createdTotal"_L1);
    stats.retriesTotal = fields.integer("retriesTotal"_L1);
    stats.succeededTotal = fields.integer("succeededTotal"_L1);
    stats.failedTotal = fields.integer("failedTotal"_L1);
    stats.callsTotal = fields.integer("callsTotal"_L1);
    stats.callsFailedTotal = fields.integer("callsFailedTotal"_L1);
    stats.callsInFlight = fields.smallInteger("callsInFlight"_L1);
    stats.inMemory = fields.smallInteger("inMemory"_L1);
    stats.commitMsP50 = fields.number("commitMsP50"_L1);
    stats.commitMsP99 = fields.number("commitMsP99"_L1);
    return fields.finish(stats);
}

Result<ParticipantStats> participantStatsFromJson(const QJsonObject &json)
{
    Fields fields(json);
    ParticipantStats stats;
    stats.participant = fields.text("participant"_L1);
    stats.calls = fields.integer("calls"_L1);
    stats.succeeded = fields.integer("succeeded"_L1);
    stats.rejected = fields.integer("rejected"_L1);
    stats.ongoing = fields.integer("ongoing"_L1);
    stats.unknown = fields.integer("unknown"_L1);
    stats.inFlight = fields.smallInteger("inFlight"_L1);
    stats.msP50 = fields.number("msP50"_L1);
    stats.msP99 = fields.number("msP99"_L1);
    stats.lastError = fields.text("lastError"_L1);
    stats.lastErrorAt = fields.maybeInstant("lastErrorAt"_L1);
    return fields.finish(stats);
}

Result<NodeInfo> nodeFromJson(const QJsonObject &json)
{
    Fields fields(json);
    NodeInfo node;
    node.node = fields.text("node"_L1);
    node.version = fields.text("version"_L1);
    node.store = fields.text("store"_L1);
    node.startedAt = fields.instant("startedAt"_L1);
    node.leaseUntil = fields.instant("leaseUntilAt"_L1);
    node.alive = fields.flag("alive"_L1);
    node.self = fields.flag("self"_L1);
    return fields.finish(node);
}

} // namespace txdesk::codec
