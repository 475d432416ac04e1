// DTM's routes that change a transaction: prepare, submit, abort, forceStop, resetNextCronTime.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "shared/codec/dtm_answer.h"
#include "shared/engine/new_transaction.h"


namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

QList<engine::Step> stepsOf(const QList<codec::RequestStep> &steps)
{
    QList<engine::Step> all;
    all.reserve(steps.size());
    for (const codec::RequestStep &step : steps)
        all.append({step.action, step.compensate, step.payload});
    return all;
}

Result<QList<BranchOp>> opsOf(const ApiParts &parts, const codec::TransactionRequest &request, Instant now)
{
    const QList<engine::Step> steps = stepsOf(request.steps);
    if (request.kind == TransactionKind::Saga)
        return engine::sagaOps(steps, now);
    return engine::messageOps(steps, now, [&parts](const QString &topic) { return parts.coordinator.subscribersOf(topic); });
}

// The transaction as it would be created by this body.
Result<TransactionSnapshot> wantedBy(const ApiParts &parts, const QByteArray &body)
{
    Result<codec::TransactionRequest> request = codec::transactionRequestFrom(body, parts.settings.limits);
    if (!request)
        return tl::unexpected<Error>(request.error());
    const Instant now = parts.clock.now();
    Result<QList<BranchOp>> ops = opsOf(parts, *request, now);
    if (!ops)
        return tl::unexpected<Error>(ops.error());
    TransactionSnapshot wanted;
    wanted.transaction.gid = request->gid;
    wanted.transaction.kind = request->kind;
    wanted.transaction.options = request->options;
    wanted.transaction.customData = request->customData;
    wanted.transaction.custom = request->custom;
    wanted.transaction.queryPrepared = request->queryPrepared;
    wanted.transaction.protocol = request->protocol;
    wanted.transaction.createdAt = now;
    wanted.transaction.updatedAt = now;
    wanted.ops = std::move(*ops);
    return wanted;
}

void deliver(ApiParts &parts, const ExchangePtr &exchange, bool submits)
{
    Result<TransactionSnapshot> wanted = wantedBy(parts, exchange->request().body);
    if (!wanted) {
        exchange->answer(dtmError(wanted.error()));
        return;
    }
    if (wanted->transaction.options.waitResult)
        parts.hold->add(exchange);
    const Gid gid = wanted->transaction.gid;
    auto answer = [exchange, gid](coordinator::Answer &&reply) { exchange->answer(dtmReply(reply, gid)); };
    if (submits)
        parts.coordinator.submit(std::move(*wanted), std::move(answer));
    else
        parts.coordinator.prepare(std::move(*wanted), std::move(answer));
}

// DTM's forceStop and resetNextCronTime: {"gid":"..."}. Without expected status and epoch the engine answers in DTM's
// words; without an actor rollback_reason stays empty, as DTM leaves it.
void act(ApiParts &parts, const ExchangePtr &exchange, Action action)
{
    const Result<Gid> gid = codec::gidBodyFrom(exchange->request().body, parts.settings.limits);
    if (!gid) {
        exchange->answer(dtmError(gid.error()));
        return;
    }
    ActionRequest request;
    request.gid = *gid;
    request.action = action;
    request.reason = u"(none given)"_s;
    parts.coordinator.act(request, [exchange, gid = *gid](coordinator::Answer &&reply) { exchange->answer(dtmReply(reply, gid)); });
}

} // namespace

void prepare(ApiParts &parts, const ExchangePtr &exchange)
{
    deliver(parts, exchange, false);
}

void submit(ApiParts &parts, const ExchangePtr &exchange)
{
    deliver(parts, exchange, true);
}

void abort(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<codec::AbortBody> body = codec::abortBodyFrom(exchange->request().body, parts.settings.limits);
    if (!body) {
        exchange->answer(dtmError(body.error()));
        return;
    }
    if (body->waitResult)
        parts.hold->add(exchange);
    parts.coordinator.abort(body->gid, body->kindText, body->reason, body->waitResult,
                            [exchange, gid = body->gid](coordinator::Answer &&reply) { exchange->answer(dtmReply(reply, gid)); });
}

void forceStop(ApiParts &parts, const ExchangePtr &exchange)
{
    act(parts, exchange, Action::ForceStop);
}

void resetNextCronTime(ApiParts &parts, const ExchangePtr &exchange)
{
    act(parts, exchange, Action::Retry);
}

} // namespace txdesk::api
