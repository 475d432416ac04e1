// Creates a bank's tables and moves its money.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/account_book.h"

#include "server/tutorial/service.h"
#include "shared/at/undo_log.h"
#include "shared/client/branch_barrier.h"
#include "shared/client/tcc_log.h"

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

QStringList bankTables()
{
    return {u"account_info"_s, u"undo_log"_s, u"local_try_log"_s, u"local_confirm_log"_s, u"local_cancel_log"_s, u"de_duplication"_s, u"barrier"_s};
}

QString accountOf(QLatin1StringView database)
{
    return database == "bank2"_L1 ? u"2"_s : u"1"_s;
}

Result<> createBank(QSqlDatabase db, QLatin1StringView database)
{
    if (const Result<QSqlQuery> made = runStatement(db, "create_account_info"_L1); !made)
        return tl::unexpected(made.error());
    for (const Result<> &made : {at::UndoLog(db).createTable(), client::TccLog::createTables(db), client::Inbox::createTable(db),
                                 client::BranchBarrier::createTable(db)})
        if (!made)
            return made;
    const QVariantList account = database == "bank2"_L1 ? QVariantList{3, u"李四"_s, u"2"_s, 0.0} : QVariantList{2, u"张三"_s, u"1"_s, 1000.0};
    const Result<QSqlQuery> seeded = runStatement(db, "seed_account"_L1, account);
    return seeded ? Result<>() : tl::unexpected(seeded.error());
}

client::BranchAnswer addToAccount(QSqlDatabase db, const QString &accountNo, double amount)
{
    return oneRow(changeRows(std::move(db), "account_add"_L1, {amount, accountNo, amount}), u"account %1: there is none, or too little on it"_s.arg(accountNo.left(64)));
}

} // namespace txdesk::tutorial
