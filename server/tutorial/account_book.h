// The tutorial's account_info: Zhang San's account "1" at bank1, Li Si's account "2" at bank2.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/client/branch_answer.h"

#include <QSqlDatabase>
#include <QStringList>

namespace txdesk::tutorial {

// Everything that a bank's database of the tutorial holds: accounts, undo log, the logs of TCC, de_duplication, barrier.
[[nodiscard]] QStringList bankTables();
// Creates them and opens the account, unless they are there. database: "bank1" or "bank2".
[[nodiscard]] Result<> createBank(QSqlDatabase db, QLatin1StringView database);

// Adds to an account, or takes from it, in the transaction that is open. Rejected: there is none, or too little on it.
[[nodiscard]] client::BranchAnswer addToAccount(QSqlDatabase db, const QString &accountNo, double amount);

// The account of a bank: "1" or "2".
[[nodiscard]] QString accountOf(QLatin1StringView database);

} // namespace txdesk::tutorial
