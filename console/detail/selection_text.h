// What is selected in a transaction, to paste elsewhere: as text, and as JSON; secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/selection_hub.h"
#include "shared/model/transaction_detail.h"

#include <QTimeZone>

namespace txdesk::console {

// The journal events of the selection, a line each; of the whole transaction if nothing is selected.
[[nodiscard]] QString selectionText(const TransactionDetail &detail, const CallSelection &selection, const QTimeZone &zone);
[[nodiscard]] QString selectionJson(const TransactionDetail &detail, const CallSelection &selection);

// Which of the events a selection means.
[[nodiscard]] QList<JournalEvent> selectedEvents(const TransactionDetail &detail, const CallSelection &selection);

} // namespace txdesk::console
