// Calls participants over HTTP/1.1 keep-alive pools: plain, and with JSON-RPC bodies.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/branch_caller.h"
#include "server/branch/outbound.h"
#include "server/branch/result_rules.h"
#include "shared/http/client.h"
#include "shared/http/tls.h"

namespace txdesk::branch {

class HttpBranchCaller final : public BranchCaller
{
public:
    HttpBranchCaller(http::ClientLimits limits, const Outbound &outbound, ResultRules rules);

    void call(const engine::Call &call, Answered done) override;
    void callJsonRpc(const engine::Call &call, Answered done); // the same promise
    [[nodiscard]] Result<QStringList> setTls(const http::ClientTls &tls) { return m_client.setTls(tls); }
    [[nodiscard]] qint64 forbidden() const { return m_forbidden; } // attempts whose addresses the policy refused
    [[nodiscard]] qint64 decidedByText() const { return m_decidedByText; } // answers whose words outweighed their status

private:
    void notify(const engine::Call &call, Answered &&done);
    [[nodiscard]] Verdict verdictOf(ResultMatch match, const http::ClientResult &result);

    const ResultRules m_rules;
    const QList<http::Header> m_usualHeaders;
    qint64 m_decidedByText = 0;
    qint64 m_forbidden = 0;
    http::Client m_client;
};

} // namespace txdesk::branch
