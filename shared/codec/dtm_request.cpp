// Reads transaction requests of DTM's routes: types and shapes here, what values may be in request_rules.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_request.h"

#include "shared/codec/option_fields.h"
#include "shared/codec/options_codec.h"
#include "shared/codec/request_rules.h"

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

// One member of a step: a string, null for "".
Result<QString> stepText(const QJsonObject &step, QLatin1StringView name, qsizetype index)
{
    const QJsonValue value = step.value(name);
    if (!value.isUndefined() && !value.isNull() && !value.isString()) {
        const QString field = u"steps[%1].%2"_s.arg(index).arg(name);
        return fail(ErrorCode::InvalidRequest, u"field %1: expected a string"_s.arg(field), field);
    }
    return value.toString();
}

Result<RequestStep> readStep(const QJsonValue &value, qsizetype index, const RequestLimits &limits, QByteArray &oldData)
{
    const QString path = u"steps[%1]"_s.arg(index);
    if (!value.isObject())
        return fail(ErrorCode::InvalidRequest, u"field %1: expected a map"_s.arg(path), path);
    const QJsonObject object = value.toObject();
    const QString actionPath = path + ".action"_L1;
    if (!object.contains("action"_L1))
        return fail(ErrorCode::InvalidRequest, u"%1: is missing"_s.arg(actionPath), actionPath);
    const Result<QString> action = stepText(object, "action"_L1, index);
    const Result<QString> compensate = stepText(object, "compensate"_L1, index);
    const Result<QString> data = stepText(object, "data"_L1, index);
    for (const Result<QString> *text : {&action, &compensate, &data})
        if (!*text)
            return tl::unexpected<Error>(text->error());
    for (const QString &url : {*action, *compensate})
        if (const Result<> fits = checkUrl(url, path, limits); !fits)
            return tl::unexpected<Error>(fits.error());
    oldData = data->toUtf8();
    return RequestStep{*action, *compensate, {}};
}

Result<QList<QByteArray>> readPayloads(Fields &fields)
{
    QList<QByteArray> payloads;
    for (const QString &text : fields.texts("payloads"_L1))
        payloads.append(text.toUtf8());
    for (QByteArray &payload : payloads)
        payload.squeeze(); // toUtf8() reserves three bytes a character, and these stay in memory
    return fields.finish(payloads);
}

// Payloads in order; then, from clients before DTM 1.x, the `data` of every step that has some.
Result<QList<RequestStep>> readSteps(Fields &fields, const RequestLimits &limits)
{
    QList<RequestStep> steps;
    Result<QList<QByteArray>> payloads = readPayloads(fields);
    const QJsonArray items = fields.list("steps"_L1);
    if (!payloads || !fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (items.size() > limits.stepsMax)
        return refuse(u"steps: too many (at most %1)"_s.arg(limits.stepsMax), "steps");
    for (qsizetype i = 0; i < items.size(); ++i) {
        QByteArray oldData;
        const Result<RequestStep> step = readStep(items[i], i, limits, oldData);
        if (!step)
            return tl::unexpected<Error>(step.error());
        steps.append(*step);
        if (!oldData.isEmpty())
            payloads->append(oldData);
    }
    if (payloads->size() != steps.size())
        return refuse(u"payloads: expected one for each step"_s, "payloads");
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (payloads->at(i).size() > limits.payloadBytesMax)
            return refuse(u"payload too large (at most %1 bytes)"_s.arg(limits.payloadBytesMax), "payloads");
        steps[i].payload = payloads->at(i);
    }
    return steps;
}

Result<TransactionKind> readKind(Fields &fields)
{
    const QString word = fields.text("trans_type"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    const auto kind = valueIn(transactionKindNames, word);
    if (!kind)
        return refuse(u"trans_type: expected saga, msg, tcc, xa, workflow, at or notify"_s, "trans_type");
    return *kind;
}

Result<QString> readProtocol(Fields &fields)
{
    const QString protocol = fields.text("protocol"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (protocol.isEmpty())
        return u"http"_s;
    if (protocol != "http"_L1 && protocol != "json-rpc"_L1 && protocol != "grpc"_L1)
        return refuse(u"protocol: expected http, json-rpc or grpc"_s, "protocol");
    return protocol;
}

Result<> readCustomData(Fields &fields, TransactionRequest &request, const RequestLimits &limits)
{
    request.customData = fields.text("custom_data"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (const Result<> fits = checkCustomDataSize(request.customData, limits); !fits)
        return fits;
    const Result<CustomData> custom =
        customDataFromText(request.kind, request.customData, static_cast<int>(request.steps.size()));
    if (!custom)
        return tl::unexpected<Error>(custom.error());
    request.custom = *custom;
    if (request.kind == TransactionKind::Message || request.kind == TransactionKind::Notify)
        request.custom.concurrent = request.options.concurrent;
    return {};
}

Result<Gid> readGid(Fields &fields, const RequestLimits &limits)
{
    const QString gid = fields.text("gid"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    return checkedGid(gid, limits);
}

Result<> readRest(Fields &fields, TransactionRequest &request, const RequestLimits &limits)
{
    readOptions(fields, request.options, request.kind == TransactionKind::Notify ? limits.notifyLadder : limits.messageLadder);
    request.queryPrepared = fields.text("query_prepared"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (const Result<> fits = checkOurs(request); !fits)
        return fits;
    if (const Result<> fits = checkUrl(request.queryPrepared, u"query_prepared"_s, limits); !fits)
        return fits;
    if (const Result<> fits = checkHeaders(request.options.branchHeaders, limits); !fits)
        return fits;
    request.businessKey = fields.text("business_key"_L1);
    if (const Result<> fits = checkBusinessKey(request.businessKey, limits); !fits)
        return fits;
    request.extra = fields.textMap("req_extra"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (const Result<> fits = checkEnd(request); !fits)
        return fits;
    return readCustomData(fields, request, limits);
}

} // namespace

Result<TransactionRequest> transactionRequestFrom(const QJsonObject &json, const RequestLimits &limits)
{
    Fields fields(json);
    TransactionRequest request;
    const Result<Gid> gid = readGid(fields, limits);
    if (!gid)
        return tl::unexpected<Error>(gid.error());
    const Result<TransactionKind> kind = readKind(fields);
    if (!kind)
        return tl::unexpected<Error>(kind.error());
    const Result<QString> protocol = readProtocol(fields);
    if (!protocol)
        return tl::unexpected<Error>(protocol.error());
    // The branches of the other kinds register one by one; their clients send empty steps at most.
    const bool hasSteps = *kind == TransactionKind::Saga || *kind == TransactionKind::Message || *kind == TransactionKind::Notify;
    if (*kind == TransactionKind::Notify && *protocol != "http"_L1)
        return refuse(u"protocol: notifications go over http"_s, "protocol");
    Result<QList<RequestStep>> steps = hasSteps ? readSteps(fields, limits) : QList<RequestStep>{};
    if (!steps)
        return tl::unexpected<Error>(steps.error());
    request.gid = *gid;
    request.kind = *kind;
    request.protocol = *protocol;
    request.steps = std::move(*steps);
    if (const Result<> rest = readRest(fields, request, limits); !rest)
        return tl::unexpected<Error>(rest.error());
    return request;
}

Result<AbortBody> abortBodyFrom(const QJsonObject &json, const RequestLimits &limits)
{
    Fields fields(json);
    const Result<Gid> gid = readGid(fields, limits);
    if (!gid)
        return tl::unexpected<Error>(gid.error());
    AbortBody abort;
    abort.gid = *gid;
    abort.kindText = fields.text("trans_type"_L1);
    abort.reason = fields.text("rollback_reason"_L1).left(limits.reasonCharactersMax);
    abort.waitResult = fields.flag("wait_result"_L1);
    return fields.finish(abort);
}

Result<RegisterBody> registerBodyFrom(const QJsonObject &json, const RequestLimits &limits)
{
    if (!std::all_of(json.begin(), json.end(), [](const QJsonValue &value) { return value.isString() || value.isNull(); }))
        return refuse(u"expected a map of strings"_s, "");
    Fields fields(json);
    const Result<Gid> gid = readGid(fields, limits);
    if (!gid)
        return tl::unexpected<Error>(gid.error());
    RegisterBody body;
    body.gid = *gid;
    body.kindText = fields.text("trans_type"_L1);
    body.branch = BranchId{fields.text("branch_id"_L1)};
    body.data = fields.text("data"_L1).toUtf8();
    body.confirm = fields.text("confirm"_L1);
    body.cancel = fields.text("cancel"_L1);
    body.url = fields.text("url"_L1);
    body.op = fields.text("op"_L1);
    body.status = fields.text("status"_L1);
    if (const Result<> fits = checkBranch(body, limits); !fits)
        return tl::unexpected<Error>(fits.error());
    return body;
}

namespace {

// A body's text, read as Go reads it, on its way to one of the readers above.
template<class T>
Result<T> readBody(const QByteArray &body, const RequestLimits &limits, Result<T> (*read)(const QJsonObject &, const RequestLimits &))
{
    const Result<QJsonObject> json = parseObject(body, KeyRule::LikeGo, limits.json);
    if (!json)
        return tl::unexpected<Error>(json.error());
    return read(*json, limits);
}

} // namespace

Result<TransactionRequest> transactionRequestFrom(const QByteArray &body, const RequestLimits &limits)
{
    return readBody<TransactionRequest>(body, limits, transactionRequestFrom);
}

Result<AbortBody> abortBodyFrom(const QByteArray &body, const RequestLimits &limits)
{
    return readBody<AbortBody>(body, limits, abortBodyFrom);
}

Result<RegisterBody> registerBodyFrom(const QByteArray &body, const RequestLimits &limits)
{
    return readBody<RegisterBody>(body, limits, registerBodyFrom);
}

Result<Gid> gidBodyFrom(const QByteArray &body, const RequestLimits &limits)
{
    const Result<QJsonObject> json = parseObject(body, KeyRule::LikeGo, limits.json);
    if (!json)
        return tl::unexpected<Error>(json.error());
    Fields fields(*json);
    return readGid(fields, limits);
}

} // namespace txdesk::codec
