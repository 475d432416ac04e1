// Calls participants over gRPC: unary calls with raw bytes, on channels that are kept for each host and port.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/branch_caller.h"
#include "server/branch/outbound.h"
#include "shared/http/tls.h"

#include <memory>

namespace txdesk::branch {

struct GrpcCallLimits
{
    int inFlightMax = 10'000;                   // of one participant; more are answered Unknown, nothing was sent
    int channelsMax = 1024;                     // beyond it the one longest unused is given up
    int answerBytesMax = 1024 * 1024;
    Milliseconds connectTime{3'000};
    Milliseconds idleTime{30'000};              // an idle connection is closed after it
};

// A thread of its own waits for answers; they are posted to the I/O thread. Names are resolved here and not by libgrpc++:
// what is dialled are addresses that the policy has seen.
class GrpcBranchCaller final : public BranchCaller
{
public:
    explicit GrpcBranchCaller(GrpcCallLimits limits, const Outbound &outbound = {});
    ~GrpcBranchCaller() override; // cancels what is under way and answers nothing more

    void call(const engine::Call &call, Answered done) override;
    [[nodiscard]] int channels() const;
    [[nodiscard]] int inFlight() const;
    void setTls(const http::ClientTls &tls); // checked before; for connections from now on
    [[nodiscard]] qint64 forbidden() const; // attempts whose addresses the policy refused

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::branch
