// What a person made of the list: which columns, how wide, in which order; and named views of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/transaction_list_model.h"

namespace txdesk::console {

struct ListColumn
{
    TransactionListModel::Column column = TransactionListModel::Severity;
    int width = 0; // pixels
    bool visible = true;

    friend bool operator==(const ListColumn &, const ListColumn &) = default;
};

// "severity" ... "result", as layouts name the columns.
[[nodiscard]] QString columnName(TransactionListModel::Column column);

// From left to right: "gid:220 status:120 -type:80"; a minus is a hidden column.
[[nodiscard]] QString layoutText(const QList<ListColumn> &columns);
// Columns of a newer console are left out, missing ones come last, hidden. Empty for a text that is none.
[[nodiscard]] QList<ListColumn> layoutFrom(const QString &text);

// A filter, an order and columns under a name.
struct SavedView
{
    QString name{};
    QString filter{};
    TransactionSort sort = TransactionSort::NewestFirst;
    QString columns{}; // layoutText(); empty: by the room there is

    friend bool operator==(const SavedView &, const SavedView &) = default;
};

// The order that the server can sort a column in; empty: it has none.
[[nodiscard]] std::optional<TransactionSort> serverSort(TransactionListModel::Column column, Qt::SortOrder order);
// The column whose header shows that order, and the arrow on it.
[[nodiscard]] std::pair<TransactionListModel::Column, Qt::SortOrder> headerOf(TransactionSort sort);

} // namespace txdesk::console
