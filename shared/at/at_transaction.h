// An AT transaction: local transactions of several databases commit at once, and are undone from their undo records when
// the whole is rolled back. Its initiator begins and ends it; everybody else takes part.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/at_context.h"
#include "shared/client/coordinator_connection.h"

namespace txdesk::at {

struct AtOptions
{
    Gid gid{};                    // empty: a new one
    Seconds timeout{60};          // then the coordinator rolls back by itself
    int tries = 5;                // of telling the decision when the answer does not come
    TransactionOptions more{};    // retry interval, headers of phase-two calls, ..; timeout counts, not timeoutToFail
};

// Thread: one at a time; blocks. The connection must outlive it.
// A participant's commit() and rollback() do nothing: what it came to is the Result it gives to its caller, and the
// initiator decides. There is no hidden current transaction: work takes part in the one that is handed to it.
class AtTransaction
{
public:
    // Its error's message becomes the rollback reason.
    using Body = std::function<Result<>(AtTransaction &)>;

    // As the initiator. Errors: the coordinator's.
    [[nodiscard]] static Result<AtTransaction> begin(client::CoordinatorConnection &coordinator, const AtOptions &options = {});

    // As a participant.
    [[nodiscard]] static AtTransaction join(client::CoordinatorConnection &coordinator, AtContext context);
    [[nodiscard]] static Result<AtTransaction> fromHeaders(client::CoordinatorConnection &coordinator,
                                                           const QList<http::Header> &headers);

    // Begins, runs the body, and commits, or rolls back when the body failed. Inside another transaction's body it is a
    // transaction of its own. The body's error, or the coordinator's; Conflict when it was rolled back at commit.
    [[nodiscard]] static Result<> run(client::CoordinatorConnection &coordinator, const Body &body, const AtOptions &options = {});

    // Runs the body as a participant of this one: the nested scope.
    [[nodiscard]] Result<> within(const Body &body) const;

    ~AtTransaction(); // an initiator that has not decided rolls back
    AtTransaction(AtTransaction &&other) noexcept;
    AtTransaction &operator=(AtTransaction &&) = delete;

    // Conflict: the coordinator rolls or rolled it back (time over, or a person). OutcomeUnknown: no answer; it knows.
    [[nodiscard]] Result<> commit();
    [[nodiscard]] Result<> rollback(const QString &reason);

    [[nodiscard]] bool isInitiator() const { return m_isInitiator; }
    [[nodiscard]] const Gid &gid() const { return m_context.gid; }
    [[nodiscard]] const AtContext &context() const { return m_context; }
    [[nodiscard]] QList<http::Header> headers() const { return m_context.toHeaders(); } // for the services it calls
    [[nodiscard]] client::CoordinatorConnection &coordinator() const { return *m_coordinator; }

private:
    AtTransaction(client::CoordinatorConnection &coordinator, AtContext context, AtOptions options, bool isInitiator);

    client::CoordinatorConnection *m_coordinator;
    AtContext m_context;
    AtOptions m_options;
    bool m_isInitiator = false;
    bool m_decided = false;
};

} // namespace txdesk::at
