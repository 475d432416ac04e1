// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_router.h"

#include "server/branch/grpc_call.h"
#include "server/branch/notify_rule.h"
#include "shared/base/failpoint.h"
#include "shared/model/participant_name.h"

namespace txdesk::branch {

using namespace Qt::StringLiterals;

namespace {

void replaceFirst(QString &text, QLatin1StringView word, QLatin1StringView by)
{
    if (const qsizetype at = text.indexOf(word); at >= 0)
        text.replace(at, word.size(), by);
}

} // namespace

Transport transportFor(const QString &url, const QString &protocol)
{
    if (saysGrpc(url))
        return Transport::Grpc;
    const bool isHttp = url.startsWith("http://"_L1) || url.startsWith("https://"_L1);
    if (!isHttp && !protocol.isEmpty() && protocol != "http"_L1)
        return Transport::Grpc;
    return protocol == "json-rpc"_L1 && url.contains("method"_L1) ? Transport::JsonRpc : Transport::Http;
}

QString fromInsideDocker(QString url)
{
    replaceFirst(url, "localhost"_L1, "host.docker.internal"_L1);
    replaceFirst(url, "127.0.0.1"_L1, "host.docker.internal"_L1);
    return url;
}

BranchRouter::BranchRouter(RouterSettings settings)
    : m_settings(std::move(settings)), m_http(m_settings.http, m_settings.outbound, m_settings.results)
{
}

void BranchRouter::call(const engine::Call &call, Answered done)
{
    const bool query = call.op == OpKind::Query;
    TXDESK_FAILPOINT("call.before");
    if (query)
        TXDESK_FAILPOINT("query.before");
    route(call, [query, done = std::move(done)](engine::CallAnswered &&answer) {
        if (query)
            TXDESK_FAILPOINT("query.after");
        TXDESK_FAILPOINT("call.reply.before");
        done(std::move(answer));
        TXDESK_FAILPOINT("call.reply.after");
    });
    TXDESK_FAILPOINT("call.sent");
}

void BranchRouter::route(const engine::Call &call, Answered &&done)
{
    if (m_settings.insideDocker) {
        engine::Call outside = call;
        outside.url = fromInsideDocker(call.url);
        if (outside.url != call.url)
            return route(outside, std::move(done));
    }
    const Transport transport = transportFor(call.url, call.protocol);
    if (const Result<> allowed = checked(call, transport); !allowed)
        return forbid(call, allowed.error(), std::move(done));
    switch (transport) {
    case Transport::Http: return m_http.call(call, std::move(done));
    case Transport::JsonRpc: return m_http.callJsonRpc(call, std::move(done));
    case Transport::Grpc: break;
    }
    if (!m_grpc) {
        m_grpc = std::make_unique<GrpcBranchCaller>(m_settings.grpc, m_settings.outbound);
        m_grpc->setTls(m_tls);
    }
    m_grpc->call(call, std::move(done));
}

// Again, although it was checked when it was handed in: rows may be older than the policy, and topics change.
Result<> BranchRouter::checked(const engine::Call &call, Transport transport) const
{
    if (isNotification(call) && transport != Transport::Http)
        return fail(ErrorCode::NotAllowed, u"a notification goes over HTTP"_s, u"url"_s);
    if (transport == Transport::Grpc && !grpcMethodOf(call.url))
        return {}; // leads nowhere, which is told in DTM's words
    return m_settings.outbound.policy->checkUrl(call.url);
}

void BranchRouter::forbid(const engine::Call &call, const Error &why, Answered &&done)
{
    ++m_forbidden;
    QMetaObject::invokeMethod(
        &m_home, [id = call.call, text = forbiddenText(why, participantOf(call.url)), done = std::move(done)] { done({.call = id, .text = text}); },
        Qt::QueuedConnection);
}

Result<QStringList> BranchRouter::setTls(const http::ClientTls &tls)
{
    Result<QStringList> loaded = m_http.setTls(tls);
    if (!loaded)
        return loaded;
    m_tls = tls;
    if (m_grpc)
        m_grpc->setTls(tls);
    return loaded;
}

RouterCounts BranchRouter::counts() const
{
    return {.decidedByText = m_http.decidedByText(), .forbidden = m_forbidden + m_http.forbidden() + (m_grpc ? m_grpc->forbidden() : 0)};
}

} // namespace txdesk::branch
