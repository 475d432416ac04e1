// What the API needs to know beyond the coordinator's own settings.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/token_service.h"
#include "shared/codec/dtm_request.h"

#include <functional>

namespace txdesk::api {

struct ApiSettings
{
    codec::RequestLimits limits;
    int streamsMax = 256;            // open event streams; more are answered 503
    int streamMemory = 10'000;       // changes kept for clients that come back
    Seconds waitResultHold{60};      // a request with wait_result is answered 425 after it
    TokenSettings tokens{};
    int subscribersMax = 1000;       // of one topic
    std::function<Result<>(const QString &url)> checkUrl{}; // of steps, branches, callbacks and subscribers; empty: any
};

} // namespace txdesk::api
