// What handlers may use. Everything outlives the handlers' callbacks: the coordinator answers before it ends.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/answers.h"
#include "server/api/api_settings.h"
#include "server/api/dtm_service.h"
#include "server/api/exchange.h"
#include "server/api/gate.h"
#include "server/api/gid_maker.h"
#include "server/api/hold_list.h"
#include "server/api/metrics.h"
#include "server/api/stream_hub.h"
#include "server/coordinator/coordinator.h"
#include "server/jobs/job_desk.h"
#include "server/security/doorkeeper.h"

namespace txdesk::api {

struct ApiParts
{
    coordinator::Coordinator &coordinator;
    const Clock &clock;
    security::Doorkeeper &door;
    ApiSettings settings;
    GidMaker gids{};
    std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
    Gate gate{coordinator, clock, door, metrics};
    StreamHub *hub = nullptr;
    HoldList *hold = nullptr;
    DtmService *service = nullptr;
    TokenService *tokens = nullptr;
    jobs::JobDesk *jobs = nullptr;
    const http::ServerCounters *connections = nullptr; // see Api::countConnections()
};

// An act the engine has refused: it is recorded, too. What was done is recorded by the store.
void recordRefusal(ApiParts &parts, const security::Caller &caller, Action action, const Gid &gid, const coordinator::Answer &answer);

} // namespace txdesk::api
