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
    std::chrono::nanoseconds otherPerSaga{}; // of the process that Measurement::cpuOfOther reads

    [[nodiscard]] QString text(std::chrono::nanoseconds x) const; // "9,812/s, 12.3 X (91 µs), p50 2.0 ms, p99 9.1 ms"
    [[nodiscard]] double unitsOf(std::chrono::nanoseconds x) const;
};

struct Measurement
{
    int clients = 256;
    bool isSecure = false;
    std::string token{};
    std::chrono::milliseconds duration{5'000};
    std::function<SagaShape(int client)> shapeOf{};
    std::function<long()> countDone{}; // how many sagas ended, when the answers do not tell (no wait_result)
    std::function<std::chrono::nanoseconds()> cpuOfOther{}; // a database server
    bool expectsRefusals = false;     // a participant is silent: its clients are told that the saga has not ended
};

// Runs the load against the server and reads its CPU over the measured time.
[[nodiscard]] Figures measure(ChildServer &server, const Measurement &wanted);

} // namespace txdesk::bench
