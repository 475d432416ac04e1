// A TCC participant whose guards a person can read in its own database: local_try_log, local_confirm_log, local_cancel_log.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/tcc_log.h"

#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

// One handler for three URLs, as with the barrier. Try takes the money, cancel gives it back, confirm has nothing to do.
// TccLog::createTables(db) made the tables when the service started.
BranchAnswer debitByLogs(const txdesk::http::Request &request, QSqlDatabase db)
{
    auto log = TccLog::from(request);
    if (!log)
        return BranchAnswer::rejected(log.error().message);
    const QString op = log->context().op;
    return log->call(db, [op](QSqlDatabase &bank) {
        if (op == "confirm"_L1)
            return BranchAnswer::succeeded();
        QSqlQuery change(bank);
        if (!change.exec(op == "try"_L1 ? u"UPDATE accounts SET balance = balance - 30 WHERE id = 1 AND balance >= 30"_s
                                        : u"UPDATE accounts SET balance = balance + 30 WHERE id = 1"_s))
            return BranchAnswer::unknown(change.lastError().text());
        return change.numRowsAffected() == 1 ? BranchAnswer::succeeded() : BranchAnswer::rejected(u"too little money"_s);
    });
}
