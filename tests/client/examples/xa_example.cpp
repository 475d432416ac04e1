// Moves 30 from one bank to another in two prepared database transactions.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/xa.h"
#include "shared/client/xa_branch.h"

#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

// The initiator.
txdesk::Result<> transferByXa(CoordinatorConnection &coordinator, const QString &bankA, const QString &bankB)
{
    return Xa().run(coordinator, [&](Xa &xa) -> txdesk::Result<> {
        for (const QString &url : {bankA + "/TransOutXa"_L1, bankB + "/TransInXa"_L1})
            if (const auto worked = xa.callBranch(coordinator, url, R"({"amount":30})").result(); !worked)
                return tl::unexpected(worked.error());
        return {};
    });
}

// A participant: phase 1 and phase 2 come to the same URL. "bank" is a connection added with driver QMYSQL and the
// database's address. Blocks, so not in the thread of the event loop that serves it.
BranchAnswer transOutXa(const txdesk::http::Request &request, CoordinatorConnection &coordinator)
{
    auto branch = XaBranch::from(request, u"bank"_s);
    if (!branch)
        return BranchAnswer::rejected(branch.error().message);
    return branch->call(coordinator, [](QSqlDatabase &bank) {
        QSqlQuery debit(bank);
        if (!debit.exec(u"UPDATE accounts SET balance = balance - 30 WHERE id = 1 AND balance >= 30"_s))
            return BranchAnswer::unknown(debit.lastError().text());
        return debit.numRowsAffected() == 1 ? BranchAnswer::succeeded() : BranchAnswer::rejected(u"too little money"_s);
    });
}
