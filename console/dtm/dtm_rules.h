// How a stock DTM decides about time: its defaults, base intervals and deadlines.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_snapshot.h"

namespace txdesk::console::dtm {

// Source: DTM's configuration, whose values a server does not tell: these are its defaults.
inline constexpr Seconds retryIntervalDefault{10};
inline constexpr Seconds timeoutToFailDefault{35};
inline constexpr Seconds cronInterval{3};
inline constexpr int alertRetryLimit = 3;

// Before any failure: retry_interval first, then a shorter timeout, then the default.
[[nodiscard]] Seconds baseInterval(const GlobalTransaction &transaction);
// Failures in a row, counted by the doublings of the interval; 0 for workflows, whose interval never changes.
[[nodiscard]] int failuresByInterval(const GlobalTransaction &transaction);
// When its initiator's time is up: tcc, xa and message while prepared; a saga only when it named a timeout.
[[nodiscard]] std::optional<Instant> deadline(const GlobalTransaction &transaction);

// Steps of a saga whose action may have been sent: all ended ones, and those that could have been called after them.
[[nodiscard]] QList<BranchId> mayHaveRun(const TransactionSnapshot &snapshot);
// It failed although something that ran, or may have, was not undone: forceStop does that and nothing else.
[[nodiscard]] bool looksForced(const TransactionSnapshot &snapshot);

} // namespace txdesk::console::dtm
