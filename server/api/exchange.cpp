// Sends the answer of an exchange and counts it.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/exchange.h"

#include "server/api/metrics.h"

#include <algorithm>

namespace txdesk::api {

Exchange::Exchange(http::Request request, http::Responder responder, const Route &route, QStringList values,
                   security::Caller caller, std::shared_ptr<Metrics> metrics)
    : m_request(std::move(request)), m_responder(std::move(responder)), m_route(route), m_values(std::move(values)),
      m_caller(std::move(caller)), m_metrics(std::move(metrics))
{
    m_timer.start();
}

void Exchange::answer(http::Response response)
{
    if (m_answered)
        return;
    count(response.status);
    const bool isInEnvelope = response.status == 200 && response.body.startsWith("{\"error\":{"); // JSON-RPC's
    if (response.status >= 400 || isInEnvelope)
        m_metrics->limitReached(response.body);
    m_responder.send(dressed(std::move(response)));
}

std::shared_ptr<http::Stream> Exchange::beginStream(http::Response head)
{
    count(head.status);
    return m_responder.beginStream(dressed(std::move(head)));
}

// Nothing about transactions stays in a cache. DTM's answers to GET are about them or change something.
http::Response Exchange::dressed(http::Response &&response) const
{
    const bool isOurs = m_route.family == Family::V1 || m_route.family == Family::Test;
    const bool isSaid = std::any_of(response.headers.begin(), response.headers.end(), [](const http::Header &one) { return one.name == "Cache-Control"; });
    if (!isSaid && (isOurs || m_request.method == "GET"))
        response.headers.append(http::Header{"Cache-Control", "no-store"});
    if (isOurs)
        response.headers.append(http::Header{"X-Request-Id", m_caller.requestId.toLatin1()});
    return std::move(response);
}

void Exchange::count(int status)
{
    m_answered = true;
    m_metrics->requestDone(Transport::Http, m_route.name, status < 400, static_cast<double>(m_timer.nsecsElapsed()) / 1e9);
}

} // namespace txdesk::api
