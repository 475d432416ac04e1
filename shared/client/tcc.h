// A TCC transaction: every participant first tries (sets aside), then all confirm or all cancel.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_ids.h"
#include "shared/client/new_gid.h"
#include "shared/client/two_phase.h"

namespace txdesk::client {

struct TccBranch
{
    QString tryUrl;
    QString confirm;
    QString cancel;
    QByteArray payload{}; // UTF-8 text, normally JSON: the body of all three
};

// A value that counts its branches. Confirm and cancel are called by the coordinator, in reverse order.
class Tcc
{
public:
    // A body adds branches and tells whether all is well. Its error's message becomes the rollback reason.
    using Body = std::function<Result<>(Tcc &)>;
    using AsyncBody = std::function<QFuture<Result<>>(Tcc &)>;

    explicit Tcc(Gid gid = newGid());

    // For a participant whose try calls further participants: their branches belong to its own ("0201" below "02") and
    // are registered with the coordinator that its caller named. Whoever began the transaction ends it.
    [[nodiscard]] static Tcc within(const TransactionContext &context);

    Tcc &setOptions(const TransactionOptions &options); // timeoutToFail: when the coordinator cancels by itself
    Tcc &setBusinessKey(const QString &key); // what people know it by: the console finds it

    [[nodiscard]] const TransactionRequest &request() const { return m_request; }
    [[nodiscard]] const Gid &gid() const { return m_request.gid; }

    [[nodiscard]] QFuture<Result<>> prepare(CoordinatorConnection &coordinator) const;
    [[nodiscard]] QFuture<Result<>> submit(CoordinatorConnection &coordinator) const; // confirm
    [[nodiscard]] QFuture<Result<>> abort(CoordinatorConnection &coordinator, const QString &reason) const; // cancel

    // Registers the branch, then calls its try; what that answered, or CoordinatorConnection::call's errors. A branch
    // is cancelled also when its try failed or never arrived.
    [[nodiscard]] QFuture<Result<QByteArray>> callBranch(CoordinatorConnection &coordinator, const TccBranch &branch);

    // Registers a branch whose try is done in this process, not called: do it with a guard of the context that comes back
    // (BranchBarrier, TccLog). tryUrl does not count.
    [[nodiscard]] QFuture<Result<TransactionContext>> openBranch(CoordinatorConnection &coordinator, const TccBranch &branch);

    // Prepares, runs the body in the calling thread, and submits or aborts. Blocks.
    // Errors: the body's, or the coordinator's.
    [[nodiscard]] Result<> run(CoordinatorConnection &coordinator, const Body &body);

    // The same without blocking: the body runs in the event loop of `context`, which must outlive it.
    [[nodiscard]] QFuture<Result<>> run(CoordinatorConnection &coordinator, QObject *context, const AsyncBody &body) const;

private:
    TransactionRequest m_request;
    BranchIds m_ids;
    QString m_coordinatorUrl; // of a nested one's caller; else empty
};

} // namespace txdesk::client
