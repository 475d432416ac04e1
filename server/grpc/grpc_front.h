// DTM's gRPC service in front of api::DtmService: the counterpart of the HTTP routes.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/dtm_service.h"
#include "server/grpc/endpoint.h"
#include "shared/base/instant.h"

#include <functional>
#include <memory>

namespace txdesk::grpcapi {

struct FrontSettings
{
    EndpointSettings endpoint{};
    Milliseconds waitResultHold{60'000}; // a request with wait_result is answered ONGOING after it
};

class GrpcFront
{
public:
    // A call was answered: its method (lives as long as the program), and whether by OK.
    using Counted = std::function<void(const char *method, bool ok, double seconds)>;

    // `service` must outlive the front. Its late answers, after the front is gone, are dropped.
    GrpcFront(FrontSettings settings, api::DtmService &service, Counted counted);
    ~GrpcFront(); // what is unanswered is answered UNAVAILABLE

    [[nodiscard]] Result<quint16> listen();
    [[nodiscard]] Result<QStringList> setTls(const http::ServerTls &tls); // see Endpoint
    [[nodiscard]] const http::ServerCounters &connectionCounters() const;
    void stopAccepting(); // new calls are answered UNAVAILABLE; those under way go on

private:
    class Desk;
    std::shared_ptr<Desk> m_desk;
    std::unique_ptr<Endpoint> m_endpoint;
};

} // namespace txdesk::grpcapi
