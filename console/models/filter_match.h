// Whether a transaction belongs to a list: the console's own answer to "does this changed row still match?".
// Source: docs/api.md, the same rules as the server's list.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_page.h"

namespace txdesk::console {

inline constexpr int stuckFailures = 3;
inline constexpr Milliseconds stuckAge{5 * 60'000};
inline constexpr Milliseconds stuckOverdue{30'000};

// now: server time.
[[nodiscard]] bool isStuck(const GlobalTransaction &transaction, Instant now);
[[nodiscard]] bool matches(const TransactionFilter &filter, const TransactionRow &row, Instant now);

// The list changes by itself as time passes, without any transaction changing.
[[nodiscard]] bool dependsOnTime(const TransactionFilter &filter);

} // namespace txdesk::console
