// The gRPC port: listens, decodes, and hands each call over as an Incoming.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/grpc/incoming.h"
#include "shared/http/server.h"

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
    int streamsMax = 128;                       // of one connection: the client waits, or is refused
    std::optional<http::ServerTls> tls{};       // empty: plain
    http::ServerLimits connections{};           // of it: numbers of connections, handshakes
    Milliseconds strangerTime{60'000};          // a connection without a call that was let in is closed
    codec::RequestLimits limits{};
    QStringList alsoBind{};                     // further addresses, unless any free port is taken; a missing ::1 is left out
};

// Thread: the I/O thread.
class Endpoint
{
public:
    using Take = std::function<void(std::unique_ptr<Incoming>)>;

    Endpoint(EndpointSettings settings, Take take);
    ~Endpoint(); // every Incoming must be answered or destroyed by then

    [[nodiscard]] Result<quint16> listen(); // the port
    // From now on connections use TLS with these files; those that are open stay as they are. InvalidRequest, and nothing
    // changes: the files cannot be used. The value: warnings, one sentence each.
    [[nodiscard]] Result<QStringList> setTls(const http::ServerTls &tls);
    [[nodiscard]] const http::ServerCounters &connectionCounters() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::grpcapi
