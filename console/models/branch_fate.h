// What became of each branch's work: called or not, undone by a call, counted by a person, or kept on purpose.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/branch_rows.h"

namespace txdesk::console {

enum class BranchFate {
    NotRun,        // its work was never called, or its participant said no
    MayHaveRun,    // it was called, or is the initiator's to call, and nobody knows how that went
    Done,          // it did its work (tcc, xa, at: it was finished), and nothing undid that
    CountedDone,   // a person counted it as done; no call of it succeeded
    Undone,        // its compensation, cancel or rollback succeeded
    CountedUndone, // a person counted that as done; no call of it succeeded
    HadDoneNothing, // the call that undoes found nothing to undo
    Kept,          // at: a person kept the rows as they are; its rollback forgot the undo record only
};

struct BranchEnd
{
    BranchFate fate = BranchFate::NotRun;
    bool canBeUndone = true; // it has something to call for that

    friend bool operator==(const BranchEnd &, const BranchEnd &) = default;
};

// In the order of rows, which are those of the detail; of what the initiator is asked it is always NotRun.
[[nodiscard]] QList<BranchEnd> branchEnds(const TransactionDetail &detail, const QList<BranchRow> &rows);

// The verb of a journal line "verb: reason" of a person's act.
[[nodiscard]] bool isAct(const JournalEvent &event, Action action);

} // namespace txdesk::console
