// A coordinator as an initiator sees it: names, prepare, submit, abort.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/base/strong_id.h"
#include "shared/client/branch_answer.h"
#include "shared/client/transaction_request.h"

#include <QFuture>

#include <memory>

namespace txdesk::client {

// Thread: any, and from several at once. The network runs on a thread of its own, so a future may be awaited with
// result() anywhere, with or without an event loop, or continued with then(). A future always gets a result.
// Errors: Conflict (the state does not allow it, or the transaction was rejected), Unavailable (nothing was sent),
// OutcomeUnknown (it may have arrived; sending the same gid again is safe), InvalidRequest, Internal.
class CoordinatorConnection
{
public:
    // baseUrl: "http://127.0.0.1:36789/api/dtmsvr". timeout: of one whole exchange.
    explicit CoordinatorConnection(QString baseUrl, Milliseconds timeout = Seconds{10});
    ~CoordinatorConnection(); // open requests end as OutcomeUnknown
    CoordinatorConnection(const CoordinatorConnection &) = delete;
    CoordinatorConnection &operator=(const CoordinatorConnection &) = delete;

    [[nodiscard]] QFuture<Result<Gid>> newGid();
    [[nodiscard]] QFuture<Result<>> prepare(const TransactionRequest &request);
    [[nodiscard]] QFuture<Result<>> submit(const TransactionRequest &request);
    [[nodiscard]] QFuture<Result<>> abort(const TransactionRequest &request);

    // Calls a participant as the coordinator would call it and reads its answer by the same rules.
    [[nodiscard]] QFuture<BranchAnswer> callBranch(const QString &url);

    [[nodiscard]] const QString &baseUrl() const;

private:
    class Network;
    std::unique_ptr<Network> m_network;
};

} // namespace txdesk::client
