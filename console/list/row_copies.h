// Rows of the list as they go to the clipboard: what is on screen as text, everything known as JSON; secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/transaction_list_model.h"

namespace txdesk::console {

// A header line, then a line a row; cells are separated by tabs. Gids that are not in the model are left out.
[[nodiscard]] QString rowsAsText(const TransactionListModel &model, const QList<Gid> &gids, const QList<int> &columns);

// A list of objects as /api/v1/transactions has them.
[[nodiscard]] QString rowsAsJson(const QList<TransactionRow> &rows);

} // namespace txdesk::console
