// Takes 30 out of an account here and tells another bank, if and only if that committed.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/message.h"

#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

// The initiator. Whatever happens between the local commit and the submit, the coordinator asks `backCheckUrl`.
txdesk::Result<> transferByMessage(CoordinatorConnection &coordinator, const QString &backCheckUrl, const QString &bankB, QSqlDatabase db)
{
    Message message;
    message.add(bankB + "/TransIn"_L1, R"({"amount":30})");
    return message.doAndSubmit(coordinator, backCheckUrl, [db](BranchBarrier &barrier) {
        return barrier.call(db, [](QSqlDatabase &bank) {
            QSqlQuery debit(bank);
            if (!debit.exec(u"UPDATE accounts SET balance = balance - 30 WHERE id = 1 AND balance >= 30"_s))
                return BranchAnswer::unknown(debit.lastError().text());
            return debit.numRowsAffected() == 1 ? BranchAnswer::succeeded() : BranchAnswer::rejected(u"too little money"_s);
        });
    });
}

// What answers at `backCheckUrl`; not in the thread that runs transferByMessage().
BranchAnswer answerBackCheck(const txdesk::http::Request &request, QSqlDatabase db)
{
    auto barrier = BranchBarrier::from(request);
    return barrier ? barrier->queryPrepared(db) : BranchAnswer::unknown(barrier.error().message);
}
