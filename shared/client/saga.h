// A saga: actions one after another (or side by side), undone in reverse when one is rejected.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/coordinator_connection.h"
#include "shared/client/new_gid.h"

namespace txdesk::client {

// A value; build it, then submit it. Submitting the same gid again is safe.
class Saga
{
public:
    explicit Saga(Gid gid = newGid());

    // payload: UTF-8 text, sent verbatim to both; empty: they are called by GET.
    Saga &add(const QString &action, const QString &compensate, const QByteArray &payload = {});
    Saga &runConcurrently();                          // all steps start at once, but for those held back by
    Saga &addOrder(int step, const QList<int> &after); // "step waits for these", 0-based
    Saga &setOptions(const TransactionOptions &options);
    Saga &setBusinessKey(const QString &key); // what people know it by: the console finds it

    [[nodiscard]] const TransactionRequest &request() const { return m_request; }
    [[nodiscard]] const Gid &gid() const { return m_request.gid; }
    [[nodiscard]] QFuture<Result<>> submit(CoordinatorConnection &coordinator) const;

private:
    TransactionRequest m_request;
};

} // namespace txdesk::client
