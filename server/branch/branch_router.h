// Calls each op by the transport its URL and its transaction's protocol ask for, if the outbound policy lets it: a call
// that may not be made is answered Unknown with the policy's words, and no connection is tried. Crash points of calls are passed here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/branch_caller.h"
#include "server/branch/grpc_branch_caller.h"
#include "server/branch/http_branch_caller.h"
#include "server/branch/outbound.h"
#include "server/branch/result_rules.h"

namespace txdesk::branch {

enum class Transport { Http, JsonRpc, Grpc };

// gRPC when the URL says so. HTTP when the protocol is http or the URL says so - but JSON-RPC when the protocol is json-rpc and such a URL has the
// letters "method" in it. All else is gRPC. Source: DTM's protocol, which transport.
[[nodiscard]] Transport transportFor(const QString &url, const QString &protocol);

// The machine outside, seen from a container: the first localhost and the first 127.0.0.1 become host.docker.internal.
[[nodiscard]] QString fromInsideDocker(QString url);

struct RouterSettings
{
    http::ClientLimits http{};
    GrpcCallLimits grpc{};
    Outbound outbound{};
    ResultRules results{};
    bool insideDocker = false; // DTM's IS_DOCKER
};

// Since the start.
struct RouterCounts
{
    qint64 decidedByText = 0; // answers whose words outweighed their status
    qint64 forbidden = 0;     // attempts the policy did not let out
};

class BranchRouter final : public BranchCaller
{
public:
    explicit BranchRouter(RouterSettings settings);

    void call(const engine::Call &call, Answered done) override;
    [[nodiscard]] RouterCounts counts() const;

    // For connections from now on, of all transports. An error changes nothing; the value: warnings.
    [[nodiscard]] Result<QStringList> setTls(const http::ClientTls &tls);

private:
    void route(const engine::Call &call, Answered &&done);
    [[nodiscard]] Result<> checked(const engine::Call &call, Transport transport) const;
    void forbid(const engine::Call &call, const Error &why, Answered &&done);

    const RouterSettings m_settings;
    http::ClientTls m_tls;
    qint64 m_forbidden = 0;
    QObject m_home;
    HttpBranchCaller m_http;
    std::unique_ptr<GrpcBranchCaller> m_grpc; // begins with the first call: gRPC has threads of its own
};

} // namespace txdesk::branch
