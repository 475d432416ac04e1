// How a TCC and an XA transaction end: prepared, then submitted when the initiator's body worked, else aborted.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/coordinator_connection.h"

#include <QObject>

#include <functional>
#include <memory>

namespace txdesk::client {

// T has prepare(), submit() and abort() as Tcc and Xa have. The body's own error is what the caller gets.
template<class T>
[[nodiscard]] Result<> runTwoPhase(T &transaction, CoordinatorConnection &coordinator, const std::function<Result<>(T &)> &body)
{
    if (const Result<> prepared = transaction.prepare(coordinator).result(); !prepared)
        return prepared;
    const Result<> worked = body(transaction);
    if (worked)
        return transaction.submit(coordinator).result();
    // Should the abort get lost, the coordinator aborts by itself when the transaction's time is over.
    static_cast<void>(transaction.abort(coordinator, worked.error().message).result());
    return worked;
}

template<class T>
[[nodiscard]] QFuture<Result<>> runTwoPhase(T value, CoordinatorConnection &coordinator, QObject *context,
                                            const std::function<QFuture<Result<>>(T &)> &body)
{
    const auto transaction = std::make_shared<T>(std::move(value));
    const auto end = [transaction, &coordinator](const Result<> &worked) {
        if (worked)
            return transaction->submit(coordinator);
        return transaction->abort(coordinator, worked.error().message).then([worked](const Result<> &) { return worked; });
    };
    return transaction->prepare(coordinator)
        .then(context,
              [transaction, context, body, end](const Result<> &prepared) {
                  return prepared ? body(*transaction).then(context, end).unwrap() : QtFuture::makeReadyFuture(prepared);
              })
        .unwrap();
}

} // namespace txdesk::client
