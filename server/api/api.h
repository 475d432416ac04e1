// The HTTP API: takes parsed requests, finds their route, answers them. The HTTP server in front of it knows nothing
// of transactions, the coordinator behind it nothing of HTTP.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/api_settings.h"
#include "server/api/dtm_service.h"
#include "server/coordinator/coordinator.h"
#include "server/security/doorkeeper.h"
#include "shared/http/server.h"

#include <QObject>

#include <memory>

namespace txdesk::api {

class Api final : public QObject
{
    Q_OBJECT

public:
    // `coordinator`, `clock` and `door` must outlive the API.
    Api(coordinator::Coordinator &coordinator, const Clock &clock, security::Doorkeeper &door, ApiSettings settings, QObject *parent = nullptr);
    ~Api() override;

    void handle(http::Request &&request, http::Responder &&responder); // an http::Server::Handler

    // For other transports: DTM's requests without HTTP, and the place where what they answered is counted.
    [[nodiscard]] DtmService &service();
    [[nodiscard]] TokenService &tokens(); // start it before anybody is let in
    // `method` lives as long as the program. Its labels: type="grpc", api=`method`.
    void grpcDone(const char *method, bool ok, double seconds);

    // The metrics page shows them; they outlive the API's last request.
    void countConnections(const http::ServerCounters &counters);

    void close(); // ends the event streams, after what is waiting for them: they would keep the server alive

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::api
