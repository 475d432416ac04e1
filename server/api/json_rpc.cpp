// DTM's JSON-RPC endpoint: five of its requests in an envelope. Source: DTM's protocol 3.1; all four members are always there.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "shared/codec/fields.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

enum class RpcCode { None = 0, Failure = -32901, Parse = -32700, Internal = -32603, NoMethod = -32601, BadRequest = -32600, BadParams = -32602 };

constexpr qsizetype echoedMost = 64; // characters of what a client sent, in an error text

struct RpcRequest
{
    QString method;
    QString version;
    QJsonValue params = QJsonValue::Null;
    QJsonValue id = QString(); // a string or, more than DTM takes, a number; answered as it came
};

QByteArray jsonText(const QJsonValue &value)
{
    QByteArray text;
    if (value.isString()) {
        codec::appendJsonString(text, value.toString(), codec::Escape::LikeGo);
        return text;
    }
    text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return text.sliced(1, text.size() - 2);
}

http::Response rpcAnswer(const QJsonValue &id, RpcCode code, const QString &message, const QByteArray &result)
{
    QByteArray body = "{\"error\":";
    if (code == RpcCode::None) {
        body += "null";
    } else {
        body += "{\"code\":";
        codec::appendNumber(body, static_cast<qint64>(code));
        codec::appendKey(body, "message");
        codec::appendJsonString(body, message, codec::Escape::LikeGo);
        body += '}';
    }
    codec::appendKey(body, "id");
    body += jsonText(id);
    codec::appendKey(body, "jsonrpc");
    body += "\"2.0\"";
    codec::appendKey(body, "result");
    http::Response response = jsonAnswer(200, body + result + '}');
    if (code == RpcCode::Parse) { // DTM's HTTP library refuses to bind it
        response.status = 400;
        response.contentType = "text/plain; charset=utf-8";
    }
    return response;
}

// What DTM returns has the result {}, what it panics with has null.
http::Response rpcAnswer(const QJsonValue &id, const DtmReply &reply)
{
    switch (reply.kind) {
    case DtmReply::Kind::Success: return rpcAnswer(id, RpcCode::None, {}, "null");
    case DtmReply::Kind::Failure: return rpcAnswer(id, RpcCode::Failure, reply.message, "{}");
    case DtmReply::Kind::BadRequest:
    case DtmReply::Kind::Forbidden: return rpcAnswer(id, RpcCode::Internal, reply.message, "null");
    case DtmReply::Kind::Ongoing:
    case DtmReply::Kind::Error:
    case DtmReply::Kind::Busy: break;
    }
    return rpcAnswer(id, RpcCode::Internal, reply.message, reply.isPanic() ? "null" : "{}");
}

Result<RpcRequest> rpcRequestFrom(const QByteArray &body, const codec::JsonLimits &limits)
{
    const Result<QJsonObject> json = codec::parseObject(body, codec::KeyRule::LikeGo, limits);
    if (!json)
        return tl::unexpected<Error>(json.error());
    codec::Fields fields(*json);
    RpcRequest request;
    request.method = fields.text("method"_L1);
    request.version = fields.text("jsonrpc"_L1);
    if (fields.has("params"_L1))
        request.params = json->value("params"_L1);
    if (const QJsonValue id = json->value("id"_L1); id.isDouble())
        request.id = id;
    else
        request.id = fields.text("id"_L1);
    return fields.finish(request);
}

// DTM shows the request as it has understood it; long members are cut.
QString echoOf(const RpcRequest &request)
{
    const auto cut = [](const QJsonValue &value) {
        const QString text = QString::fromUtf8(jsonText(value));
        return text.size() <= echoedMost ? text : text.left(echoedMost) + u'…';
    };
    return u"{\"method\":%1,\"jsonrpc\":%2,\"params\":%3,\"id\":%4}"_s.arg(cut(request.method), cut(request.version), cut(request.params), cut(request.id));
}

// One request in flight: answers its exchange in the envelope.
struct RpcCall
{
    ApiParts &parts;
    ExchangePtr exchange;
    QJsonValue id;
    QJsonObject params; // none: empty, then what is in it is found missing

    [[nodiscard]] OnDtmReply answering() const
    {
        return [exchange = exchange, id = id](DtmReply &&reply) { exchange->answer(rpcAnswer(id, reply)); };
    }
    void refuse(const Error &error) const { exchange->answer(rpcAnswer(id, dtmReply(error, exchange->caller().requestId))); }
    void holdOnlySoLong(bool waitsForResult) const
    {
        if (waitsForResult)
            parts.hold->add(exchange, rpcAnswer(id, {.kind = DtmReply::Kind::Ongoing, .message = u"ONGOING"_s}));
    }
    void deliver(void (DtmService::*ask)(const security::Caller &, codec::TransactionRequest, OnDtmReply)) const
    {
        Result<codec::TransactionRequest> request = codec::transactionRequestFrom(params, parts.settings.limits);
        if (!request)
            return refuse(request.error());
        holdOnlySoLong(request->options.waitResult);
        (parts.service->*ask)(exchange->caller(), std::move(*request), answering());
    }
};

void rpcNewGid(const RpcCall &call)
{
    call.exchange->answer(rpcAnswer(call.id, RpcCode::None, {}, "{\"gid\":" + jsonText(call.parts.service->newGid()) + '}'));
}

void rpcAbort(const RpcCall &call)
{
    Result<codec::AbortBody> body = codec::abortBodyFrom(call.params, call.parts.settings.limits);
    if (!body)
        return call.refuse(body.error());
    call.holdOnlySoLong(body->waitResult);
    call.parts.service->abort(call.exchange->caller(), std::move(*body), call.answering());
}

void rpcRegisterBranch(const RpcCall &call)
{
    Result<codec::RegisterBody> body = codec::registerBodyFrom(call.params, call.parts.settings.limits);
    if (!body)
        return call.refuse(body.error());
    call.parts.service->registerBranch(call.exchange->caller(), std::move(*body), call.answering());
}

struct RpcMethod
{
    QLatin1StringView name;
    void (*run)(const RpcCall &call);
};

constexpr RpcMethod rpcMethods[] = {
    {"newGid"_L1, rpcNewGid},
    {"prepare"_L1, [](const RpcCall &call) { call.deliver(&DtmService::prepare); }},
    {"submit"_L1, [](const RpcCall &call) { call.deliver(&DtmService::submit); }},
    {"abort"_L1, rpcAbort},
    {"registerBranch"_L1, rpcRegisterBranch},
};

} // namespace

void jsonRpc(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<RpcRequest> request = rpcRequestFrom(exchange->request().body, parts.settings.limits.json);
    if (!request)
        return exchange->answer(rpcAnswer(QString(), RpcCode::Parse, u"Parse json error: "_s + request.error().message, "null"));
    const bool hasId = request->id.isDouble() || !request->id.toString().isEmpty();
    if (!hasId || request->version != "2.0"_L1)
        return exchange->answer(rpcAnswer(request->id, RpcCode::BadRequest, u"Bad json request: "_s + echoOf(*request), "null"));
    const auto *method = std::find_if(std::begin(rpcMethods), std::end(rpcMethods),
                                      [&request](const RpcMethod &one) { return one.name == request->method; });
    if (method == std::end(rpcMethods))
        return exchange->answer(rpcAnswer(request->id, RpcCode::NoMethod, u"Method not found: "_s + request->method.left(echoedMost), "null"));
    const bool isNothing = request->params.isNull() || request->params == QJsonArray(); // PHP's empty map is a list
    if (!request->params.isObject() && !isNothing)
        return exchange->answer(rpcAnswer(request->id, RpcCode::BadParams, u"Invalid params: expected a map"_s, "null"));
    method->run({parts, exchange, request->id, codec::likeGo(request->params.toObject())});
}

} // namespace txdesk::api
