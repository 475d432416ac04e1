// Options and custom_data, written and read as DTM does. Source: DTM's protocol, option members and custom_data shapes.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/options_codec.h"

#include "shared/codec/fields.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/json_text.h"
#include "shared/codec/option_fields.h"

#include <cmath>
#include <utility>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

void addSeconds(QByteArray &out, QByteArrayView key, qint64 value)
{
    if (value == 0)
        return;
    appendKey(out, key);
    appendNumber(out, value);
}

void addHeaders(QByteArray &out, const QMap<QString, QString> &headers)
{
    if (headers.isEmpty())
        return;
    appendKey(out, "branch_headers");
    out += '{';
    bool first = true;
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        if (!first)
            out += ',';
        first = false;
        appendJsonString(out, it.key(), Escape::LikeGo);
        out += ':';
        appendJsonString(out, it.value(), Escape::LikeGo);
    }
    out += '}';
}

void addLadder(QByteArray &out, const QList<Seconds> &ladder)
{
    if (ladder.isEmpty())
        return;
    appendKey(out, "retry_ladder");
    char before = '[';
    for (const Seconds wait : ladder) {
        out += std::exchange(before, ',');
        appendNumber(out, wait.count());
    }
    out += ']';
}

// Ours: absent in what DTM stores.
void addOurs(QByteArray &out, const TransactionOptions &options)
{
    addLadder(out, options.retryLadder);
    addSeconds(out, "window", options.window.count());
    if (!options.successBody.isEmpty()) {
        appendKey(out, "success_body");
        appendJsonString(out, options.successBody, Escape::LikeGo);
    }
    addSeconds(out, "check_interval", options.checkInterval.count());
    addSeconds(out, "check_max", options.checkMax);
}

QList<Seconds> ladderFrom(Fields &fields, const QJsonArray &items)
{
    QList<Seconds> ladder;
    if (items.isEmpty() || items.size() > ladderStepsMax)
        fields.complain("retry_ladder"_L1, "expected 1 to 64 waits in seconds, or \"default\"");
    for (const QJsonValue &item : items) {
        const double wait = item.toDouble(-1);
        if (!item.isDouble() || wait < 0 || wait > static_cast<double>(longestTime.count()) || std::trunc(wait) != wait) {
            fields.complain("retry_ladder"_L1, "expected whole numbers of seconds, 0 to ten years");
            return {};
        }
        ladder.append(Seconds{item.toInteger()});
    }
    return ladder;
}

void readOurs(Fields &fields, TransactionOptions &options, const QList<Seconds> &defaultLadder)
{
    if (const QJsonValue ladder = fields.raw("retry_ladder"_L1); ladder.isString() && ladder.toString() == "default"_L1)
        options.retryLadder = defaultLadder;
    else if (fields.has("retry_ladder"_L1))
        options.retryLadder = ladderFrom(fields, fields.list("retry_ladder"_L1));
    options.window = Seconds{fields.integer("window"_L1, 0, longestTime.count())};
    options.successBody = fields.text("success_body"_L1).trimmed();
    if (options.successBody.size() > successBodyBytesMax || options.successBody.toUtf8().size() > successBodyBytesMax)
        fields.complain("success_body"_L1, "is too long (at most 256 bytes)");
    options.checkInterval = Seconds{fields.integer("check_interval"_L1, 0, longestTime.count())};
    options.checkMax = static_cast<int>(fields.integer("check_max"_L1, 0, retriesMax));
}

tl::unexpected<Error> badOrders(const char *what)
{
    return fail(ErrorCode::InvalidRequest, u"orders: %1"_s.arg(QLatin1StringView(what)), u"custom_data"_s);
}

Result<QList<int>> prerequisitesOf(const QJsonValue &value)
{
    if (value.isNull())
        return QList<int>{};
    if (!value.isArray())
        return badOrders("expected lists of step indexes");
    QList<int> all;
    for (const QJsonValue &item : value.toArray()) {
        const int index = item.toInt(-1);
        if (index < 0)
            return badOrders("an index is not a whole number from 0");
        if (!all.contains(index))
            all.append(index);
    }
    return all;
}

// Members as (step, prerequisites). PHP writes a map with keys 0, 1, 2 ... as a list.
Result<QMap<int, QList<int>>> readOrders(const QJsonValue &value)
{
    QMap<int, QList<int>> orders;
    QList<std::pair<int, QJsonValue>> members;
    if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            members.append({static_cast<int>(members.size()), item});
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            bool ok = false;
            const int step = it.key().toInt(&ok);
            if (!ok || step < 0)
                return badOrders("a key is not a step index");
            members.append({step, it.value()});
        }
    } else if (!value.isNull() && !value.isUndefined()) {
        return badOrders("expected a map");
    }
    for (const auto &[step, list] : members) {
        const Result<QList<int>> before = prerequisitesOf(list);
        if (!before)
            return tl::unexpected<Error>(before.error());
        orders.insert(step, *before);
    }
    return orders;
}

bool inRange(const QMap<int, QList<int>> &orders, int steps)
{
    for (auto it = orders.begin(); it != orders.end(); ++it) {
        if (it.key() >= steps)
            return false;
        for (const int before : it.value())
            if (before >= steps)
                return false;
    }
    return true;
}

// Takes away steps whose prerequisites are all gone, until nothing moves: what is left is a cycle.
bool hasCycle(const QMap<int, QList<int>> &orders, int steps)
{
    QList<int> waitsFor(steps, 0);
    QList<QList<int>> unblocks(steps);
    for (auto it = orders.begin(); it != orders.end(); ++it) {
        waitsFor[it.key()] = static_cast<int>(it.value().size());
        for (const int before : it.value())
            unblocks[before].append(it.key());
    }
    QList<int> ready;
    for (int step = 0; step < steps; ++step)
        if (waitsFor[step] == 0)
            ready.append(step);
    int done = 0;
    while (!ready.isEmpty()) {
        const int step = ready.takeLast();
        ++done;
        for (const int next : unblocks[step])
            if (--waitsFor[next] == 0)
                ready.append(next);
    }
    return done < steps;
}

Result<CustomData> sagaCustomData(const QJsonObject &json, int steps)
{
    Fields fields(json);
    CustomData custom;
    custom.concurrent = fields.flag("concurrent"_L1);
    if (!fields.ok())
        return fail(ErrorCode::InvalidRequest, u"custom_data: concurrent must be true or false"_s, u"custom_data"_s);
    const Result<QMap<int, QList<int>>> orders = readOrders(json.value("orders"_L1));
    if (!orders)
        return tl::unexpected<Error>(orders.error());
    if (steps >= 0 && !inRange(*orders, steps))
        return badOrders("an index names no step");
    if (steps >= 0 && hasCycle(*orders, steps))
        return badOrders("steps wait for each other");
    custom.orders = *orders;
    return custom;
}

Result<CustomData> messageCustomData(const QJsonObject &json)
{
    Fields fields(json);
    CustomData custom;
    custom.delay = Seconds{fields.integer("delay"_L1, 0, longestTime.count())};
    return fields.finish(custom);
}

Result<CustomData> workflowCustomData(const QJsonObject &json)
{
    Fields fields(json);
    CustomData custom;
    custom.workflowName = fields.text("name"_L1);
    custom.workflowData = fields.base64("data"_L1);
    if (!fields.ok())
        return fail(ErrorCode::InvalidRequest, u"custom_data: expected a workflow's name and its data in base64"_s, u"custom_data"_s);
    return custom;
}

} // namespace

void readOptions(Fields &fields, TransactionOptions &options, const QList<Seconds> &ladder)
{
    options.waitResult = fields.flag("wait_result"_L1);
    options.timeoutToFail = Seconds{fields.integer("timeout_to_fail"_L1, 0, longestTime.count())};
    options.requestTimeout = Seconds{fields.integer("request_timeout"_L1, 0, longestCall.count())};
    options.retryInterval = Seconds{fields.integer("retry_interval"_L1, 0, longestTime.count())};
    options.retryLimit = static_cast<int>(fields.integer("retry_limit"_L1, 0, retriesMax));
    options.concurrent = fields.flag("concurrent"_L1);
    options.branchHeaders = fields.textMap("branch_headers"_L1);
    readOurs(fields, options, ladder);
}

QByteArray optionsText(const TransactionOptions &options)
{
    QByteArray out = "{";
    if (options.waitResult)
        out += "\"wait_result\":true";
    addSeconds(out, "timeout_to_fail", options.timeoutToFail.count());
    addSeconds(out, "request_timeout", options.requestTimeout.count());
    addSeconds(out, "retry_interval", options.retryInterval.count());
    addHeaders(out, options.branchHeaders);
    appendKey(out, "concurrent");
    out += options.concurrent ? "true" : "false";
    addSeconds(out, "retry_limit", options.retryLimit);
    addOurs(out, options);
    return out + '}';
}

Result<TransactionOptions> optionsFromText(const QByteArray &text)
{
    TransactionOptions options;
    if (text.isEmpty())
        return options;
    const Result<QJsonObject> json = parseObject(text, KeyRule::LikeGo);
    if (!json)
        return tl::unexpected<Error>(json.error());
    Fields fields(*json);
    readOptions(fields, options);
    return fields.finish(options);
}

Result<CustomData> customDataFromText(TransactionKind kind, const QString &text, int steps)
{
    // Clients of TCC, XA and AT have nothing to say here; what they send is kept and shown.
    if (text.isEmpty() || kind == TransactionKind::Tcc || kind == TransactionKind::Xa || kind == TransactionKind::At)
        return CustomData{};
    const Result<QJsonObject> json = parseObject(text.toUtf8(), KeyRule::LikeGo);
    if (!json)
        return fail(ErrorCode::InvalidRequest, u"custom_data: %1"_s.arg(json.error().message), u"custom_data"_s);
    if (kind == TransactionKind::Saga)
        return sagaCustomData(*json, steps);
    return kind == TransactionKind::Workflow ? workflowCustomData(*json) : messageCustomData(*json);
}

} // namespace txdesk::codec
