// What the server side of HTTP counts, and those figures by name for whoever publishes them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArrayView>
#include <QHash>

#include <functional>

namespace txdesk::http {

struct ServerCounters
{
    qint64 accepted = 0;
    qint64 requests = 0;
    qint64 refused = 0; // answered 4xx or 5xx, or closed, by the parser or a limit
    QHash<int, qint64> refusedOfStatus{}; // the same by the answer's status; 0: closed without one
    qint64 refusedByTotal = 0;         // connections beyond connectionsMax
    qint64 refusedByAddress = 0;       // beyond connectionsPerAddressMax or connectionsPerLoopbackMax
    qint64 refusedUnauthenticated = 0; // beyond unauthenticatedMax
    qint64 handshakes = 0;             // of TLS, finished
    qint64 handshakesResumed = 0;      // those of them that took up an earlier session
    qint64 handshakesFailed = 0;       // not TLS, no common version, a certificate that is not accepted
    qint64 handshakesTimedOut = 0;
    qint64 handshakesGivenUp = 0;      // the oldest of too many
    int handshakesWaiting = 0;         // now, for their turn
    int handshakesBegun = 0;           // now, not finished
    int unauthenticated = 0;           // now, connections that unauthenticatedMax counts
    int connections = 0;               // now, those that are being refused included
    int inFlight = 0;

    void refuse(int status)
    {
        ++refused;
        ++refusedOfStatus[status];
    }
};

// One figure: a name as Prometheus wants it without the program's prefix, `label="value"` or nothing, and whether it only
// grows. Figures of one name come one after another.
using TellCounter = std::function<void(QByteArrayView name, QByteArrayView label, bool isGauge, qint64 value)>;

void tellCounters(const ServerCounters &counters, const TellCounter &tell);

} // namespace txdesk::http
