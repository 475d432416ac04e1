// The numbers that steer decisions; the server's configuration fills them, tests and the simulator choose their own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/retry_policy.h"

#include <QList>
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
    // Waits after the 1st, 2nd, .. failed delivery of a notification that names none itself.
    QList<Seconds> notifyLadder{Seconds{60}, Seconds{300}, Seconds{600}, Seconds{1800}, Seconds{3600}, Seconds{7200}, Seconds{18'000}, Seconds{36'000}};
    Seconds keepExpired{7 * 24 * 3600};  // a notification that was given up ends as failed after this time; 0: never
    QString coordinator;                 // this coordinator's name: owner of rows, author of journal events
};

} // namespace txdesk::engine
