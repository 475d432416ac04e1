// A message of kind notify, with its own options.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/notification.h"

namespace txdesk::client {

Notification::Notification(Gid txNo) : m_message(std::move(txNo), TransactionKind::Notify) {}

Notification &Notification::add(const QString &target, const QByteArray &body)
{
    m_message.add(target, body);
    return *this;
}

Notification &Notification::addTopic(const QString &topic, const QByteArray &body)
{
    m_message.addTopic(topic, body);
    return *this;
}

Notification &Notification::setHeader(const QString &name, const QString &value)
{
    m_message.m_request.options.branchHeaders[name] = value;
    return *this;
}

Notification &Notification::retryBy(const QList<Seconds> &ladder)
{
    m_message.retryBy(ladder);
    return *this;
}

Notification &Notification::within(Seconds window)
{
    m_message.m_request.options.window = window;
    return *this;
}

Notification &Notification::setBusinessKey(const QString &key)
{
    m_message.setBusinessKey(key);
    return *this;
}

Notification &Notification::expectBody(const QString &word)
{
    m_message.m_request.options.successBody = word;
    return *this;
}

QFuture<Result<>> Notification::submit(CoordinatorConnection &coordinator) const
{
    return m_message.submit(coordinator);
}

Result<> Notification::doAndSubmit(CoordinatorConnection &coordinator, const QString &queryPreparedUrl, const LocalTransaction &local)
{
    return m_message.doAndSubmit(coordinator, queryPreparedUrl, local);
}

QFuture<Result<>> Notification::doAndSubmit(CoordinatorConnection &coordinator, const QString &queryPreparedUrl, QObject *context,
                                            const LocalTransaction &local)
{
    return m_message.doAndSubmit(coordinator, queryPreparedUrl, context, local);
}

} // namespace txdesk::client
