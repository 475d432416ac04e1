// A log of the tutorial's kind, (tx_no, create_time): what TccLog and Inbox share. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_barrier.h"

#include <functional>

namespace txdesk::client {

// Marker: the number is taken, what it stands for has not happened and never will.
enum class TxLogRow { Absent, Marker, Done };

[[nodiscard]] Result<> createTxLog(QSqlDatabase &db, const QString &table);
// Inserts the row as Done or Marker. True: it is new. False: the number was there, committed; waits for one that is still
// open in another session, Unavailable when that takes too long.
[[nodiscard]] Result<bool> insertTxLogRow(QSqlDatabase &db, const QString &table, const QString &txNo, TxLogRow row);
[[nodiscard]] Result<TxLogRow> txLogRow(QSqlDatabase &db, const QString &table, const QString &txNo);

// Whether it is the business's turn. `answer` is given when it is not; its note goes into the business's answer when it is.
struct Turn
{
    bool isBusiness = false;
    BranchAnswer answer{};

    [[nodiscard]] static Turn toWork() { return {.isBusiness = true, .answer = {.barrier = BarrierNote::Run}}; }
    [[nodiscard]] static Turn past(BarrierNote note) { return {.isBusiness = false, .answer = {.barrier = note}}; }
    [[nodiscard]] static Turn refused(BranchAnswer why) { return {.isBusiness = false, .answer = std::move(why)}; }
};

// One local transaction: `enter`, the business if it is its turn, and the commit; a rollback unless all is well.
[[nodiscard]] BranchAnswer inLocalTransaction(QSqlDatabase db, const std::function<Result<Turn>(QSqlDatabase &)> &enter, const Business &business);

} // namespace txdesk::client
