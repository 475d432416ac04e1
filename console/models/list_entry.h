// One row of TransactionListModel with its texts: private to the model's source files.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/transaction_list_model.h"

namespace txdesk::console {

struct TransactionListModel::Entry
{
    using Cells = std::array<QString, ColumnCount>;

    TransactionRow row;
    int place = 0;
    QString cursorAfter;           // of the page this row ended; empty within a page
    std::optional<Instant> leftAt; // when it stopped matching the filter
    std::unique_ptr<Cells> cells;  // those that do not depend on the time; null until somebody looks
    Look look{};
    Instant flashedAt{};
    quint32 flashed = 0; // columns, as bits

    explicit Entry(const TransactionRow &r) : row(r) {}
};

} // namespace txdesk::console
