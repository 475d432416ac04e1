// Calls participants over HTTP/1.1 keep-alive pools: plain, and with JSON-RPC bodies.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/branch_caller.h"
#include "shared/http/client.h"

namespace txdesk::branch {

class HttpBranchCaller final : public BranchCaller
{
public:
    explicit HttpBranchCaller(http::ClientLimits limits) : m_client(limits) {}

    void call(const engine::Call &call, Answered done) override;
    void callJsonRpc(const engine::Call &call, Answered done); // the same promise

private:
    http::Client m_client;
};

} // namespace txdesk::branch
