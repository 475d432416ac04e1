// Transactions and what belongs to them as JSON of /api/v1. Members that are empty or zero are left out.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

void put(QJsonObject &json, QLatin1StringView key, const QString &value)
{
    if (!value.isEmpty())
        json.insert(key, value);
}

void put(QJsonObject &json, QLatin1StringView key, qint64 value)
{
    if (value != 0)
        json.insert(key, value);
}

void put(QJsonObject &json, QLatin1StringView key, const std::optional<Instant> &value)
{
    if (value)
        json.insert(key, toMs(*value));
}

void putFlag(QJsonObject &json, QLatin1StringView key, bool value)
{
    if (value)
        json.insert(key, true);
}

template<class E, std::size_t N>
void putWord(QJsonObject &json, QLatin1StringView key, const std::array<Name<E>, N> &table, const std::optional<E> &value)
{
    if (value)
        json.insert(key, spelled(table, *value));
}

template<class T>
QJsonArray listOf(const QList<T> &values)
{
    QJsonArray list;
    for (const T &value : values)
        list.append(toJson(value));
    return list;
}

QJsonArray numbersIn(const QList<qint64> &values)
{
    QJsonArray list;
    for (const qint64 value : values)
        list.append(value);
    return list;
}

QJsonObject optionsJson(const TransactionOptions &options, bool withHeaders)
{
    QJsonObject json;
    putFlag(json, "waitResult"_L1, options.waitResult);
    put(json, "timeoutToFailMs"_L1, Milliseconds{options.timeoutToFail}.count());
    put(json, "requestTimeoutMs"_L1, Milliseconds{options.requestTimeout}.count());
    put(json, "retryIntervalMs"_L1, Milliseconds{options.retryInterval}.count());
    put(json, "retryLimit"_L1, qint64{options.retryLimit});
    putFlag(json, "concurrent"_L1, options.concurrent);
    if (!options.retryLadder.isEmpty()) {
        QJsonArray ladder;
        for (const Seconds wait : options.retryLadder)
            ladder.append(qint64{Milliseconds{wait}.count()});
        json.insert("retryLadderMs"_L1, ladder);
    }
    put(json, "windowMs"_L1, Milliseconds{options.window}.count());
    put(json, "successBody"_L1, options.successBody);
    put(json, "checkIntervalMs"_L1, Milliseconds{options.checkInterval}.count());
    put(json, "checkMax"_L1, qint64{options.checkMax});
    if (!withHeaders || options.branchHeaders.isEmpty())
        return json;
    QJsonObject headers;
    for (auto it = options.branchHeaders.begin(); it != options.branchHeaders.end(); ++it)
        headers.insert(it.key(), it.value());
    json.insert("branchHeaders"_L1, headers);
    return json;
}

void putProgress(QJsonObject &json, const GlobalTransaction &transaction)
{
    put(json, "retryIntervalMs"_L1, transaction.retryInterval.count());
    put(json, "nextDueAt"_L1, transaction.nextDueAt);
    put(json, "epoch"_L1, transaction.epoch);
    put(json, "owner"_L1, transaction.owner);
    put(json, "failures"_L1, qint64{transaction.failures});
    put(json, "attempts"_L1, qint64{transaction.attempts});
    put(json, "lastError"_L1, transaction.lastError);
    putFlag(json, "paused"_L1, transaction.paused);
    put(json, "parked"_L1, spelled(parkedNames, transaction.parked));
    put(json, "resolution"_L1, spelled(resolutionNames, transaction.resolution));
    putFlag(json, "forced"_L1, transaction.forced);
    put(json, "lastSeq"_L1, transaction.lastSeq);
    putFlag(json, "ranAhead"_L1, transaction.ranAhead);
}

QJsonObject transactionJson(const GlobalTransaction &transaction, bool withHeaders)
{
    QJsonObject json;
    put(json, "id"_L1, transaction.id);
    json.insert("gid"_L1, transaction.gid.value);
    json.insert("kind"_L1, spelled(transactionKindNames, transaction.kind));
    json.insert("status"_L1, spelled(transactionStatusNames, transaction.status));
    if (const QJsonObject options = optionsJson(transaction.options, withHeaders); !options.isEmpty())
        json.insert("options"_L1, options);
    put(json, "customData"_L1, transaction.customData);
    put(json, "queryPrepared"_L1, transaction.queryPrepared);
    put(json, "protocol"_L1, transaction.protocol);
    put(json, "business_key"_L1, transaction.businessKey); // spelled as in requests and filters
    json.insert("createdAt"_L1, toMs(transaction.createdAt));
    json.insert("updatedAt"_L1, toMs(transaction.updatedAt));
    put(json, "succeededAt"_L1, transaction.succeededAt);
    put(json, "rolledBackAt"_L1, transaction.rolledBackAt);
    put(json, "rollbackReason"_L1, transaction.rollbackReason);
    put(json, "result"_L1, transaction.result);
    putProgress(json, transaction);
    return json;
}

} // namespace

QJsonObject toJson(const TransactionRow &row)
{
    QJsonObject json = transactionJson(row.transaction, false);
    if (!row.participants.isEmpty())
        json.insert("participants"_L1, QJsonArray::fromStringList(row.participants));
    return json;
}

QJsonObject toJson(const BranchOp &op)
{
    QJsonObject json;
    put(json, "branch"_L1, op.branch.value);
    json.insert("op"_L1, spelled(opKindNames, op.kind));
    json.insert("status"_L1, spelled(opStatusNames, op.status));
    put(json, "url"_L1, op.url);
    if (!op.payload.isEmpty())
        json.insert("payload"_L1, QString::fromLatin1(op.payload.toBase64()));
    json.insert("createdAt"_L1, toMs(op.createdAt));
    put(json, "finishedAt"_L1, op.finishedAt);
    put(json, "failures"_L1, qint64{op.failures});
    put(json, "dueAt"_L1, op.dueAt);
    put(json, "lastError"_L1, op.lastError);
    return json;
}

QJsonObject toJson(const JournalEvent &event)
{
    if (isForeign(event.kind)) // it goes on as it came
        if (const QJsonDocument whole = QJsonDocument::fromJson(event.text.toUtf8()); whole.isObject())
            return whole.object();
    QJsonObject json;
    put(json, "seq"_L1, event.seq);
    put(json, "at"_L1, toMs(event.at));
    json.insert("kind"_L1, spelled(eventKindNames, event.kind));
    put(json, "branch"_L1, event.branch.value);
    putWord(json, "op"_L1, opKindNames, event.op);
    put(json, "attempt"_L1, qint64{event.attempt});
    putWord(json, "outcome"_L1, outcomeNames, event.outcome);
    put(json, "statusCode"_L1, qint64{event.statusCode});
    put(json, "tookMs"_L1, event.took.count());
    put(json, "barrier"_L1, spelled(barrierNoteNames, event.barrier));
    putWord(json, "from"_L1, transactionStatusNames, event.from);
    putWord(json, "to"_L1, transactionStatusNames, event.to);
    put(json, "untilAt"_L1, event.until);
    put(json, "text"_L1, event.text);
    put(json, "coordinator"_L1, event.coordinator);
    put(json, "actor"_L1, event.actor);
    return json;
}

QJsonObject toJson(const ActionState &state)
{
    QJsonObject json;
    json.insert("action"_L1, spelled(actionNames, state.action));
    json.insert("allowed"_L1, state.allowed);
    put(json, "reason"_L1, state.reason);
    put(json, "legalAt"_L1, state.legalAt);
    QJsonArray branches;
    for (const BranchId &branch : state.branches)
        branches.append(branch.value);
    if (!branches.isEmpty())
        json.insert("branches"_L1, branches);
    return json;
}

QJsonObject toJson(const PlannedCall &call)
{
    QJsonObject json;
    put(json, "branch"_L1, call.branch.value);
    json.insert("op"_L1, spelled(opKindNames, call.op));
    put(json, "url"_L1, call.url);
    put(json, "why"_L1, call.why);
    put(json, "at"_L1, call.at);
    json.insert("certain"_L1, call.certain);
    return json;
}

QJsonObject toJson(const TransactionDetail &detail)
{
    return {{u"transaction"_s, transactionJson(detail.snapshot.transaction, true)},
            {u"ops"_s, listOf(detail.snapshot.ops)},
            {u"payloadBytes"_s, numbersIn(detail.payloadBytes)},
            {u"participants"_s, QJsonArray::fromStringList(detail.participants)},
            {u"events"_s, listOf(detail.events)},
            {u"eventsTruncated"_s, detail.eventsTruncated},
            {u"actions"_s, listOf(detail.actions)},
            {u"planned"_s, listOf(detail.planned)}};
}

QJsonObject toJson(const TransactionPage &page)
{
    QJsonObject json{{u"rows"_s, listOf(page.rows)}};
    put(json, "next"_L1, page.next);
    return json;
}

QJsonObject toJson(const ActionRequest &request)
{
    QJsonObject json;
    put(json, "reason"_L1, request.reason);
    put(json, "actor"_L1, request.actor);
    putWord(json, "expectedStatus"_L1, transactionStatusNames, request.expectedStatus);
    if (request.expectedEpoch)
        json.insert("expectedEpoch"_L1, *request.expectedEpoch);
    put(json, "branch"_L1, request.branch.value);
    return json;
}

QJsonObject toJson(const CoordinatorStats &stats)
{
    QJsonObject unfinished;
    for (auto it = stats.unfinished.begin(); it != stats.unfinished.end(); ++it)
        unfinished.insert(spelled(transactionStatusNames, it.key()), it.value());
    QJsonObject parked;
    for (auto it = stats.parked.begin(); it != stats.parked.end(); ++it)
        parked.insert(spelled(parkedNames, it.key()), it.value());
    return {{u"unfinished"_s, unfinished},
            {u"stuck"_s, stats.stuck},
            {u"parked"_s, parked},
            {u"locks"_s, stats.locks},
            {u"lockWaits"_s, stats.lockWaits},
            {u"oldestUnfinishedAgeMs"_s, qint64{Milliseconds{stats.oldestUnfinishedAge}.count()}},
            {u"oldestStuckAgeMs"_s, qint64{Milliseconds{stats.oldestStuckAge}.count()}},
            {u"oldestDueMs"_s, qint64{Milliseconds{stats.oldestDue}.count()}},
            {u"createdTotal"_s, stats.createdTotal},
            {u"retriesTotal"_s, stats.retriesTotal},
            {u"succeededTotal"_s, stats.succeededTotal},
            {u"failedTotal"_s, stats.failedTotal},
            {u"callsTotal"_s, stats.callsTotal},
            {u"callsFailedTotal"_s, stats.callsFailedTotal},
            {u"callsInFlight"_s, stats.callsInFlight},
            {u"inMemory"_s, stats.inMemory},
            {u"commitMsP50"_s, stats.commitMsP50},
            {u"commitMsP99"_s, stats.commitMsP99}};
}

QJsonObject toJson(const ParticipantStats &stats)
{
    QJsonObject json{{u"participant"_s, stats.participant},
                     {u"calls"_s, stats.calls},
                     {u"succeeded"_s, stats.succeeded},
                     {u"rejected"_s, stats.rejected},
                     {u"ongoing"_s, stats.ongoing},
                     {u"unknown"_s, stats.unknown},
                     {u"inFlight"_s, stats.inFlight},
                     {u"msP50"_s, stats.msP50},
                     {u"msP99"_s, stats.msP99}};
    put(json, "lastError"_L1, stats.lastError);
    put(json, "lastErrorAt"_L1, stats.lastErrorAt);
    return json;
}

QJsonObject toJson(const NodeInfo &node)
{
    return {{u"node"_s, node.node},
            {u"version"_s, node.version},
            {u"store"_s, node.store},
            {u"startedAt"_s, toMs(node.startedAt)},
            {u"leaseUntilAt"_s, toMs(node.leaseUntil)},
            {u"alive"_s, node.alive},
            {u"self"_s, node.self}};
}

} // namespace txdesk::codec
