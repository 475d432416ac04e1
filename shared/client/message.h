// A two-phase message: delivered if and only if the initiator's local transaction commits.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_barrier.h"
#include "shared/client/coordinator_connection.h"
#include "shared/client/new_gid.h"

namespace txdesk::client {

// The initiator's local transaction: runs barrier.call(db, ...) on its own database and returns what that returned.
using LocalTransaction = std::function<BranchAnswer(BranchBarrier &barrier)>;

class Message
{
public:
    explicit Message(Gid gid = newGid());

    Message &add(const QString &action, const QByteArray &payload = {});
    Message &addTopic(const QString &topic, const QByteArray &payload = {}); // every subscriber gets it
    Message &delayBy(Seconds delay);                                        // delivered no sooner
    Message &runConcurrently();
    Message &setOptions(const TransactionOptions &options); // timeoutToFail: when the coordinator starts to ask back

    [[nodiscard]] const TransactionRequest &request() const { return m_request; }
    [[nodiscard]] const Gid &gid() const { return m_request.gid; }

    [[nodiscard]] QFuture<Result<>> prepare(CoordinatorConnection &coordinator, const QString &queryPreparedUrl);
    [[nodiscard]] QFuture<Result<>> submit(CoordinatorConnection &coordinator) const;

    // Prepares, runs the local transaction in the calling thread, and submits, aborts, or asks queryPreparedUrl when
    // its result is unknown. A crash anywhere in it is settled by the coordinator through queryPreparedUrl.
    // Blocks: the calling thread must not be the one that answers queryPreparedUrl.
    // Errors: the local transaction's (Conflict: rejected, nothing will be delivered), or the coordinator's.
    [[nodiscard]] Result<> doAndSubmit(CoordinatorConnection &coordinator, const QString &queryPreparedUrl,
                                       const LocalTransaction &local);

    // The same without blocking: the local transaction runs in the event loop of `context`, which must outlive it.
    [[nodiscard]] QFuture<Result<>> doAndSubmit(CoordinatorConnection &coordinator, const QString &queryPreparedUrl,
                                                QObject *context, const LocalTransaction &local);

private:
    [[nodiscard]] QFuture<Result<>> settle(CoordinatorConnection &coordinator, const BranchAnswer &answer) const;
    [[nodiscard]] BranchBarrier ownBarrier(const CoordinatorConnection &coordinator) const;

    TransactionRequest m_request;
};

} // namespace txdesk::client
