// DTM's requests about transactions: the rows they ask for are built here, the coordinator does the rest.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/dtm_service.h"

#include "server/api/api_parts.h"
#include "server/api/scope.h"
#include "shared/engine/new_transaction.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

constexpr auto topicScheme = "topic://"_L1;
constexpr qsizetype echoMost = 64; // characters of what a client sent, in an error text

QStringList topicsOf(const codec::TransactionRequest &request)
{
    QStringList names;
    if (request.kind == TransactionKind::Message || request.kind == TransactionKind::Notify)
        for (const codec::RequestStep &step : request.steps)
            if (step.action.startsWith(topicScheme))
                names.append(step.action.sliced(topicScheme.size()));
    return names;
}

QStringList urlsOf(const codec::TransactionRequest &request)
{
    QStringList urls{request.queryPrepared};
    for (const codec::RequestStep &step : request.steps)
        urls << step.action << step.compensate;
    return urls;
}

Result<QList<BranchOp>> opsOf(const ApiParts &parts, const codec::TransactionRequest &request, Instant now)
{
    QList<engine::Step> steps;
    steps.reserve(request.steps.size());
    for (const codec::RequestStep &step : request.steps)
        steps.append({step.action, step.compensate, step.payload});
    switch (request.kind) {
    case TransactionKind::Saga: return engine::sagaOps(steps, now);
    case TransactionKind::Notify:
    case TransactionKind::Message:
        return engine::messageOps(steps, now, [&parts](const QString &topic) { return parts.coordinator.subscribersOf(topic); });
    case TransactionKind::Tcc:
    case TransactionKind::Xa:
    case TransactionKind::At:
    case TransactionKind::Workflow: break; // their branches register
    }
    return QList<BranchOp>{};
}

// The transaction as it would be created by this request.
Result<TransactionSnapshot> wantedBy(const ApiParts &parts, codec::TransactionRequest &&request)
{
    const Instant now = parts.clock.now();
    Result<QList<BranchOp>> ops = opsOf(parts, request, now);
    if (!ops)
        return tl::unexpected<Error>(ops.error());
    TransactionSnapshot wanted;
    wanted.transaction.gid = std::move(request.gid);
    wanted.transaction.kind = request.kind;
    wanted.transaction.options = std::move(request.options);
    wanted.transaction.customData = std::move(request.customData);
    wanted.transaction.custom = std::move(request.custom);
    wanted.transaction.queryPrepared = std::move(request.queryPrepared);
    wanted.transaction.protocol = std::move(request.protocol);
    wanted.transaction.businessKey = std::move(request.businessKey);
    wanted.transaction.createdAt = now;
    wanted.transaction.updatedAt = now;
    wanted.ops = std::move(*ops);
    return wanted;
}

// Only a finished status ends a workflow. Source: DTM, workflow.
std::optional<engine::WorkflowEnd> endIn(const codec::TransactionRequest &request)
{
    if (request.kind != TransactionKind::Workflow)
        return std::nullopt;
    engine::WorkflowEnd end;
    end.status = valueIn(transactionStatusNames, request.extra.value(u"status"_s));
    if (end.status && !isFinal(*end.status))
        end.status.reset();
    end.rollbackReason = request.extra.value(u"rollback_reason"_s);
    end.result = request.extra.value(u"result"_s);
    return end;
}

coordinator::OnAnswer toReply(ApiParts &parts, const Gid &gid, const QString &requestId, OnDtmReply &&done)
{
    return [&parts, gid, requestId, done = std::move(done)](coordinator::Answer &&answer) {
        if (answer.kind == engine::Reply::Kind::Busy)
            parts.metrics->refusedBusy();
        done(dtmReply(std::move(answer), gid, requestId));
    };
}

bool isWorkflowOp(OpKind op)
{
    return op == OpKind::Action || op == OpKind::Commit || op == OpKind::Rollback || op == OpKind::Business;
}

Result<BranchOp> workflowOpOf(const codec::RegisterBody &body, Instant now)
{
    const auto op = valueIn(opKindNames, body.op);
    if (!op || !isWorkflowOp(*op))
        return fail(ErrorCode::InvalidRequest, u"op: expected action, commit, rollback or business"_s, u"op"_s);
    const auto status = valueIn(opStatusNames, body.status);
    if (!status || *status == OpStatus::Prepared)
        return fail(ErrorCode::InvalidRequest, u"status: expected succeed or failed"_s, u"status"_s);
    return engine::workflowOp(body.branch, *op, *status, body.data, now);
}

Result<QList<BranchOp>> opsOf(TransactionKind kind, const codec::RegisterBody &body, Instant now)
{
    if (kind == TransactionKind::Tcc)
        return engine::tccOps(body.branch, body.confirm, body.cancel, body.data, now);
    if (kind == TransactionKind::Xa)
        return engine::xaOps(body.branch, body.url, now);
    Result<BranchOp> op = workflowOpOf(body, now);
    if (!op)
        return tl::unexpected<Error>(op.error());
    return QList<BranchOp>{std::move(*op)};
}

} // namespace

void DtmService::countRefusal(const QString &message)
{
    m_parts.metrics->limitReached(message.toUtf8());
}

QString DtmService::newGid()
{
    return m_parts.gids.next(m_parts.clock.now());
}

void DtmService::makeWanted(codec::TransactionRequest request, std::function<void(Result<TransactionSnapshot> &&)> done)
{
    const QStringList topics = topicsOf(request);
    if (topics.isEmpty()) {
        done(wantedBy(m_parts, std::move(request)));
        return;
    }
    m_parts.coordinator.knowTopics(topics, [this, request = std::move(request), done = std::move(done)]() mutable {
        done(wantedBy(m_parts, std::move(request)));
    });
}

std::optional<DtmReply> DtmService::refusalOf(const Caller &caller, const char *action, const Gid &gid, std::optional<TransactionKind> kind,
                                              const QStringList &urls)
{
    if (const Result<> inScope = caller.check(gid, kind); !inScope) {
        m_parts.metrics->refused(RefusedFor::Scope);
        m_parts.gate.refused(caller, QString::fromLatin1(action), gid.value, {}, inScope.error().message);
        return dtmReply(inScope.error(), caller.requestId);
    }
    if (m_parts.settings.stopWithoutAudit && m_parts.gate.isAuditDown())
        return dtmReply({ErrorCode::AuditUnavailable, {}, {}}, caller.requestId);
    if (m_parts.settings.checkUrl)
        for (const QString &url : urls)
            if (const Result<> allowed = m_parts.settings.checkUrl(url); !allowed)
                return dtmReply(allowed.error(), caller.requestId);
    return std::nullopt;
}

void DtmService::admitted(const Caller &caller, const char *action, const Gid &gid, std::optional<TransactionKind> kind, const QStringList &urls,
                          std::function<void(std::optional<DtmReply> &&)> then)
{
    std::optional<DtmReply> refusal = refusalOf(caller, action, gid, kind, urls);
    if (refusal || caller.scope.kinds.isEmpty())
        return then(std::move(refusal));
    checkScope(m_parts, caller, QString::fromLatin1(action), gid, [id = caller.requestId, then = std::move(then)](Result<> &&inScope) {
        then(inScope ? std::nullopt : std::optional(dtmReply(inScope.error(), id)));
    });
}

tl::expected<DtmService::Caller, security::Refusal> DtmService::admit(const security::Knock &knock, Role needed)
{
    return m_parts.gate.admit(knock, needed);
}

void DtmService::prepare(const Caller &caller, codec::TransactionRequest request, OnDtmReply done)
{
    const Gid gid = request.gid;
    const TransactionKind kind = request.kind;
    const QStringList urls = urlsOf(request);
    admitted(caller, "prepare", gid, kind, urls, [this, gid, id = caller.requestId, request = std::move(request),
                                                  done = std::move(done)](std::optional<DtmReply> &&refusal) mutable {
        if (refusal)
            return done(std::move(*refusal));
        makeWanted(std::move(request), [this, gid, id, done = std::move(done)](Result<TransactionSnapshot> &&wanted) mutable {
            if (wanted)
                m_parts.coordinator.prepare(std::move(*wanted), toReply(m_parts, gid, id, std::move(done)));
            else
                done(dtmReply(wanted.error(), id));
        });
    });
}

void DtmService::submit(const Caller &caller, codec::TransactionRequest request, OnDtmReply done)
{
    const Gid gid = request.gid;
    const TransactionKind kind = request.kind;
    const QStringList urls = urlsOf(request);
    admitted(caller, "submit", gid, kind, urls, [this, gid, id = caller.requestId, request = std::move(request),
                                                 done = std::move(done)](std::optional<DtmReply> &&refusal) mutable {
        if (refusal)
            return done(std::move(*refusal));
        std::optional<engine::WorkflowEnd> end = endIn(request);
        makeWanted(std::move(request), [this, gid, id, end = std::move(end), done = std::move(done)](Result<TransactionSnapshot> &&wanted) mutable {
            if (wanted)
                m_parts.coordinator.submit(std::move(*wanted), toReply(m_parts, gid, id, std::move(done)), std::move(end));
            else
                done(dtmReply(wanted.error(), id));
        });
    });
}

void DtmService::abort(const Caller &caller, codec::AbortBody body, OnDtmReply done)
{
    const Gid gid = body.gid;
    const auto kind = valueIn(transactionKindNames, body.kindText);
    admitted(caller, "abort", gid, kind, {}, [this, id = caller.requestId, body = std::move(body),
                                              done = std::move(done)](std::optional<DtmReply> &&refusal) mutable {
        if (refusal)
            return done(std::move(*refusal));
        m_parts.coordinator.abort(body.gid, body.kindText, body.reason, body.waitResult, toReply(m_parts, body.gid, id, std::move(done)));
    });
}

void DtmService::registerBranch(const Caller &caller, codec::RegisterBody body, OnDtmReply done)
{
    const auto kind = valueIn(transactionKindNames, body.kindText);
    if (std::optional<DtmReply> refusal = refusalOf(caller, "registerbranch", body.gid, kind, {body.confirm, body.cancel, body.url})) {
        done(std::move(*refusal));
        return;
    }
    if (kind == TransactionKind::At) {
        done({.kind = DtmReply::Kind::BadRequest, .message = u"trans_type: branches of at register over HTTP, with their locks"_s});
        return;
    }
    if (!kind || *kind == TransactionKind::Saga || *kind == TransactionKind::Message || *kind == TransactionKind::Notify) {
        done({.kind = DtmReply::Kind::Error, .message = u"unknow trans type: %1"_s.arg(body.kindText.left(echoMost))}); // DTM's spelling
        return;
    }
    Result<QList<BranchOp>> ops = opsOf(*kind, body, m_parts.clock.now());
    if (!ops) {
        done(dtmReply(ops.error(), caller.requestId));
        return;
    }
    m_parts.coordinator.registerBranch(body.gid, *kind, std::move(*ops), toReply(m_parts, body.gid, caller.requestId, std::move(done)));
}

void DtmService::prepareWorkflow(const Caller &caller, codec::TransactionRequest request, OnDtmReply done)
{
    if (std::optional<DtmReply> refusal = refusalOf(caller, "prepareworkflow", request.gid, request.kind, urlsOf(request))) {
        done(std::move(*refusal));
        return;
    }
    if (request.kind != TransactionKind::Workflow) {
        done({.kind = DtmReply::Kind::BadRequest, .message = u"trans_type: expected workflow"_s});
        return;
    }
    const Gid gid = request.gid;
    constexpr TransactionKind kind = TransactionKind::Workflow;
    admitted(caller, "prepareworkflow", gid, kind, {}, [this, gid, id = caller.requestId, request = std::move(request),
                                                        done = std::move(done)](std::optional<DtmReply> &&refusal) mutable {
        if (refusal)
            return done(std::move(*refusal));
        Result<TransactionSnapshot> wanted = wantedBy(m_parts, std::move(request));
        if (wanted)
            m_parts.coordinator.prepare(std::move(*wanted), toReply(m_parts, gid, id, std::move(done)), true);
        else
            done(dtmReply(wanted.error(), id));
    });
}

} // namespace txdesk::api
