// What the verdict rules ask of a transaction, worked out once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/branch_rows.h"
#include "shared/model/row_lock.h"

#include <QTimeZone>

namespace txdesk::console {

struct VerdictFacts
{
    const TransactionDetail &detail;
    const GlobalTransaction &transaction;
    Instant now;
    QTimeZone zone;
    QList<BranchRow> branches;
    const BranchRow *troubled = nullptr; // the branch whose op fails or hangs now; null: none
    const OpSummary *trouble = nullptr;  // that op
    const BranchRow *calling = nullptr;  // a branch that is being called now
    const OpSummary *call = nullptr;
    QStringList done{};                      // branches that did their work, and nothing undid it
    QStringList countedDone{};               // a person counted them as done: nobody called them successfully
    QStringList undone{};                    // branches whose compensation, cancel or rollback succeeded
    QStringList countedUndone{};             // a person counted them as undone
    QStringList hadDoneNothing{};            // there was nothing to undo at them
    QStringList kept{};                      // at: a person kept their rows as they are
    QStringList maybeRan{};                  // called, did not clearly succeed, and not undone
    QStringList cannotBeUndone{};            // of done, countedDone and maybeRan: they have nothing to call for that
    QStringList registered{};                // tcc, xa, at: branches of the first phase; workflow: recorded steps
    QStringList open{};                      // tcc, xa, at: registered, neither finished nor undone
    QStringList markedFailed{};              // a person counted their action as rejected; they did not say no
    bool inferred = false;                   // its attempts were concluded, not recorded: their number is "≈"
    QString refusedBranch{};                 // whose action said no; empty: none
    const JournalEvent *manualAct = nullptr; // the newest
    QList<LockWait> waits{};                    // at: locks that it waits for
    const JournalEvent *secondRunner = nullptr; // workflow: the newest answer of a client that was not the first to record a step
};

[[nodiscard]] VerdictFacts verdictFacts(const TransactionDetail &detail, Instant now, const QTimeZone &zone);

} // namespace txdesk::console
