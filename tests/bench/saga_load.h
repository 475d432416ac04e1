// What the bench submits, and what one run of it gave: answers a second, latency, the coordinator's CPU.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/bench/child_server.h"
#include "tests/bench/load_generator.h"

#include <functional>
#include <string>

namespace txdesk::bench {

struct SagaShape
{
    std::string first;            // action URL of step 1; empty: nothing is called
    std::string second;
    bool waitResult = true;
    int requestTimeoutSeconds = 0; // 0: the server's
};

// A submit body of about 500 bytes; gids grow with time, as the server's own do.
[[nodiscard]] std::string submitBody(const std::string &gid, const SagaShape &shape);
[[nodiscard]] std::string nextGid();

struct Figures
{
    LoadResult load;
    std::chrono::nanoseconds cpuPerSaga{};

    [[nodiscard]] QString text(std::chrono::nanoseconds x) const; // "9,812/s, 12.3 X (91 µs), p50 2.0 ms, p99 9.1 ms"
    [[nodiscard]] double unitsOf(std::chrono::nanoseconds x) const;
};

// Runs the load against the server and reads its CPU over the measured time. `countDone` tells how many sagas ended
// when the answers do not (no wait_result); empty: each answer is one saga.
[[nodiscard]] Figures measure(ChildServer &server, int clients, const std::function<SagaShape(int client)> &shapeOf,
                              std::chrono::milliseconds duration, const std::function<long()> &countDone = {});

} // namespace txdesk::bench
