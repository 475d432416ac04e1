// /api/v1/transactions/{gid}/payloads: what applications have handed over. That somebody looks is on record before
// anything is shown; without a record nothing is.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/masking.h"
#include "server/api/parameters.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

using MaybeStored = std::optional<TransactionSnapshot>;

constexpr int shownReasonMost = 1024;

QJsonObject payloadsJson(const TransactionSnapshot &snapshot)
{
    QJsonArray ops;
    for (const BranchOp &op : snapshot.ops)
        ops.append(QJsonObject{{u"branch"_s, op.branch.value},
                               {u"op"_s, QString(nameIn(opKindNames, op.kind))},
                               {u"payload"_s, QString::fromLatin1(op.payload.toBase64())}});
    QMap<QString, QString> headers = snapshot.transaction.options.branchHeaders;
    maskSecrets(headers);
    QJsonObject shownHeaders;
    for (auto it = headers.begin(); it != headers.end(); ++it)
        shownHeaders.insert(it.key(), it.value());
    return {{u"gid"_s, snapshot.transaction.gid.value},
            {u"ops"_s, ops},
            {u"branchHeaders"_s, shownHeaders},
            {u"customData"_s, snapshot.transaction.customData},
            {u"result"_s, snapshot.transaction.result}};
}

void showRecorded(ApiParts &parts, const ExchangePtr &exchange, const TransactionSnapshot &snapshot, const QString &reason)
{
    AuditRecord record = parts.gate.record(exchange->caller(), u"payload.show"_s);
    record.gid = snapshot.transaction.gid.value;
    record.reason = reason;
    parts.coordinator.ask(store::AppendAudit{std::move(record)}, [&parts, exchange, snapshot](store::StoreAnswer &&answer) {
        const auto *error = std::get_if<Error>(&answer);
        if (!error)
            return exchange->answer(jsonAnswer(payloadsJson(snapshot)));
        parts.gate.auditFailed();
        exchange->answer(errorAnswer({ErrorCode::AuditUnavailable, error->message, {}}, exchange->caller()));
    });
}

void readPayloads(ApiParts &parts, const ExchangePtr &exchange, const Gid &gid, const QString &reason)
{
    parts.coordinator.read<MaybeStored>([gid](store::TransactionReader &reader) { return reader.load(gid); },
                                        [&parts, exchange, gid, reason](Result<MaybeStored> &&found) {
                                            if (!found)
                                                return exchange->answer(errorAnswer(found.error(), exchange->caller()));
                                            if (*found && mayTouch(exchange->caller(), (*found)->transaction))
                                                return showRecorded(parts, exchange, **found, reason);
                                            parts.gate.refused(exchange->caller(), u"payload.show"_s, gid.value, {}, u"no such transaction"_s);
                                            exchange->answer(unknownGid());
                                        });
}

} // namespace

void showPayloads(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<> known = onlyKnown(exchange->request(), {"reason"});
    const Result<QString> reason = firstValue(exchange->request(), "reason");
    if (!known || !reason)
        return exchange->answer(errorAnswer(known ? reason.error() : known.error(), exchange->caller()));
    const Gid gid{exchange->value(0)};
    const QString why = reason->isEmpty() ? u"(none given)"_s : reason->left(shownReasonMost);
    parts.coordinator.flush(gid, [&parts, exchange, gid, why](coordinator::Answer &&flushed) {
        if (flushed.kind == engine::Reply::Kind::Busy)
            exchange->answer(sentence(503, flushed.message));
        else
            readPayloads(parts, exchange, gid, why);
    });
}

} // namespace txdesk::api
