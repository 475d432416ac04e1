// The limits of the server side of HTTP.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QList>

#include <chrono>

namespace txdesk::http {

// Source of the numbers: docs/limits.md. Reaching one is a tested answer, never growth.
struct ServerLimits
{
    qsizetype requestLineBytesMax = 8 * 1024;       // 414
    qsizetype headerBytesMax = 8 * 1024;            // one header: 431
    qsizetype headersBytesMax = 32 * 1024;          // all of them: 431
    int headersMax = 100;                           // 431
    qsizetype bodyBytesMax = 4 * 1024 * 1024;       // 413, before it is read when Content-Length tells
    std::chrono::milliseconds headTime{10'000};     // 408; counted from the first byte
    qint64 unfinishedBodyBytesMax = 256 * 1024 * 1024; // of bodies that are still coming, on all connections together: 503, closed
    std::chrono::milliseconds bodyTime{30'000};     // 408; also when slower than bodyBytesPerSecondMin
    qsizetype bodyBytesPerSecondMin = 1024;         // looked at six times within bodyTime
    std::chrono::milliseconds idleTime{60'000};     // closed silently
    std::chrono::milliseconds lingerTime{1'000};    // how long a closing connection waits for its peer
    std::chrono::milliseconds handshakeTime{10'000}; // of TLS, from the connection on: closed
    int handshakesPerSecondMax = 250;               // of TLS; further ones wait for their turn
    int handshakeBurst = 64;                        // so many may come at once after a quiet time
    int handshakePercentMax = 25;                   // of the thread's time
    int handshakesInProgressMax = 1024;             // begun and not finished: the oldest is closed
    int connectionsMax = 10'000;                    // 503, then closed; with TLS closed with an alert
    int connectionsPerAddressMax = 1000;            // the same
    int connectionsPerLoopbackMax = 10'000;         // of one loopback address: the same
    int unauthenticatedMax = 512;                   // without a request so far that was marked as authenticated: the same
    int unauthenticatedPerAddressMax = 256;         // of them of one address, so that nobody alone can lock out the others
    bool trustsLoopback = true;                     // connections from loopback do not count as unauthenticated
    int inFlightMax = 4096;                         // requests being handled: 503 with Retry-After
    qsizetype unsentBytesMax = 8 * 1024 * 1024;     // of one event stream: closed
    QList<QByteArray> allowedHosts{};               // Host header names in lower case; others 421. Empty: any
};

} // namespace txdesk::http
