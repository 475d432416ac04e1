// One row of TransactionListModel with its texts: private to the model's two source files.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/transaction_list_model.h"

namespace txdesk::console {

struct TransactionListModel::Entry
{
    TransactionRow row;
    int place = 0;
    QString cursorAfter;           // of the page this row ended; empty within a page
    std::optional<Instant> leftAt; // when it stopped matching the filter
    bool cellsFilled = false;
    std::array<QString, ColumnCount> cells; // those that do not depend on the time
    Look look;
};

} // namespace txdesk::console
