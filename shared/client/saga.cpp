// Collects a saga's steps and submits them.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/saga.h"

namespace txdesk::client {

Saga::Saga(Gid gid) : m_request{.gid = std::move(gid), .kind = TransactionKind::Saga} {}

Saga &Saga::add(const QString &action, const QString &compensate, const QByteArray &payload)
{
    m_request.steps.append({.action = action, .compensate = compensate, .payload = payload});
    return *this;
}

Saga &Saga::runConcurrently()
{
    m_request.custom.concurrent = true;
    return *this;
}

Saga &Saga::addOrder(int step, const QList<int> &after)
{
    m_request.custom.orders[step] = after;
    return runConcurrently();
}

Saga &Saga::setBusinessKey(const QString &key)
{
    m_request.businessKey = key;
    return *this;
}

Saga &Saga::setOptions(const TransactionOptions &options)
{
    m_request.options = options;
    return *this;
}

QFuture<Result<>> Saga::submit(CoordinatorConnection &coordinator) const
{
    return coordinator.submit(m_request);
}

} // namespace txdesk::client
