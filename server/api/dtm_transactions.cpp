// DTM's routes that change something, over HTTP: each reads its body and hands it to the service.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/at_routes.h"
#include "server/api/handlers.h"
#include "server/api/parameters.h"
#include "server/api/scope.h"
#include "shared/codec/at_request.h"
#include "shared/codec/dtm_answer.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

OnDtmReply answering(const ExchangePtr &exchange)
{
    return [exchange](DtmReply &&reply) { exchange->answer(dtmAnswer(reply)); };
}

void holdOnlySoLong(ApiParts &parts, const ExchangePtr &exchange, bool waitsForResult)
{
    if (waitsForResult)
        parts.hold->add(exchange, jsonAnswer(425, codec::dtmOngoing(u"ONGOING")));
}

void deliver(ApiParts &parts, const ExchangePtr &exchange, void (DtmService::*ask)(const security::Caller &, codec::TransactionRequest, OnDtmReply))
{
    Result<codec::TransactionRequest> request = codec::transactionRequestFrom(exchange->request().body, parts.settings.limits);
    if (!request) {
        exchange->answer(dtmError(request.error(), exchange->caller()));
        return;
    }
    holdOnlySoLong(parts, exchange, request->options.waitResult);
    (parts.service->*ask)(exchange->caller(), std::move(*request), answering(exchange));
}

// DTM's forceStop and resetNextCronTime: {"gid":"..."}. Without expected status and epoch the engine answers in DTM's
// words; without an actor rollback_reason stays empty, as DTM leaves it.
void act(ApiParts &parts, const ExchangePtr &exchange, Action action)
{
    const Result<Gid> gid = codec::gidBodyFrom(exchange->request().body, parts.settings.limits);
    if (!gid) {
        exchange->answer(dtmError(gid.error(), exchange->caller()));
        return;
    }
    ActionRequest request;
    request.gid = *gid;
    request.action = action;
    request.reason = u"(none given)"_s;
    request.by = exchange->caller().context();
    checkScope(parts, exchange->caller(), nameIn(actionNames, action), *gid, [&parts, exchange, request](Result<> &&inScope) {
        if (!inScope)
            return exchange->answer(dtmError(inScope.error(), exchange->caller()));
        parts.coordinator.act(request, [&parts, exchange, request](coordinator::Answer &&answer) {
            recordRefusal(parts, exchange->caller(), request.action, request.gid, answer);
            exchange->answer(dtmAnswer(dtmReply(std::move(answer), request.gid, exchange->caller().requestId)));
        });
    });
}

// DTM's HTTP library answers a body it cannot bind by 400 in plain text.
http::Response unbound(const Error &error, const security::Caller &caller)
{
    http::Response response = dtmError(error, caller);
    response.contentType = "text/plain; charset=utf-8";
    return response;
}

} // namespace

void prepare(ApiParts &parts, const ExchangePtr &exchange)
{
    deliver(parts, exchange, &DtmService::prepare);
}

void submit(ApiParts &parts, const ExchangePtr &exchange)
{
    deliver(parts, exchange, &DtmService::submit);
}

void prepareWorkflow(ApiParts &parts, const ExchangePtr &exchange)
{
    deliver(parts, exchange, &DtmService::prepareWorkflow);
}

void abort(ApiParts &parts, const ExchangePtr &exchange)
{
    Result<codec::AbortBody> body = codec::abortBodyFrom(exchange->request().body, parts.settings.limits);
    if (!body) {
        exchange->answer(dtmError(body.error(), exchange->caller()));
        return;
    }
    holdOnlySoLong(parts, exchange, body->waitResult);
    parts.service->abort(exchange->caller(), std::move(*body), answering(exchange));
}

void registerBranch(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<QJsonObject> json = codec::parseObject(exchange->request().body, codec::KeyRule::LikeGo, parts.settings.limits.json);
    if (json && codec::isAtRegister(*json))
        return registerAtBranch(parts, exchange, *json);
    Result<codec::RegisterBody> body =
        json ? codec::registerBodyFrom(*json, parts.settings.limits) : Result<codec::RegisterBody>(tl::unexpected<Error>(json.error()));
    if (body)
        parts.service->registerBranch(exchange->caller(), std::move(*body), answering(exchange));
    else
        exchange->answer(unbound(body.error(), exchange->caller()));
}

void forceStop(ApiParts &parts, const ExchangePtr &exchange)
{
    act(parts, exchange, Action::ForceStop);
}

void resetNextCronTime(ApiParts &parts, const ExchangePtr &exchange)
{
    act(parts, exchange, Action::Retry);
}

void subscribe(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<QString> topic = firstValue(exchange->request(), "topic");
    const Result<QString> url = firstValue(exchange->request(), "url");
    const Result<QString> remark = firstValue(exchange->request(), "remark");
    for (const Result<QString> *value : {&topic, &url, &remark})
        if (!*value)
            return exchange->answer(dtmError(value->error(), exchange->caller()));
    parts.service->subscribe(exchange->caller(), *topic, *url, *remark, answering(exchange));
}

void unsubscribe(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<QString> topic = firstValue(exchange->request(), "topic");
    const Result<QString> url = firstValue(exchange->request(), "url");
    if (topic && url)
        parts.service->unsubscribe(exchange->caller(), *topic, *url, answering(exchange));
    else
        exchange->answer(dtmError(topic ? url.error() : topic.error(), exchange->caller()));
}

void removeTopic(ApiParts &parts, const ExchangePtr &exchange)
{
    parts.service->removeTopic(exchange->caller(), exchange->value(0), answering(exchange));
}

} // namespace txdesk::api
