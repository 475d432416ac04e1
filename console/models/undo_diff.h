// The three-way view of an undo record: for each row and column what it was, what the transaction made of it, what it is
// now, and what that means.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/undo_view.h"
#include "console/theme/theme.h"
#include "shared/model/action.h"

#include <QCoreApplication>

namespace txdesk::console {

// In order: a row's verdict is the worst of its cells.
enum class CellVerdict {
    Untouched, // not changed by the transaction, and still the same
    Restored,  // as it was before: nothing to put back
    Unchanged, // as the transaction left it: a rollback puts the old value back
    NotOurs,   // somebody else changed a column that the transaction did not: it is neither compared nor written
    Foreign,   // somebody else changed what the transaction had changed: dirty
};

struct UndoCell
{
    QString table;
    QString row;    // its key as people read it: "2", "7, b"
    QString column; // "(whole row)": the row came or went
    QString before; // values as people read them; secrets hidden
    QString after;
    QString now;
    CellVerdict verdict = CellVerdict::Untouched;

    friend bool operator==(const UndoCell &, const UndoCell &) = default;
};

class UndoWords
{
    Q_DECLARE_TR_FUNCTIONS(UndoWords)

public:
    [[nodiscard]] static QString value(const UndoValue &value);
    [[nodiscard]] static QString verdict(CellVerdict verdict); // "✖ changed by somebody else"; the first character is a glyph
    [[nodiscard]] static QString explanation(CellVerdict verdict); // a sentence
    [[nodiscard]] static Meaning meaning(CellVerdict verdict);
    // What a decision about the dirty rows does to each value: "account_info 2, account_balance: 950 becomes 1000".
    [[nodiscard]] static QStringList stake(const UndoView &view, Action decision);
    // "1 of 3 rows was changed by somebody else: …"; plain when nothing is dirty.
    [[nodiscard]] static QString summary(const UndoView &view);
};

// Row by row in the record's order; within a row the cells that somebody else changed first, then those that will be put back.
[[nodiscard]] QList<UndoCell> undoCells(const UndoView &view);
[[nodiscard]] bool isDirty(const UndoView &view);

} // namespace txdesk::console
