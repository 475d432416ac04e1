// Dispatch: what every request must pass before its handler sees it.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api.h"

#include "server/api/api_parts.h"
#include "server/api/route_finder.h"
#include "server/security/credentials.h"

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

class Api::Impl
{
public:
    Impl(coordinator::Coordinator &coordinator, const Clock &clock, security::Doorkeeper &door, ApiSettings settings)
        : parts{.coordinator = coordinator, .clock = clock, .door = door, .settings = std::move(settings)},
          hub(clock, coordinator.settings().node.node, parts.settings.streamMemory),
          hold(parts.settings.waitResultHold), service(parts), tokens(coordinator, clock, door, parts.settings.tokens),
          jobs(coordinator, [this](const AuditContext &by, Action action, const Gid &gid, const coordinator::Answer &answer) { refusedInJob(by, action, gid, answer); }),
          finder(coordinator.settings().testHooks)
    {
        parts.hub = &hub;
        parts.hold = &hold;
        parts.service = &service;
        parts.tokens = &tokens;
        parts.jobs = &jobs;
    }

    // An act of a job is recorded as the same act of a person is.
    void refusedInJob(const AuditContext &by, Action action, const Gid &gid, const coordinator::Answer &answer)
    {
        const security::Caller caller{.role = by.role, .actor = by.actor, .tokenId = by.tokenId, .address = by.address, .requestId = by.requestId};
        recordRefusal(parts, caller, action, gid, answer);
    }

    ApiParts parts;
    StreamHub hub;
    HoldList hold;
    DtmService service;
    TokenService tokens;
    jobs::JobDesk jobs;
    RouteFinder finder;
};

namespace {

bool isV1(const QByteArray &path)
{
    return path == "/api/v1" || path.startsWith("/api/v1/");
}

// A browser that was sent here by another site, or asks whether it may send something. Our own clients send none of this.
bool isCrossSite(const http::Request &request)
{
    if (request.method == "OPTIONS" && !http::headerValue(request.headers, "access-control-request-method").isNull())
        return true;
    const QByteArray site = http::headerValue(request.headers, "sec-fetch-site");
    if (site == "cross-site" || site == "same-site")
        return true;
    const QByteArray origin = http::headerValue(request.headers, "origin");
    if (origin.isEmpty())
        return false;
    const qsizetype host = origin.indexOf("://");
    return host < 0 || origin.sliced(host + 3) != http::headerValue(request.headers, "host");
}

// The refusal every route shares, or none.
std::optional<http::Response> gateway(const http::Request &request, Metrics &metrics)
{
    if (!http::headerValue(request.headers, "dtm-outbound").isNull()) { // we are calling ourselves
        metrics.refused(RefusedFor::Loop);
        return sentence(421, u"loop"_s);
    }
    if (isCrossSite(request)) {
        metrics.refused(RefusedFor::CrossSite);
        return sentence(403, u"cross-site request"_s);
    }
    return std::nullopt;
}

// What every answer of ours carries: nothing of it is kept by whoever passes it on.
http::Response ours(http::Response response, const QString &requestId)
{
    response.headers.append(http::Header{"Cache-Control", "no-store"});
    response.headers.append(http::Header{"X-Request-Id", requestId.toLatin1()});
    return response;
}

http::Response notFound(const Found &found, const QByteArray &path)
{
    if (!isV1(path))
        return pageNotFound();
    if (found.otherMethods.isEmpty())
        return sentence(404, u"no such path"_s);
    http::Response response = sentence(405, u"method not allowed"_s);
    response.headers.append(http::Header{"Allow", found.otherMethods.join(", ")});
    return response;
}

// Two could mean two callers: then it is neither.
QByteArray authorizationOf(const http::Request &request)
{
    const auto isIt = [](const http::Header &header) { return header.name == "authorization"; };
    const auto first = std::find_if(request.headers.begin(), request.headers.end(), isIt);
    if (first == request.headers.end())
        return {};
    return std::any_of(std::next(first), request.headers.end(), isIt) ? "two"_ba : first->value;
}

security::Knock knockOf(const http::Request &request, const Route &route)
{
    const auto isSecret = [](const auto &parameter) { return security::namesSecret(parameter.first); };
    return {.authorization = authorizationOf(request), .certificate = request.peerCertificate,
            .certificateName = request.peerCertificateName, .address = request.peer, .isDtmRoute = route.family == Family::Dtm,
            .hasSecretInUrl = std::any_of(request.query.begin(), request.query.end(), isSecret), .route = route.name};
}

http::Response refusalAnswer(const security::Refusal &refusal)
{
    using Kind = security::Refusal::Kind;
    http::Response response = sentence(refusal.kind == Kind::Forbidden ? 403 : refusal.kind == Kind::TooMany ? 429 : 401, refusal.message);
    if (refusal.kind == Kind::Unauthenticated)
        response.headers.append(http::Header{"WWW-Authenticate", "Bearer"});
    if (refusal.kind == Kind::TooMany)
        response.headers.append(http::Header{"Retry-After", QByteArray::number(refusal.retryAfterSeconds)});
    return response;
}

bool lacksLength(const http::Request &request)
{
    return request.method == "POST" && request.body.isEmpty() && http::headerValue(request.headers, "content-length").isNull()
        && http::headerValue(request.headers, "transfer-encoding").isNull();
}

} // namespace

Api::Api(coordinator::Coordinator &coordinator, const Clock &clock, security::Doorkeeper &door, ApiSettings settings, QObject *parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(coordinator, clock, door, std::move(settings)))
{
    const auto metrics = m_impl->parts.metrics;
    connect(&coordinator, &coordinator::Coordinator::called, this, [metrics](TransactionKind kind, const BranchId &branch, OpKind op, Outcome outcome) {
        metrics->callAnswered(kind, branch, op, outcome);
    });
    connect(&coordinator, &coordinator::Coordinator::ended, this, [metrics](TransactionKind kind, TransactionStatus status, Milliseconds took) {
        metrics->transactionEnded(kind, status, took);
    });
    connect(&m_impl->hub, &StreamHub::wanted, this, [this, &coordinator] {
        m_impl->hub.continueFrom(coordinator.changeSequence());
        connect(&coordinator, &coordinator::Coordinator::changed, &m_impl->hub, &StreamHub::changed);
    });
    connect(&m_impl->hub, &StreamHub::unwanted, this, [this, &coordinator] {
        disconnect(&coordinator, &coordinator::Coordinator::changed, &m_impl->hub, &StreamHub::changed);
    });
}

Api::~Api() = default;

void Api::handle(http::Request &&request, http::Responder &&responder)
{
    ApiParts &parts = m_impl->parts;
    const bool isOurs = isV1(request.path);
    const auto refuse = [&](http::Response &&refusal, const QString &requestId) {
        responder.send(isOurs ? ours(std::move(refusal), requestId) : std::move(refusal));
    };
    if (std::optional<http::Response> refusal = gateway(request, *parts.metrics))
        return refuse(std::move(*refusal), parts.gate.nextRequestId());
    const Found found = m_impl->finder.find(request.method, request.path);
    if (!found.route)
        return refuse(notFound(found, request.path), parts.gate.nextRequestId());
    auto caller = parts.gate.admit(knockOf(request, *found.route), found.route->needs.role);
    if (!caller)
        return refuse(refusalAnswer(caller.error()), caller.error().caller.requestId);
    if (caller->role > Role::Nobody)
        responder.markAuthenticated();
    if (found.route->family == Family::V1 && lacksLength(request))
        return refuse(sentence(411, u"length required"_s), caller->requestId);
    const auto exchange = std::make_shared<Exchange>(std::move(request), std::move(responder), *found.route, found.values,
                                                     std::move(*caller), parts.metrics);
    found.route->handle(parts, exchange);
}

DtmService &Api::service()
{
    return m_impl->service;
}

TokenService &Api::tokens()
{
    return m_impl->tokens;
}

void Api::grpcDone(const char *method, bool ok, double seconds)
{
    m_impl->parts.metrics->requestDone(Transport::Grpc, method, ok, seconds);
}

void Api::countConnections(const http::ServerCounters &counters)
{
    m_impl->parts.connections = &counters;
}

void Api::close()
{
    m_impl->tokens.stop();
    m_impl->jobs.stop();
    m_impl->hub.endAll();
}

} // namespace txdesk::api
