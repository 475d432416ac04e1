// A best-effort notification: tells receivers a result that stands whatever they do, again and again with growing waits, until
// each has answered or the time is over. Whoever missed it asks: see QueryBack.
// Source: docs/which-pattern.md (when to take this rather than a message).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/message.h"

namespace txdesk::client {

class Notification
{
public:
    // txNo: the business's number, by which receivers know it and which they ask with.
    explicit Notification(Gid txNo = newGid());

    Notification &add(const QString &target, const QByteArray &body = {}); // a partner's URL; without a body it is a GET
    Notification &addTopic(const QString &topic, const QByteArray &body = {}); // every subscriber gets it
    Notification &setHeader(const QString &name, const QString &value);        // of every call, a signature for example
    // Waits after the 1st, 2nd, .. failed attempt. Unless said: the coordinator's, 1 min 5 min 10 min 30 min 1 h 2 h 5 h 10 h.
    Notification &retryBy(const QList<Seconds> &ladder);
    Notification &within(Seconds window); // no attempt later than this after the begin; unless said: when the ladder ends
    Notification &setBusinessKey(const QString &key);     // what people know it by, if that is not the number itself
    Notification &expectBody(const QString &word); // what a receiver must answer besides 2xx, blanks cut: "success"

    [[nodiscard]] const TransactionRequest &request() const { return m_message.request(); }
    [[nodiscard]] const Gid &txNo() const { return m_message.gid(); }

    // Begins at once. What the caller has committed before is told; a crash before this call means that nobody is told.
    [[nodiscard]] QFuture<Result<>> submit(CoordinatorConnection &coordinator) const;

    // As Message::doAndSubmit(): told if and only if the local transaction commits, whatever crashes between.
    [[nodiscard]] Result<> doAndSubmit(CoordinatorConnection &coordinator, const QString &queryPreparedUrl, const LocalTransaction &local);
    [[nodiscard]] QFuture<Result<>> doAndSubmit(CoordinatorConnection &coordinator, const QString &queryPreparedUrl, QObject *context,
                                                const LocalTransaction &local);

private:
    Message m_message;
};

} // namespace txdesk::client
