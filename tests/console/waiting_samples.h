// Transactions that wait for a person, AT ones with locks, and deliveries by a ladder, for console tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/client/undo_view.h"
#include "shared/model/row_lock.h"
#include "shared/model/transaction_detail.h"

namespace txdesk::test {

enum class Waiting {
    AtPhaseOne,
    AtCommitting,  // an undo record is not deleted yet
    AtRollingBack, // branch 01 does not answer
    Dirty,         // branch 01 is refused
    Decided,       // and somebody decided to overwrite
    Kept,          // somebody decided to keep the current data, and it has ended
    Unanswered,    // a message whose sender never said
    DeadLetter,    // a message with two receivers, one given up
    Climbing,      // a notification, three deliveries failed
    GivenUp,       // it ended
};
[[nodiscard]] TransactionDetail waitingDetail(Waiting story, Instant now);

// Row 2 of account_info, whose balance went from 1000 to 998; balanceNow: what it is now.
[[nodiscard]] console::UndoView undoOfTransfer(const QString &balanceNow);
[[nodiscard]] console::UndoValue text(const QString &value);
[[nodiscard]] console::UndoValue integer(const QString &digits);

[[nodiscard]] LockHolder lockOf(const QString &gid, const QString &row, Instant since);
[[nodiscard]] LockWait waitOf(const QString &waiter, const QString &holder, const QString &row, Instant since);

} // namespace txdesk::test
