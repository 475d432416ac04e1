// The numbers that steer decisions; the server's configuration fills them, tests and the simulator choose their own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/retry_policy.h"

#include <QString>

namespace txdesk::engine {

struct EngineSettings
{
    RetryPolicy retry;
    Seconds timeoutToFail{35};           // a prepared message is asked after this time (DTM: TimeoutToFail)
    Seconds requestTimeout{3};           // of one branch call (DTM: RequestTimeout)
    Milliseconds writeBehind{200};       // outcomes of forward calls are stored at the latest after this time
    int alertAfterFailures = 3;          // DTM: AlertRetryLimit
    int branchesMax = 10'000;            // of one tcc, xa or workflow: no more register
    QString coordinator;                 // this coordinator's name: owner of rows, author of journal events
};

} // namespace txdesk::engine
