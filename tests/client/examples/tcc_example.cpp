// Moves 30 from one bank to another: both set it aside first, then both confirm or both cancel.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_barrier.h"
#include "shared/client/tcc.h"

#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

// The initiator: when a try is refused, the error becomes the rollback reason and all branches are cancelled.
txdesk::Result<> transferByTcc(CoordinatorConnection &coordinator, const QString &bankA, const QString &bankB)
{
    return Tcc().run(coordinator, [&](Tcc &tcc) -> txdesk::Result<> {
        for (const QString &branch : {bankA + "/TransOut"_L1, bankB + "/TransIn"_L1}) {
            const auto tried = tcc.callBranch(coordinator, {.tryUrl = branch + "Try"_L1,
                                                            .confirm = branch + "Confirm"_L1,
                                                            .cancel = branch + "Cancel"_L1,
                                                            .payload = R"({"amount":30})"})
                                   .result();
            if (!tried)
                return tl::unexpected(tried.error());
        }
        return {};
    });
}

// A participant: one handler for its three URLs; the barrier reads the op (try, confirm, cancel) from the request.
BranchAnswer transOutTcc(const txdesk::http::Request &request, QSqlDatabase db)
{
    auto barrier = BranchBarrier::from(request);
    if (!barrier)
        return BranchAnswer::rejected(barrier.error().message);
    const QString op = barrier->context().op;
    return barrier->call(db, [op](QSqlDatabase &bank) {
        QSqlQuery change(bank);
        QString sql = u"UPDATE accounts SET frozen = frozen - 30 WHERE id = 1"_s; // confirm: it is spent
        if (op == "try"_L1)
            sql = u"UPDATE accounts SET balance = balance - 30, frozen = frozen + 30 WHERE id = 1 AND balance >= 30"_s;
        else if (op == "cancel"_L1)
            sql = u"UPDATE accounts SET balance = balance + 30, frozen = frozen - 30 WHERE id = 1"_s;
        if (!change.exec(sql))
            return BranchAnswer::unknown(change.lastError().text());
        return change.numRowsAffected() == 1 ? BranchAnswer::succeeded() : BranchAnswer::rejected(u"too little money"_s);
    });
}
