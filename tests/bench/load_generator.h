// A closed-loop load: so many clients, each submits a saga, waits for the answer, submits the next. Raw epoll, so that
// the load costs little beside what is measured.
// Thread: run() works in the caller's thread until it is done.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/bench/wire.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace txdesk::bench {

struct Load
{
    int port = 0;                                  // of the coordinator
    int clients = 1;
    bool isSecure = false;                         // TLS
    std::string token{};                           // empty: none
    std::chrono::milliseconds warmUp{1'000};       // not counted
    std::chrono::milliseconds duration{5'000};
    long requestsMax = 0;                          // stop sending after so many; 0: until the time is over
    std::function<std::string(long nth, int client)> body; // the JSON of the nth submit
    std::function<void()> onMeasureBegin;          // the warm-up is over
    std::function<void()> onMeasureEnd;
};

struct LoadResult
{
    long answered = 0;       // within the measured time
    long refused = 0;        // any status but 200, in the whole run
    std::string firstRefusal;
    std::chrono::nanoseconds measured{};
    std::vector<std::chrono::nanoseconds> latencies; // sorted
    std::vector<long> answeredOf;                    // by client

    [[nodiscard]] double perSecond() const;
    [[nodiscard]] double percentileMs(double part) const; // 0.5, 0.99
};

[[nodiscard]] LoadResult run(const Load &load);

// Connections that say nothing; closed by the destructor.
class IdleConnections
{
public:
    IdleConnections(int port, int count);
    [[nodiscard]] int open() const; // how many the server has not closed

private:
    std::vector<Wire> m_wires;
};

} // namespace txdesk::bench
