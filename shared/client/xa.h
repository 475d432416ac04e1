// An XA transaction as its initiator sees it: participants work in prepared local transactions, then all commit or all
// roll back. The participant's side: xa_branch.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_ids.h"
#include "shared/client/new_gid.h"
#include "shared/client/two_phase.h"

namespace txdesk::client {

// A value that counts its branches. A participant registers its branch itself.
class Xa
{
public:
    using Body = std::function<Result<>(Xa &)>;
    using AsyncBody = std::function<QFuture<Result<>>(Xa &)>;

    // A gid and a branch id together may have 63 letters: databases take no longer XA names.
    explicit Xa(Gid gid = newGid());

    Xa &setOptions(const TransactionOptions &options); // timeoutToFail: when the coordinator rolls back by itself
    Xa &setBusinessKey(const QString &key); // what people know it by: the console finds it

    [[nodiscard]] const TransactionRequest &request() const { return m_request; }
    [[nodiscard]] const Gid &gid() const { return m_request.gid; }

    [[nodiscard]] QFuture<Result<>> prepare(CoordinatorConnection &coordinator) const;
    [[nodiscard]] QFuture<Result<>> submit(CoordinatorConnection &coordinator) const; // commit
    [[nodiscard]] QFuture<Result<>> abort(CoordinatorConnection &coordinator, const QString &reason) const; // rollback

    // Phase 1 of one participant; phase 2 will come to the same URL, with op commit or rollback and without a body.
    [[nodiscard]] QFuture<Result<QByteArray>> callBranch(CoordinatorConnection &coordinator, const QString &url,
                                                         const QByteArray &payload = {});

    // As Tcc::run.
    [[nodiscard]] Result<> run(CoordinatorConnection &coordinator, const Body &body);
    [[nodiscard]] QFuture<Result<>> run(CoordinatorConnection &coordinator, QObject *context, const AsyncBody &body) const;

private:
    TransactionRequest m_request;
    BranchIds m_ids;
};

} // namespace txdesk::client
