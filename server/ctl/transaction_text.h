// Transactions for people: the list, and one with its timeline. Pure; golden texts in tests/ctl.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/transaction_detail.h"
#include "shared/model/transaction_page.h"

namespace txdesk::ctl {

[[nodiscard]] QString listText(const QList<TransactionRow> &rows, Instant now);

// Head, why it waits, timeline, what comes next, what may be done.
[[nodiscard]] QString detailText(const TransactionDetail &detail, Instant now);

// One or more sentences: why it has not ended, or how it did.
[[nodiscard]] QString whyText(const TransactionDetail &detail, Instant now);

// "The server says status "frozen", which this txdeskctl does not know: update it." Empty: it knows what an act depends on.
[[nodiscard]] QString unknownText(const GlobalTransaction &transaction);

} // namespace txdesk::ctl
