// The gRPC server itself: listens, decodes, and hands each call over as an Incoming. The only header of gRPC's world.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/grpc/incoming.h"

#include <functional>
#include <memory>

namespace txdesk::grpcapi {

struct EndpointSettings
{
    QString bind = QStringLiteral("127.0.0.1"); // an address, not a name
    int port = 0;                               // 0: any free one
    int messageBytesMax = 4 * 1024 * 1024;
    int inFlightMax = 4096;                     // more are answered UNAVAILABLE
    codec::RequestLimits limits{};
    QStringList alsoBind{};                     // further addresses, unless any free port is taken; a missing ::1 is left out
};

class Endpoint
{
public:
    // Thread: gRPC's, many at a time; it may not block.
    using Take = std::function<void(std::unique_ptr<Incoming>)>;

    Endpoint(EndpointSettings settings, Take take);
    // Every Incoming must be answered or destroyed by then: waits until their clients were told, a second at the longest.
    ~Endpoint();

    [[nodiscard]] Result<quint16> listen(); // the port

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::grpcapi
