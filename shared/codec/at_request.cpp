// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/at_request.h"

#include "shared/codec/fields.h"
#include "shared/codec/lock_key.h"

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds longestWaitAsked{600'000};

// What readLocks() knows while it reads, and the first thing that did not fit.
struct LockReading
{
    const QString &resource;
    const RequestLimits &limits;
    QList<LockedRow> rows{};
};

tl::unexpected<Error> refuseAt(const QString &path, const QString &what)
{
    return fail(ErrorCode::InvalidRequest, u"field %1: %2"_s.arg(path, what), path);
}

Result<KeyValue> refuseValue(const QString &path)
{
    return refuseAt(path, u"expected a text, an integer, {\"i\":\"digits\"} or {\"b\":\"base64\"}"_s);
}

// A JSON number is exact up to 64 bits; a larger one has lost digits before it gets here.
Result<KeyValue> integerFrom(const QJsonValue &number, const QString &path)
{
    const bool isExact = number.toInteger(1) == number.toInteger(2);
    if (!isExact)
        return refuseAt(path, u"expected an integer of 64 bits; a larger one is {\"i\":\"digits\"}"_s);
    return KeyValue{KeyValue::Type::Integer, QByteArray::number(number.toInteger())};
}

Result<KeyValue> taggedFrom(const QJsonObject &tagged, const QString &path)
{
    if (tagged.size() != 1)
        return refuseValue(path);
    if (const QJsonValue digits = tagged["i"_L1]; digits.isString()) {
        const QByteArray integer = canonicalInteger(digits.toString().toUtf8());
        return integer.isEmpty() ? refuseAt(path, u"expected digits in \"i\""_s) : Result<KeyValue>(KeyValue{KeyValue::Type::Integer, integer});
    }
    if (const QJsonValue base64 = tagged["b"_L1]; base64.isString()) {
        const auto bytes = QByteArray::fromBase64Encoding(base64.toString().toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
        return bytes ? Result<KeyValue>(KeyValue{KeyValue::Type::Bytes, *bytes}) : refuseAt(path, u"expected base64 in \"b\""_s);
    }
    return refuseValue(path);
}

Result<KeyValue> keyValueFrom(const QJsonValue &json, const QString &path, const RequestLimits &limits)
{
    Result<KeyValue> value = json.isString() ? Result<KeyValue>(KeyValue{KeyValue::Type::Text, json.toString().toUtf8()})
        : json.isDouble()                    ? integerFrom(json, path)
        : json.isObject()                    ? taggedFrom(json.toObject(), path)
                                             : refuseValue(path);
    if (value && value->bytes.size() > limits.lockValueBytesMax)
        return fail(ErrorCode::InvalidRequest, u"lock key too long (at most %1 bytes a value)"_s.arg(limits.lockValueBytesMax), path);
    return value;
}

Result<QList<KeyValue>> primaryKeyFrom(const QJsonValue &json, const QString &path, const RequestLimits &limits)
{
    constexpr qsizetype columnsMax = 64;
    const QJsonArray items = json.toArray();
    if (!json.isArray() || items.isEmpty() || items.size() > columnsMax)
        return refuseAt(path, u"expected the 1 to %1 values of a primary key"_s.arg(columnsMax));
    QList<KeyValue> values;
    for (qsizetype i = 0; i < items.size(); ++i) {
        Result<KeyValue> value = keyValueFrom(items[i], u"%1[%2]"_s.arg(path).arg(i), limits);
        if (!value)
            return tl::unexpected<Error>(value.error());
        values.append(std::move(*value));
    }
    return values;
}

// A name as it is: compared as bytes, so one that people cannot tell from another is none.
Result<QString> nameFrom(const QJsonObject &json, QLatin1StringView name, const QString &path, int bytesMax)
{
    Fields fields(json, path);
    const QString text = fields.text(name);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (text.isEmpty())
        return refuseAt(path + name, u"is missing"_s);
    const bool hasControls = std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (hasControls || text.toUtf8().size() > bytesMax)
        return refuseAt(path + name, u"expected 1 to %1 bytes of text without control characters"_s.arg(bytesMax));
    return text;
}

Result<> readTable(LockReading &reading, const QJsonValue &json, const QString &path)
{
    if (!json.isObject())
        return refuseAt(path, u"expected an object"_s);
    const QJsonObject object = json.toObject();
    const Result<QString> table = nameFrom(object, "table"_L1, path + u'.', reading.limits.lockNameBytesMax);
    if (!table)
        return tl::unexpected<Error>(table.error());
    const QJsonValue keys = object["pks"_L1];
    if (!keys.isArray())
        return refuseAt(path + ".pks"_L1, u"expected a list of primary keys"_s);
    const QJsonArray items = keys.toArray();
    if (reading.rows.size() + items.size() > reading.limits.lockRowsMax)
        return fail(ErrorCode::InvalidRequest, u"locks: too many rows (at most %1)"_s.arg(reading.limits.lockRowsMax), u"locks"_s);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const auto key = primaryKeyFrom(items[i], u"%1.pks[%2]"_s.arg(path).arg(i), reading.limits);
        if (!key)
            return tl::unexpected<Error>(key.error());
        reading.rows.append(lockedRow(reading.resource, *table, *key));
    }
    return {};
}

// Sorted by key, so that two requests for the same rows want them in the same order.
Result<QList<LockedRow>> locksFrom(Fields &fields, const QString &resource, const RequestLimits &limits)
{
    const QJsonArray tables = fields.list("locks"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    LockReading reading{.resource = resource, .limits = limits};
    for (qsizetype i = 0; i < tables.size(); ++i)
        if (const Result<> read = readTable(reading, tables[i], u"locks[%1]"_s.arg(i)); !read)
            return tl::unexpected<Error>(read.error());
    if (reading.rows.isEmpty())
        return refuseAt(u"locks"_s, u"expected at least one row"_s);
    std::ranges::sort(reading.rows, {}, &LockedRow::key);
    const auto isSame = [](const LockedRow &a, const LockedRow &b) { return a.key == b.key; };
    reading.rows.erase(std::unique(reading.rows.begin(), reading.rows.end(), isSame), reading.rows.end()); // clang 14 has no ranges::unique
    return std::move(reading.rows);
}

Result<Gid> bodyGid(Fields &fields, const RequestLimits &limits)
{
    const QString gid = fields.text("gid"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    return checkedGid(gid, limits);
}

Result<BranchId> bodyBranch(Fields &fields)
{
    const QString branch = fields.text("branch_id"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    constexpr qsizetype digitsMax = 10;
    if (branch.isEmpty() || branch.size() > digitsMax || !std::all_of(branch.begin(), branch.end(), isDigit))
        return fail(ErrorCode::InvalidRequest, u"bad branch_id"_s, u"branch_id"_s);
    return BranchId{branch};
}

} // namespace

bool isAtRegister(const QJsonObject &json)
{
    return json["trans_type"_L1].toString() == nameIn(transactionKindNames, TransactionKind::At);
}

Result<AtRegisterBody> atRegisterFrom(const QJsonObject &json, const RequestLimits &limits)
{
    constexpr int requestIdBytesMax = 128;
    Fields fields(json);
    const Result<Gid> gid = bodyGid(fields, limits);
    if (!gid)
        return tl::unexpected<Error>(gid.error());
    const Result<QString> requestId = nameFrom(json, "request_id"_L1, {}, requestIdBytesMax);
    const Result<QString> resource = nameFrom(json, "resource_id"_L1, {}, limits.lockNameBytesMax);
    const Result<QString> url = nameFrom(json, "url"_L1, {}, limits.urlBytesMax);
    for (const Result<QString> *name : {&requestId, &resource, &url})
        if (!*name)
            return tl::unexpected<Error>(name->error());
    const Milliseconds wait{fields.integer("wait_ms"_L1, 0, longestWaitAsked.count())};
    Result<QList<LockedRow>> locks = locksFrom(fields, *resource, limits);
    if (!locks)
        return tl::unexpected<Error>(locks.error());
    return fields.finish(AtRegisterBody{*gid, *requestId, *resource, *url, std::move(*locks), wait});
}

Result<AtReportBody> atReportFrom(const QJsonObject &json, const RequestLimits &limits)
{
    Fields fields(json);
    const Result<Gid> gid = bodyGid(fields, limits);
    if (!gid)
        return tl::unexpected<Error>(gid.error());
    const Result<BranchId> branch = bodyBranch(fields);
    if (!branch)
        return tl::unexpected<Error>(branch.error());
    const QString status = fields.text("status"_L1);
    const QString reason = fields.text("reason"_L1).left(limits.reasonCharactersMax);
    if (fields.ok() && status != "phase1_done"_L1 && status != "phase1_failed"_L1)
        return refuseAt(u"status"_s, u"expected phase1_done or phase1_failed"_s);
    return fields.finish(AtReportBody{*gid, *branch, status == "phase1_failed"_L1, reason});
}

Result<AtLockQueryBody> atLockQueryFrom(const QJsonObject &json, const RequestLimits &limits)
{
    Fields fields(json);
    AtLockQueryBody body;
    if (fields.has("gid"_L1)) {
        const Result<Gid> gid = bodyGid(fields, limits);
        if (!gid)
            return tl::unexpected<Error>(gid.error());
        body.gid = *gid;
    }
    const Result<QString> resource = nameFrom(json, "resource_id"_L1, {}, limits.lockNameBytesMax);
    if (!resource)
        return tl::unexpected<Error>(resource.error());
    body.resource = *resource;
    Result<QList<LockedRow>> locks = locksFrom(fields, *resource, limits);
    if (!locks)
        return tl::unexpected<Error>(locks.error());
    body.locks = std::move(*locks);
    return body;
}

} // namespace txdesk::codec
