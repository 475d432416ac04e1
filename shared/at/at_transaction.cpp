// Tells the coordinator of begin and end; a decision whose answer is lost is told again.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/at_transaction.h"

#include "shared/at/pause.h"
#include "shared/base/failpoint.h"
#include "shared/client/new_gid.h"

#include <utility>

namespace txdesk::at {

using namespace Qt::StringLiterals;
using client::CoordinatorConnection;

namespace {

constexpr Milliseconds pause{100};

client::TransactionRequest requestOf(const Gid &gid, const AtOptions &options)
{
    client::TransactionRequest request{.gid = gid, .kind = TransactionKind::At, .options = options.more};
    request.options.timeoutToFail = options.timeout;
    return request;
}

bool mayHaveArrived(const Error &error)
{
    return error.code == ErrorCode::OutcomeUnknown || error.code == ErrorCode::Unavailable || error.code == ErrorCode::Overloaded;
}

// Asks until there is an answer.
template<class Ask>
Result<> toldWithin(int tries, const Ask &ask)
{
    Result<> told = ask();
    for (int i = 1; i < tries && !told && mayHaveArrived(told.error()); ++i) {
        pauseFor(pause * i);
        told = ask();
    }
    return told;
}

} // namespace

AtTransaction::AtTransaction(CoordinatorConnection &coordinator, AtContext context, AtOptions options, bool isInitiator)
    : m_coordinator(&coordinator), m_context(std::move(context)), m_options(std::move(options)), m_isInitiator(isInitiator)
{
}

AtTransaction::AtTransaction(AtTransaction &&other) noexcept
    : m_coordinator(other.m_coordinator), m_context(std::move(other.m_context)), m_options(std::move(other.m_options)),
      m_isInitiator(std::exchange(other.m_isInitiator, false)), m_decided(other.m_decided)
{
}

AtTransaction::~AtTransaction()
{
    if (m_isInitiator && !m_decided)
        static_cast<void>(rollback(u"its initiator went away without a decision"_s));
}

Result<AtTransaction> AtTransaction::begin(CoordinatorConnection &coordinator, const AtOptions &options)
{
    const AtContext context{options.gid.isEmpty() ? client::newGid() : options.gid, coordinator.baseUrl()};
    const Result<> told = toldWithin(options.tries, [&] { return coordinator.prepare(requestOf(context.gid, options)).result(); });
    if (!told)
        return tl::unexpected(told.error());
    return AtTransaction(coordinator, context, options, true);
}

AtTransaction AtTransaction::join(CoordinatorConnection &coordinator, AtContext context)
{
    return AtTransaction(coordinator, std::move(context), {}, false);
}

Result<AtTransaction> AtTransaction::fromHeaders(CoordinatorConnection &coordinator, const QList<http::Header> &headers)
{
    Result<AtContext> context = AtContext::fromHeaders(headers);
    if (!context)
        return tl::unexpected(context.error());
    return join(coordinator, *std::move(context));
}

Result<> AtTransaction::run(CoordinatorConnection &coordinator, const Body &body, const AtOptions &options)
{
    Result<AtTransaction> transaction = begin(coordinator, options);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const Result<> worked = body(*transaction);
    if (worked)
        return transaction->commit();
    // Should it get lost, the coordinator rolls back by itself when the transaction's time is over.
    static_cast<void>(transaction->rollback(worked.error().message));
    return worked;
}

Result<> AtTransaction::within(const Body &body) const
{
    AtTransaction participant = join(*m_coordinator, m_context);
    return body(participant);
}

Result<> AtTransaction::commit()
{
    if (!m_isInitiator)
        return {};
    m_decided = true;
    TXDESK_FAILPOINT("at.submit.before");
    const Result<> told = toldWithin(m_options.tries, [this] { return m_coordinator->submit(requestOf(gid(), m_options)).result(); });
    if (told || told.error().code != ErrorCode::Conflict)
        return told;
    // An earlier one may have arrived, its answer lost, and all be over by now.
    const Result<std::optional<TransactionStatus>> status = m_coordinator->status(gid()).result();
    if (!status)
        return fail(ErrorCode::OutcomeUnknown, u"it is not known whether the transaction is committed: %1"_s.arg(status.error().message));
    const bool isCommitted = *status == TransactionStatus::Submitted || *status == TransactionStatus::Succeeded;
    return isCommitted ? Result<>() : fail(ErrorCode::Conflict, u"the transaction has been rolled back: %1"_s.arg(told.error().message));
}

Result<> AtTransaction::rollback(const QString &reason)
{
    if (!m_isInitiator)
        return {};
    m_decided = true;
    client::TransactionRequest request = requestOf(gid(), m_options);
    request.rollbackReason = reason;
    const Result<> told = toldWithin(m_options.tries, [&] { return m_coordinator->abort(request).result(); });
    if (told || told.error().code != ErrorCode::Conflict)
        return told;
    const Result<std::optional<TransactionStatus>> status = m_coordinator->status(gid()).result();
    const bool isTurnedBack = status && (*status == TransactionStatus::Aborting || *status == TransactionStatus::Failed);
    return isTurnedBack ? Result<>() : told;
}

} // namespace txdesk::at
