#include "shared/http/server_counters.h"

#include <algorithm>

namespace txdesk::http {

void tellCounters(const ServerCounters &counters, const TellCounter &tell)
{
    tell("http_connections", {}, true, counters.connections);
    tell("http_connections_unauthenticated", {}, true, counters.unauthenticated);
    tell("http_in_flight", {}, true, counters.inFlight);
    tell("http_accepted_total", {}, false, counters.accepted);
    tell("http_requests_total", {}, false, counters.requests);
    QList<int> statuses = counters.refusedOfStatus.keys();
    std::sort(statuses.begin(), statuses.end());
    for (const int status : std::as_const(statuses))
        tell("http_refused_total", "status=\"" + QByteArray::number(status) + '"', false, counters.refusedOfStatus.value(status));
    tell("http_connections_refused_total", R"(limit="total")", false, counters.refusedByTotal);
    tell("http_connections_refused_total", R"(limit="address")", false, counters.refusedByAddress);
    tell("http_connections_refused_total", R"(limit="unauthenticated")", false, counters.refusedUnauthenticated);
    tell("tls_handshakes_total", R"(result="new")", false, counters.handshakes - counters.handshakesResumed);
    tell("tls_handshakes_total", R"(result="resumed")", false, counters.handshakesResumed);
    tell("tls_handshakes_total", R"(result="failed")", false, counters.handshakesFailed);
    tell("tls_handshakes_total", R"(result="timed_out")", false, counters.handshakesTimedOut);
    tell("tls_handshakes_total", R"(result="given_up")", false, counters.handshakesGivenUp);
    tell("tls_handshakes_waiting", {}, true, counters.handshakesWaiting);
    tell("tls_handshakes_begun", {}, true, counters.handshakesBegun);
}

} // namespace txdesk::http
