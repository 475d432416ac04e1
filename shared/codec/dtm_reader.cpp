// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_reader.h"

#include "shared/base/foreign_word.h"
#include "shared/codec/options_codec.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype echoMax = 64;

std::optional<Instant> timeIn(const QJsonObject &json, QLatin1StringView name)
{
    const QDateTime time = QDateTime::fromString(json.value(name).toString(), Qt::ISODateWithMs);
    // Go's zero time is no time.
    return time.isValid() && time.date().year() > 1 ? std::optional(fromMs(time.toMSecsSinceEpoch())) : std::nullopt;
}

template<class E, std::size_t N>
Result<E> wordIn(const QJsonObject &json, QLatin1StringView name, const std::array<Name<E>, N> &table)
{
    const QString word = json.value(name).toString();
    if (const std::optional<E> value = valueIn(table, word))
        return *value;
    return fail(ErrorCode::InvalidRequest, u"%1 ⟨%2⟩ is not known here"_s.arg(name, word.left(echoMax)), name);
}

// Of a transaction: a row with a word of a newer DTM is shown with that word.
template<class E, std::size_t N>
Result<E> keptWordIn(const QJsonObject &json, QLatin1StringView name, const std::array<Name<E>, N> &table)
{
    const QString word = json.value(name).toString();
    return word.isEmpty() ? wordIn(json, name, table) : Result<E>(keptIn(table, word));
}

// SQL stores keep the options in one text, the others beside it, too.
TransactionOptions optionsOf(const QJsonObject &json)
{
    TransactionOptions options = optionsFromText(json.value("options"_L1).toString().toUtf8()).value_or(TransactionOptions{});
    const auto seconds = [&json](QLatin1StringView name, Seconds known) {
        const qint64 told = json.value(name).toInteger();
        return known.count() == 0 && told > 0 ? Seconds{told} : known;
    };
    options.timeoutToFail = seconds("timeout_to_fail"_L1, options.timeoutToFail);
    options.requestTimeout = seconds("request_timeout"_L1, options.requestTimeout);
    options.retryInterval = seconds("retry_interval"_L1, options.retryInterval);
    options.concurrent = options.concurrent || json.value("concurrent"_L1).toBool();
    return options;
}

} // namespace

Result<GlobalTransaction> dtmTransactionFrom(const QJsonObject &json)
{
    const Result<TransactionKind> kind = keptWordIn(json, "trans_type"_L1, transactionKindNames);
    if (!kind)
        return tl::unexpected(kind.error());
    const Result<TransactionStatus> status = keptWordIn(json, "status"_L1, transactionStatusNames);
    if (!status)
        return tl::unexpected(status.error());
    GlobalTransaction t;
    t.id = json.value("id"_L1).toInteger();
    t.gid = Gid{json.value("gid"_L1).toString()};
    t.kind = *kind;
    t.status = *status;
    t.options = optionsOf(json);
    t.customData = json.value("custom_data"_L1).toString();
    t.custom = customDataFromText(t.kind, t.customData, -1).value_or(CustomData{});
    t.custom.concurrent = t.custom.concurrent || (t.kind == TransactionKind::Message && t.options.concurrent);
    t.queryPrepared = json.value("query_prepared"_L1).toString();
    t.protocol = json.value("protocol"_L1).toString();
    t.createdAt = timeIn(json, "create_time"_L1).value_or(Instant{});
    t.updatedAt = timeIn(json, "update_time"_L1).value_or(t.createdAt);
    t.succeededAt = timeIn(json, "finish_time"_L1);
    t.rolledBackAt = timeIn(json, "rollback_time"_L1);
    t.rollbackReason = json.value("rollback_reason"_L1).toString();
    t.result = json.value("result"_L1).toString();
    t.retryInterval = Seconds{json.value("next_cron_interval"_L1).toInteger()};
    t.nextDueAt = timeIn(json, "next_cron_time"_L1);
    t.owner = json.value("owner"_L1).toString();
    return t;
}

Result<BranchOp> dtmBranchFrom(const QJsonObject &json)
{
    const Result<OpKind> kind = wordIn(json, "op"_L1, opKindNames);
    if (!kind)
        return tl::unexpected(kind.error());
    const Result<OpStatus> status = wordIn(json, "status"_L1, opStatusNames);
    if (!status)
        return tl::unexpected(status.error());
    BranchOp op;
    op.branch = BranchId{json.value("branch_id"_L1).toString()};
    op.kind = *kind;
    op.status = *status;
    op.url = json.value("url"_L1).toString();
    op.payload = QByteArray::fromBase64(json.value("bin_data"_L1).toString().toLatin1());
    op.createdAt = timeIn(json, "create_time"_L1).value_or(Instant{});
    if (op.status != OpStatus::Prepared)
        op.finishedAt = timeIn(json, "finish_time"_L1).value_or(timeIn(json, "update_time"_L1).value_or(op.createdAt));
    return op;
}

DtmPage dtmPageFrom(const QJsonObject &json)
{
    DtmPage page;
    page.next = json.value("next_position"_L1).toString();
    for (const QJsonValue &value : json.value("transactions"_L1).toArray()) {
        if (Result<GlobalTransaction> t = dtmTransactionFrom(value.toObject()))
            page.rows.append(*std::move(t));
        else
            page.unreadable.append(t.error().message);
    }
    return page;
}

Result<DtmQuery> dtmQueryFrom(const QJsonObject &json)
{
    DtmQuery query;
    if (!json.value("transaction"_L1).isObject())
        return query;
    Result<GlobalTransaction> transaction = dtmTransactionFrom(json.value("transaction"_L1).toObject());
    if (!transaction)
        return tl::unexpected(transaction.error());
    query.snapshot = TransactionSnapshot{*std::move(transaction), {}};
    for (const QJsonValue &value : json.value("branches"_L1).toArray()) {
        if (Result<BranchOp> op = dtmBranchFrom(value.toObject()))
            query.snapshot->ops.append(*std::move(op));
        else
            query.unreadable.append(op.error().message);
    }
    // Registered rows carry no time on Redis and boltdb.
    for (BranchOp &op : query.snapshot->ops)
        if (op.createdAt == Instant{})
            op.createdAt = query.snapshot->transaction.createdAt;
    return query;
}

QList<Topic> dtmTopicsFrom(const QJsonObject &json)
{
    QList<Topic> topics;
    for (const QJsonValue &value : json.value("kv"_L1).toArray()) {
        const QJsonObject row = value.toObject();
        Topic topic{row.value("k"_L1).toString(), {}, row.value("version"_L1).toInteger()};
        const QJsonArray subscribers = QJsonDocument::fromJson(row.value("v"_L1).toString().toUtf8()).array();
        for (const QJsonValue &one : subscribers)
            topic.subscribers.append({one.toObject().value("url"_L1).toString(), one.toObject().value("remark"_L1).toString()});
        topics.append(topic);
    }
    return topics;
}

} // namespace txdesk::codec
