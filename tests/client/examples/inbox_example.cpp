// A reliable message with one visible table on both sides: de_duplication says what was sent, and what was received.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/inbox.h"
#include "shared/client/message.h"

#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace txdesk::client;
using txdesk::Seconds;

// The producer: the number and the debit in one local transaction; then everybody who subscribed to the topic is told.
// Inbox::createTable(db) made the table when the service started.
txdesk::Result<> sendOrder(CoordinatorConnection &coordinator, const QString &checkUrl, QSqlDatabase db)
{
    Message message;
    message.addTopic(u"orders"_s, R"({"amount":30})");
    message.retryBy({Seconds{10}, Seconds{30}, Seconds{60}}); // of each receiver; then it is a dead letter
    message.checkEvery(Seconds{30}, 15);                      // when this process dies in between: ask checkUrl
    return message.doAndSubmit(coordinator, checkUrl, [&](BranchBarrier &) {
        return Inbox(message.gid().value).once(db, [](QSqlDatabase &bank) {
            QSqlQuery debit(bank);
            if (!debit.exec(u"UPDATE accounts SET balance = balance - 30 WHERE id = 1 AND balance >= 30"_s))
                return BranchAnswer::unknown(debit.lastError().text());
            return debit.numRowsAffected() == 1 ? BranchAnswer::succeeded() : BranchAnswer::rejected(u"too little money"_s);
        });
    });
}

// What answers at `checkUrl`: committed, or no and never (WhenAbsent::Unknown: ask again, as RocketMQ's listeners do).
BranchAnswer answerOrderCheck(const txdesk::http::Request &request, QSqlDatabase db)
{
    const auto context = TransactionContext::from(request);
    return context ? Inbox(context->gid.value).answerCheckBack(db) : BranchAnswer::unknown(context.error().message);
}

// The consumer, in another database. A message that comes again succeeds and does nothing.
BranchAnswer receiveOrder(const txdesk::http::Request &request, QSqlDatabase db)
{
    const auto context = TransactionContext::from(request);
    if (!context)
        return BranchAnswer::rejected(context.error().message);
    return Inbox(context->gid.value).once(db, [](QSqlDatabase &shop) {
        QSqlQuery credit(shop);
        return credit.exec(u"UPDATE accounts SET balance = balance + 30 WHERE id = 1"_s) ? BranchAnswer::succeeded()
                                                                                       : BranchAnswer::unknown(credit.lastError().text());
    });
}
