// Calls participants over HTTP/1.1 keep-alive pools.
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

private:
    http::Client m_client;
};

} // namespace txdesk::branch
