// A two-phase message: delivered if and only if the initiator's local transaction commits.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_barrier.h"
#include "shared/client/coordinator_connection.h"
#include "shared/client/new_gid.h"

namespace txdesk::client {

// The initiator's local transaction: runs barrier.call(db, ...) on its own database and returns what that returned. It may
// do without the barrier when it has another guard that answers queryPreparedUrl, as Inbox.
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
    Message &setBusinessKey(const QString &key); // what people know it by: the console finds it

    // Each receiver is tried again by a ladder of its own: waits after the 1st, 2nd, .. failed delivery. When it is used up
    // the delivery is a dead letter, which a person sends again. Without one a receiver is tried for ever, as by DTM.
    Message &retryBy(const QList<Seconds> &ladder);
    Message &retryByDefaultLadder(); // the coordinator's: RocketMQ's 16 steps unless configured
    // How often an unsettled message's initiator is asked back, and after how many asks without an answer a person must decide.
    Message &checkEvery(Seconds interval, int atMost);

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
    friend class Notification; // goes the same way
    Message(Gid gid, TransactionKind kind);
    [[nodiscard]] QFuture<Result<>> settle(CoordinatorConnection &coordinator, const BranchAnswer &answer) const;
    [[nodiscard]] BranchBarrier ownBarrier(const CoordinatorConnection &coordinator) const;

    TransactionRequest m_request;
};

} // namespace txdesk::client
