// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/lock_codec.h"

#include "shared/codec/fields.h"
#include "shared/codec/utf8.h"

#include <QSet>

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr int lockRowsMost = 1000;
constexpr qsizetype filterBytesMax = 512;

void putRow(QJsonObject &json, const LockedRow &row)
{
    json.insert("key"_L1, QString::fromLatin1(row.key.toHex()));
    json.insert("resource"_L1, row.resource);
    json.insert("table"_L1, row.table);
    json.insert("row"_L1, row.row);
}

LockedRow rowFrom(Fields &fields)
{
    return {.key = QByteArray::fromHex(fields.text("key"_L1).toLatin1()),
            .resource = fields.text("resource"_L1),
            .table = fields.text("table"_L1),
            .row = fields.text("row"_L1)};
}

template<class T>
QJsonArray listed(const QList<T> &values)
{
    QJsonArray list;
    for (const T &value : values)
        list.append(toJson(value));
    return list;
}

template<class T, class Read>
QList<T> unlisted(Fields &parent, QLatin1StringView name, Read read)
{
    QList<T> all;
    const QJsonArray items = parent.list(name);
    for (qsizetype i = 0; i < items.size() && parent.ok(); ++i) {
        Result<T> item = read(items[i].toObject());
        if (item)
            all.append(std::move(*item));
        else
            parent.adopt({item.error().code, u"%1[%2]: %3"_s.arg(name).arg(i).arg(item.error().message), item.error().field});
    }
    return all;
}

Gid memberGid(Fields &fields, QLatin1StringView name)
{
    const Gid gid{fields.text(name)};
    if (gid.isEmpty())
        fields.complain(name, "is missing");
    return gid;
}

QString *placeOf(LockQuery &query, QByteArrayView name)
{
    return name == "gid" ? &query.filter.gid
        : name == "resource" ? &query.filter.resource
        : name == "table"    ? &query.filter.table
        : name == "after"    ? &query.after
                             : nullptr;
}

} // namespace

QJsonObject toJson(const LockHolder &holder)
{
    QJsonObject json;
    putRow(json, holder.row);
    json.insert("gid"_L1, holder.gid.value);
    json.insert("branch"_L1, holder.branch.value);
    json.insert("sinceAt"_L1, toMs(holder.since));
    json.insert("status"_L1, spelled(transactionStatusNames, holder.status));
    return json;
}

QJsonObject toJson(const LockWait &wait)
{
    QJsonObject json;
    putRow(json, wait.row);
    json.insert("waiter"_L1, wait.waiter.value);
    json.insert("holder"_L1, wait.holder.value);
    json.insert("waiterCreatedAt"_L1, toMs(wait.waiterCreatedAt));
    json.insert("sinceAt"_L1, toMs(wait.since));
    json.insert("untilAt"_L1, toMs(wait.until));
    json.insert("coordinator"_L1, wait.coordinator);
    return json;
}

QJsonObject toJson(const LockPage &page)
{
    QJsonObject json{{u"locks"_s, listed(page.locks)}};
    if (!page.next.isEmpty())
        json.insert("next"_L1, page.next);
    return json;
}

QJsonObject toJson(const QList<LockWait> &waits)
{
    return {{u"waits"_s, listed(waits)}};
}

Result<LockHolder> lockHolderFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    LockHolder holder{.row = rowFrom(fields), .gid = memberGid(fields, "gid"_L1)};
    holder.branch = BranchId{fields.text("branch"_L1)};
    holder.since = fields.instant("sinceAt"_L1);
    holder.status = fields.choice("status"_L1, transactionStatusNames, TransactionStatus::Prepared);
    return fields.finish(holder);
}

Result<LockWait> lockWaitFromJson(const QJsonObject &json)
{
    Fields fields(json);
    LockWait wait{.waiter = memberGid(fields, "waiter"_L1), .holder = memberGid(fields, "holder"_L1), .row = rowFrom(fields), .coordinator = {}};
    wait.waiterCreatedAt = fields.instant("waiterCreatedAt"_L1);
    wait.since = fields.instant("sinceAt"_L1);
    wait.until = fields.instant("untilAt"_L1);
    wait.coordinator = fields.text("coordinator"_L1);
    return fields.finish(wait);
}

Result<LockPage> lockPageFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    LockPage page;
    page.locks = unlisted<LockHolder>(fields, "locks"_L1, [unknown](const QJsonObject &one) { return lockHolderFromJson(one, unknown); });
    page.next = fields.text("next"_L1);
    return fields.finish(page);
}

Result<QList<LockWait>> lockWaitsFromJson(const QJsonObject &json)
{
    Fields fields(json);
    const QList<LockWait> waits = unlisted<LockWait>(fields, "waits"_L1, lockWaitFromJson);
    return fields.finish(waits);
}

QByteArray toQuery(const LockQuery &query)
{
    QByteArray out;
    const auto add = [&out](const char *name, const QString &value) {
        if (value.isEmpty())
            return;
        out += out.isEmpty() ? "" : "&";
        out += name;
        out += '=' + value.toUtf8().toPercentEncoding("-._~:,");
    };
    add("gid", query.filter.gid);
    add("resource", query.filter.resource);
    add("table", query.filter.table);
    add("after", query.after);
    add("limit", QString::number(query.limit));
    return out;
}

Result<LockQuery> lockQueryFrom(const QList<std::pair<QByteArray, QByteArray>> &parameters)
{
    LockQuery query;
    QSet<QByteArray> seen;
    for (const auto &[name, value] : parameters) {
        const QString shown = QString::fromUtf8(name.left(64));
        QString *place = placeOf(query, name);
        if (!place && name != "limit")
            return fail(ErrorCode::InvalidRequest, u"unknown parameter %1"_s.arg(shown), shown);
        if (seen.contains(name))
            return fail(ErrorCode::InvalidRequest, u"duplicate parameter %1"_s.arg(shown), shown);
        seen.insert(name);
        if (value.size() > filterBytesMax || !isValidUtf8(value))
            return fail(ErrorCode::InvalidRequest, u"parameter %1 must be at most %2 bytes of text"_s.arg(shown).arg(filterBytesMax), shown);
        if (place) {
            *place = QString::fromUtf8(value);
            continue;
        }
        bool ok = false;
        query.limit = static_cast<int>(std::clamp<qint64>(value.toLongLong(&ok), 1, lockRowsMost));
        if (!ok)
            return fail(ErrorCode::InvalidRequest, u"parameter limit must be a whole number"_s, u"limit"_s);
    }
    return query;
}

} // namespace txdesk::codec
