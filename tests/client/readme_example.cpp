// Moves 30 from one bank to another: both happen, or neither.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_barrier.h"
#include "shared/client/saga.h"

#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

// The initiator: two steps, each with what undoes it.
txdesk::Result<> transfer(CoordinatorConnection &coordinator, const QString &bankA, const QString &bankB)
{
    Saga saga;
    saga.add(bankA + "/TransOut"_L1, bankA + "/TransOutCompensate"_L1, R"({"amount":30})")
        .add(bankB + "/TransIn"_L1, bankB + "/TransInCompensate"_L1, R"({"amount":30})");
    return saga.submit(coordinator).result();
}

// A participant: the barrier lets the business run once and in order, in one local transaction with its own row.
BranchAnswer transOut(const txdesk::http::Request &request, QSqlDatabase db)
{
    auto barrier = BranchBarrier::from(request);
    if (!barrier)
        return BranchAnswer::rejected(barrier.error().message);
    return barrier->call(db, [](QSqlDatabase &bank) {
        QSqlQuery debit(bank);
        if (!debit.exec(u"UPDATE accounts SET balance = balance - 30 WHERE id = 1 AND balance >= 30"_s))
            return BranchAnswer::unknown(debit.lastError().text());
        return debit.numRowsAffected() == 1 ? BranchAnswer::succeeded() : BranchAnswer::rejected(u"too little money"_s);
    });
}
