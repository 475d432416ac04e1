// Registers branches and calls their tries.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/tcc.h"

namespace txdesk::client {

using namespace Qt::StringLiterals;

Tcc::Tcc(Gid gid) : m_request{.gid = std::move(gid), .kind = TransactionKind::Tcc} {}

Tcc Tcc::within(const TransactionContext &context)
{
    Tcc tcc(context.gid);
    tcc.m_ids = BranchIds(context.branch);
    tcc.m_coordinatorUrl = context.coordinator;
    return tcc;
}

Tcc &Tcc::setBusinessKey(const QString &key)
{
    m_request.businessKey = key;
    return *this;
}

Tcc &Tcc::setOptions(const TransactionOptions &options)
{
    m_request.options = options;
    return *this;
}

QFuture<Result<>> Tcc::prepare(CoordinatorConnection &coordinator) const
{
    return coordinator.prepare(m_request);
}

QFuture<Result<>> Tcc::submit(CoordinatorConnection &coordinator) const
{
    return coordinator.submit(m_request);
}

QFuture<Result<>> Tcc::abort(CoordinatorConnection &coordinator, const QString &reason) const
{
    TransactionRequest request = m_request;
    request.rollbackReason = reason;
    return coordinator.abort(request);
}

QFuture<Result<TransactionContext>> Tcc::openBranch(CoordinatorConnection &coordinator, const TccBranch &branch)
{
    using Opened = Result<TransactionContext>;
    const Result<BranchId> id = m_ids.next();
    if (!id)
        return QtFuture::makeReadyFuture(Opened(tl::unexpected(id.error())));
    const QString address = m_coordinatorUrl.isEmpty() ? coordinator.baseUrl() : m_coordinatorUrl;
    const TransactionContext context{.gid = gid(), .kind = u"tcc"_s, .branch = *id, .op = u"try"_s, .coordinator = address};
    return coordinator
        .registerBranch({.gid = gid(), .kind = TransactionKind::Tcc, .branch = *id, .data = branch.payload,
                         .confirm = branch.confirm, .cancel = branch.cancel},
                        address)
        .then([context](const Result<> &registered) { return registered ? Opened(context) : Opened(tl::unexpected(registered.error())); });
}

QFuture<Result<QByteArray>> Tcc::callBranch(CoordinatorConnection &coordinator, const TccBranch &branch)
{
    using Answer = Result<QByteArray>;
    return openBranch(coordinator, branch)
        .then([&coordinator, branch](const Result<TransactionContext> &opened) {
            if (!opened)
                return QtFuture::makeReadyFuture(Answer(tl::unexpected(opened.error())));
            return coordinator.call({.url = branch.tryUrl, .context = *opened, .payload = branch.payload});
        })
        .unwrap();
}

Result<> Tcc::run(CoordinatorConnection &coordinator, const Body &body)
{
    return runTwoPhase<Tcc>(*this, coordinator, body);
}

QFuture<Result<>> Tcc::run(CoordinatorConnection &coordinator, QObject *context, const AsyncBody &body) const
{
    return runTwoPhase<Tcc>(*this, coordinator, context, body);
}

} // namespace txdesk::client
