// Whether a transaction belongs to a list: the console's own answer to "does this changed row still match?".
// Source: docs/api.md, the same rules as the server's list.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/capabilities.h"
#include "shared/model/transaction_page.h"

namespace txdesk::console {

inline constexpr int stuckFailures = 3;
inline constexpr Milliseconds stuckAge{5 * 60'000};
inline constexpr Milliseconds stuckOverdue{30'000};

inline constexpr qsizetype wholeGidMin = 16; // characters

// Why a transaction counts as stuck: the first clause that holds.
enum class StuckClause { Failures, Overdue, PreparedTooLong, Age };

// now: server time.
[[nodiscard]] std::optional<StuckClause> stuckClause(const GlobalTransaction &transaction, Instant now);
[[nodiscard]] bool isStuck(const GlobalTransaction &transaction, Instant now);
[[nodiscard]] bool matches(const TransactionFilter &filter, const TransactionRow &row, Instant now);

// Which conditions a filter sets.
[[nodiscard]] FilterTerms termsOf(const TransactionFilter &filter);
// Those that a back end with `supported` leaves to the console.
[[nodiscard]] FilterTerms clientSideTerms(const TransactionFilter &filter, FilterTerms supported);
// What is asked of a back end that does not know the conditions in `left`.
[[nodiscard]] TransactionFilter withoutTerms(const TransactionFilter &filter, FilterTerms left);

// The list changes by itself as time passes, without any transaction changing.
[[nodiscard]] bool dependsOnTime(const TransactionFilter &filter);

} // namespace txdesk::console
