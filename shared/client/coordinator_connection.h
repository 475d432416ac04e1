// A coordinator as initiators and participants see it: names, prepare, submit, abort, registerBranch; and calls of
// branches.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/base/strong_id.h"
#include "shared/client/branch_answer.h"
#include "shared/client/branch_call.h"
#include "shared/client/branch_registration.h"
#include "shared/client/branch_report.h"
#include "shared/client/coordinator_access.h"
#include "shared/client/lock_answer.h"
#include "shared/client/lock_request.h"
#include "shared/client/transaction_request.h"
#include "shared/client/workflow_progress.h"

#include <QFuture>

#include <memory>
#include <optional>

namespace txdesk::client {

// Thread: any, and from several at once. The network runs on a thread of its own, so a future may be awaited with
// result() anywhere, with or without an event loop, or continued with then(). A future always gets a result.
// Errors: Conflict (the state does not allow it, or the transaction was rejected), Unavailable (nothing was sent),
// OutcomeUnknown (it may have arrived; sending the same gid again is safe), NotAllowed (no token, a wrong one, or one that
// may not do this), Overloaded (try again later), InvalidRequest, Internal.
class CoordinatorConnection
{
public:
    // TLS files that cannot be used make every request InvalidRequest, with the file's name.
    explicit CoordinatorConnection(CoordinatorAccess access);
    // "http://127.0.0.1:36789/api/dtmsvr", or with a token as CoordinatorAccess::from() takes it.
    explicit CoordinatorConnection(const QString &url, Milliseconds timeout = Seconds{10})
        : CoordinatorConnection(CoordinatorAccess::from(url, timeout))
    {
    }
    ~CoordinatorConnection(); // open requests end as OutcomeUnknown
    CoordinatorConnection(const CoordinatorConnection &) = delete;
    CoordinatorConnection &operator=(const CoordinatorConnection &) = delete;

    [[nodiscard]] QFuture<Result<Gid>> newGid();
    [[nodiscard]] QFuture<Result<>> prepare(const TransactionRequest &request);
    [[nodiscard]] QFuture<Result<>> submit(const TransactionRequest &request);
    [[nodiscard]] QFuture<Result<>> abort(const TransactionRequest &request);

    // Tells of a workflow that begins or resumes; answered with what is known of it, also when it is over.
    [[nodiscard]] QFuture<Result<WorkflowProgress>> prepareWorkflow(const TransactionRequest &request);

    // coordinatorUrl: of the coordinator that drives this transaction, as a call told it; empty: this one. The token is not
    // sent to another scheme, host or port than that of baseUrl().
    [[nodiscard]] QFuture<Result<>> registerBranch(const BranchRegistration &registration, const QString &coordinatorUrl = {});

    // AT: registers a branch and locks its rows, or tells who holds them; asks again safely with the same requestId. The
    // answer may take as long as the request allows to wait.
    [[nodiscard]] QFuture<Result<LockAnswer>> registerBranch(const LockRequest &request, const QString &coordinatorUrl = {});
    [[nodiscard]] QFuture<Result<LockAnswer>> queryLocks(const LockRequest &request, const QString &coordinatorUrl = {});
    // AT: what became of a branch's local transaction; a failed one is called no more.
    [[nodiscard]] QFuture<Result<>> reportBranch(const BranchReport &report, const QString &coordinatorUrl = {});

    // nullopt: the coordinator does not know it.
    [[nodiscard]] QFuture<Result<std::optional<TransactionStatus>>> status(const Gid &gid);

    // Calls a participant as an initiator; the body it answers, or Conflict (rejected, for good) or OutcomeUnknown
    // (not yet, or not known) or Unavailable. Read by the rules of DTM's Go client: 425 or a body with ONGOING, then
    // 409 or a body with FAILURE, then anything but 200.
    [[nodiscard]] QFuture<Result<QByteArray>> call(const BranchCall &call);

    // Asks another service and does not change it: GET. The body of its 200, NotFound for a 404, else call()'s errors.
    // headers: TransactionContext::toHeaders(), for example. The token goes along only when it asks the coordinator itself.
    [[nodiscard]] QFuture<Result<QByteArray>> ask(const QString &url, const QList<http::Header> &headers = {});

    // Makes `url` a subscriber of `topic`, for an initiator's Message::addTopic(). Success as well when it is one already.
    // A coordinator asks for an admin's token, unless an admin does it beforehand.
    [[nodiscard]] QFuture<Result<>> subscribe(const QString &topic, const QString &url, const QString &remark = {});

    // Calls a participant as the coordinator would call it and reads its answer by the same rules.
    [[nodiscard]] QFuture<BranchAnswer> callBranch(const QString &url);

    [[nodiscard]] const QString &baseUrl() const; // without the token

private:
    class Network;
    std::unique_ptr<Network> m_network;
};

} // namespace txdesk::client
