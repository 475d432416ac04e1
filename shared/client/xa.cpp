// Calls participants' phase 1.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/xa.h"

namespace txdesk::client {

using namespace Qt::StringLiterals;

Xa::Xa(Gid gid) : m_request{.gid = std::move(gid), .kind = TransactionKind::Xa} {}

Xa &Xa::setBusinessKey(const QString &key)
{
    m_request.businessKey = key;
    return *this;
}

Xa &Xa::setOptions(const TransactionOptions &options)
{
    m_request.options = options;
    return *this;
}

QFuture<Result<>> Xa::prepare(CoordinatorConnection &coordinator) const
{
    return coordinator.prepare(m_request);
}

QFuture<Result<>> Xa::submit(CoordinatorConnection &coordinator) const
{
    return coordinator.submit(m_request);
}

QFuture<Result<>> Xa::abort(CoordinatorConnection &coordinator, const QString &reason) const
{
    TransactionRequest request = m_request;
    request.rollbackReason = reason;
    return coordinator.abort(request);
}

QFuture<Result<QByteArray>> Xa::callBranch(CoordinatorConnection &coordinator, const QString &url, const QByteArray &payload)
{
    const Result<BranchId> id = m_ids.next();
    if (!id)
        return QtFuture::makeReadyFuture(Result<QByteArray>(tl::unexpected(id.error())));
    return coordinator.call({.url = url,
                             .context = {.gid = gid(), .kind = u"xa"_s, .branch = *id, .op = u"action"_s,
                                         .coordinator = coordinator.baseUrl(), .phase2Url = url},
                             .payload = payload});
}

Result<> Xa::run(CoordinatorConnection &coordinator, const Body &body)
{
    return runTwoPhase<Xa>(*this, coordinator, body);
}

QFuture<Result<>> Xa::run(CoordinatorConnection &coordinator, QObject *context, const AsyncBody &body) const
{
    return runTwoPhase<Xa>(*this, coordinator, context, body);
}

} // namespace txdesk::client
