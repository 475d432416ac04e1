// Prepares, commits locally, then submits: and what happens when that breaks in the middle.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/message.h"

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

QFuture<Result<>> ready(const Result<> &result)
{
    return QtFuture::makeReadyFuture(result);
}

Result<> localError(const BranchAnswer &answer)
{
    return fail(answer.outcome == Outcome::Rejected ? ErrorCode::Conflict : ErrorCode::OutcomeUnknown, answer.message);
}

} // namespace

Message::Message(Gid gid) : Message(std::move(gid), TransactionKind::Message) {}

Message::Message(Gid gid, TransactionKind kind) : m_request{.gid = std::move(gid), .kind = kind} {}

Message &Message::add(const QString &action, const QByteArray &payload)
{
    m_request.steps.append({.action = action, .compensate = {}, .payload = payload});
    return *this;
}

Message &Message::addTopic(const QString &topic, const QByteArray &payload)
{
    return add(u"topic://"_s + topic, payload);
}

Message &Message::delayBy(Seconds delay)
{
    m_request.custom.delay = delay;
    return *this;
}

Message &Message::runConcurrently()
{
    m_request.options.concurrent = true;
    return *this;
}

Message &Message::retryBy(const QList<Seconds> &ladder)
{
    m_request.options.retryLadder = ladder;
    m_request.defaultLadder = false;
    return *this;
}

Message &Message::retryByDefaultLadder()
{
    m_request.options.retryLadder.clear();
    m_request.defaultLadder = true;
    return *this;
}

Message &Message::checkEvery(Seconds interval, int atMost)
{
    m_request.options.checkInterval = interval;
    m_request.options.checkMax = atMost;
    return *this;
}

Message &Message::setBusinessKey(const QString &key)
{
    m_request.businessKey = key;
    return *this;
}

Message &Message::setOptions(const TransactionOptions &options)
{
    const bool concurrent = m_request.options.concurrent || options.concurrent;
    m_request.options = options;
    m_request.options.concurrent = concurrent;
    return *this;
}

QFuture<Result<>> Message::prepare(CoordinatorConnection &coordinator, const QString &queryPreparedUrl)
{
    m_request.queryPrepared = queryPreparedUrl;
    TransactionRequest request = m_request;
    request.custom.delay = Seconds{0}; // told at submit only
    return coordinator.prepare(request);
}

QFuture<Result<>> Message::submit(CoordinatorConnection &coordinator) const
{
    return coordinator.submit(m_request);
}

BranchBarrier Message::ownBarrier(const CoordinatorConnection &coordinator) const
{
    return BranchBarrier({.gid = m_request.gid,
                          .kind = nameIn(transactionKindNames, m_request.kind),
                          .branch = BranchId{u"00"_s},
                          .op = u"msg"_s,
                          .coordinator = coordinator.baseUrl()});
}

// Tells the coordinator how the local transaction ended; the caller gets the local error in every case.
QFuture<Result<>> Message::settle(CoordinatorConnection &coordinator, const BranchAnswer &answer) const
{
    if (answer.outcome == Outcome::Succeeded)
        return coordinator.submit(m_request);
    const Result<> error = localError(answer);
    TransactionRequest abortion{.gid = m_request.gid, .kind = m_request.kind, .rollbackReason = answer.message};
    if (answer.outcome == Outcome::Rejected)
        return coordinator.abort(abortion).then([error](const Result<> &) { return error; });

    return coordinator.callBranch(ownBarrier(coordinator).context().addedTo(m_request.queryPrepared))
        .then([&coordinator, error, abortion, request = m_request](const BranchAnswer &told) {
            QFuture<Result<>> next = ready(error);
            if (told.outcome == Outcome::Succeeded)
                next = coordinator.submit(request);
            else if (told.outcome == Outcome::Rejected)
                next = coordinator.abort(abortion);
            return next.then([error](const Result<> &) { return error; });
        })
        .unwrap();
}

Result<> Message::doAndSubmit(CoordinatorConnection &coordinator, const QString &queryPreparedUrl, const LocalTransaction &local)
{
    if (const Result<> prepared = prepare(coordinator, queryPreparedUrl).result(); !prepared)
        return prepared;
    BranchBarrier barrier = ownBarrier(coordinator);
    return settle(coordinator, local(barrier)).result();
}

QFuture<Result<>> Message::doAndSubmit(CoordinatorConnection &coordinator, const QString &queryPreparedUrl, QObject *context,
                                       const LocalTransaction &local)
{
    return prepare(coordinator, queryPreparedUrl)
        .then(context,
              [message = *this, &coordinator, local](const Result<> &prepared) {
                  if (!prepared)
                      return ready(prepared);
                  BranchBarrier barrier = message.ownBarrier(coordinator);
                  return message.settle(coordinator, local(barrier));
              })
        .unwrap();
}

} // namespace txdesk::client
