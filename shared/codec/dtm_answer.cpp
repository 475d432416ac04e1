// DTM's answers by string append: they are the hot path of every client.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_answer.h"

#include "shared/codec/json_text.h"
#include "shared/codec/options_codec.h"

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

void addString(QByteArray &out, QByteArrayView key, QStringView value)
{
    if (value.isEmpty())
        return;
    appendKey(out, key);
    appendJsonString(out, value, Escape::LikeGo);
}

void addTime(QByteArray &out, QByteArrayView key, const std::optional<Instant> &at)
{
    if (!at)
        return;
    appendKey(out, key);
    out += '"';
    out += rfc3339(*at);
    out += '"';
}

void addBase(QByteArray &out, qint64 id, Instant created, Instant updated)
{
    appendKey(out, "id");
    appendNumber(out, id);
    addTime(out, "create_time", created);
    addTime(out, "update_time", updated);
}

template<class T, class Write>
QByteArray listText(const QList<T> &items, Write write)
{
    QByteArray out = "[";
    for (const T &item : items) {
        if (out.size() > 1)
            out += ',';
        out += write(item);
    }
    return out + ']';
}

QByteArray resultWith(QByteArrayView result, QStringView message)
{
    QByteArray out = "{\"dtm_result\":\"";
    out += result;
    out += '"';
    appendKey(out, "message");
    appendJsonString(out, message, Escape::LikeGo);
    return out + '}';
}

} // namespace

QByteArray dtmSuccess()
{
    return QByteArrayLiteral("{\"dtm_result\":\"SUCCESS\"}");
}

QByteArray dtmFailure(QStringView message)
{
    return resultWith("FAILURE", message);
}

QByteArray dtmOngoing(QStringView message)
{
    return resultWith("ONGOING", message);
}

QByteArray dtmMessage(QStringView message)
{
    QByteArray out = "{\"message\":";
    appendJsonString(out, message, Escape::LikeGo);
    return out + '}';
}

QByteArray dtmNewGid(QStringView gid)
{
    QByteArray out = "{\"dtm_result\":\"SUCCESS\",\"gid\":";
    appendJsonString(out, gid, Escape::LikeGo);
    return out + '}';
}

QByteArray dtmTransaction(const GlobalTransaction &transaction)
{
    QByteArray out = "{";
    addBase(out, transaction.id, transaction.createdAt, transaction.updatedAt);
    addString(out, "gid", transaction.gid.value);
    addString(out, "trans_type", QString(nameIn(transactionKindNames, transaction.kind)));
    addString(out, "status", QString(nameIn(transactionStatusNames, transaction.status)));
    addString(out, "query_prepared", transaction.queryPrepared);
    addString(out, "protocol", transaction.protocol);
    addTime(out, "finish_time", transaction.succeededAt);
    addTime(out, "rollback_time", transaction.rolledBackAt);
    addString(out, "result", transaction.result);
    addString(out, "rollback_reason", transaction.rollbackReason);
    addString(out, "options", QString::fromUtf8(optionsText(transaction.options)));
    addString(out, "custom_data", transaction.customData);
    if (const qint64 interval = std::chrono::duration_cast<Seconds>(transaction.retryInterval).count(); interval != 0) {
        appendKey(out, "next_cron_interval");
        appendNumber(out, interval);
    }
    addTime(out, "next_cron_time", transaction.nextDueAt);
    addString(out, "owner", transaction.owner);
    appendKey(out, "concurrent");
    out += "false";
    return out + '}';
}

QByteArray dtmBranch(const Gid &gid, const BranchOp &op)
{
    QByteArray out = "{";
    addBase(out, 0, op.createdAt, op.finishedAt.value_or(op.createdAt));
    addString(out, "gid", gid.value);
    addString(out, "url", op.url);
    if (!op.payload.isEmpty()) {
        appendKey(out, "bin_data");
        out += '"' + op.payload.toBase64() + '"';
    }
    addString(out, "branch_id", op.branch.value);
    addString(out, "op", QString(nameIn(opKindNames, op.kind)));
    addString(out, "status", QString(nameIn(opStatusNames, op.status)));
    addTime(out, "finish_time", op.finishedAt);
    return out + '}';
}

static QByteArray bothUnder(QByteArrayView name, const TransactionSnapshot &snapshot)
{
    QByteArray out = "{";
    appendKey(out, name);
    out += listText(snapshot.ops, [&gid = snapshot.transaction.gid](const BranchOp &op) { return dtmBranch(gid, op); });
    appendKey(out, "transaction");
    return out + dtmTransaction(snapshot.transaction) + '}';
}

QByteArray dtmQuery(const TransactionSnapshot *snapshot)
{
    if (!snapshot)
        return "{\"branches\":[],\"transaction\":null}";
    return bothUnder("branches", *snapshot);
}

QByteArray dtmProgress(const TransactionSnapshot &snapshot)
{
    return bothUnder("progresses", snapshot);
}

QByteArray dtmAll(const QList<GlobalTransaction> &rows, const QString &nextPosition)
{
    QByteArray out = "{";
    appendKey(out, "next_position");
    appendJsonString(out, nextPosition, Escape::LikeGo);
    return out + ",\"transactions\":" + listText(rows, dtmTransaction) + '}';
}

QByteArray dtmNoneFound(const QString &position)
{
    QByteArray out = "{";
    appendKey(out, "next_position");
    appendJsonString(out, position, Escape::LikeGo);
    return out + ",\"transactions\":null}";
}

QByteArray dtmKv(const KvRow &row)
{
    QByteArray out = "{";
    addBase(out, row.id, row.createdAt, row.updatedAt);
    addString(out, "cat", row.category);
    addString(out, "k", row.key);
    addString(out, "v", row.value);
    appendKey(out, "version");
    appendNumber(out, row.version);
    return out + '}';
}

QByteArray dtmKvList(const QList<KvRow> &rows)
{
    return "{\"kv\":" + listText(rows, dtmKv) + '}';
}

QByteArray dtmKvPage(const QList<KvRow> &rows, const QString &nextPosition)
{
    QByteArray out = "{\"kv\":" + listText(rows, dtmKv);
    appendKey(out, "next_position");
    appendJsonString(out, nextPosition, Escape::LikeGo);
    return out + '}';
}

QByteArray dtmHastened(int count, bool hasRemaining)
{
    return "{\"has_remaining\":" + QByteArray(hasRemaining ? "true" : "false") + ",\"succeed_count\":"
        + QByteArray::number(count) + '}';
}

} // namespace txdesk::codec
