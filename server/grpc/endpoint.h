// The gRPC server itself: listens, decodes, and hands each call over as an Incoming. The only header of gRPC's world.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/grpc/connection_gate.h"
#include "server/grpc/incoming.h"
#include "shared/http/tls.h"

#include <functional>
#include <memory>
#include <optional>

namespace txdesk::grpcapi {

struct EndpointSettings
{
    QString bind = QStringLiteral("127.0.0.1"); // an address, not a name
    int port = 0;                               // 0: any free one
    int messageBytesMax = 4 * 1024 * 1024;
    int inFlightMax = 4096;                     // more are answered UNAVAILABLE
    int streamsMax = 128;                       // of one connection: its client waits; one that does not is sent away
    std::optional<http::ServerTls> tls{};       // empty: plain
    GateLimits gate{};
    codec::RequestLimits limits{};
    QStringList alsoBind{};                     // further addresses, unless any free port is taken; a missing ::1 is left out
};

class Endpoint
{
public:
    // Thread: gRPC's, many at a time; it may not block.
    using Take = std::function<void(std::unique_ptr<Incoming>)>;

    Endpoint(EndpointSettings settings, Take take);
    // Thread of what follows: the one of the caller, which has an event loop. Every Incoming must be answered or destroyed by then: waits until their clients were told, a second at the longest.
    ~Endpoint();

    [[nodiscard]] Result<quint16> listen(); // the port
    // A new certificate, once it listens with one: see TlsIdentity::load().
    [[nodiscard]] Result<QStringList> setTls(const http::ServerTls &tls);
    void letIn(const Incoming &call); // the doorkeeper did
    [[nodiscard]] http::ServerCounters connectionCounters() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::grpcapi
