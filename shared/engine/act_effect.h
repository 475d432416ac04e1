// Whether an operator's act has visibly done what it was for. The server's jobs and the console judge by it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/action.h"
#include "shared/model/global_transaction.h"

namespace txdesk::engine {

// How long the effect of an accepted act is waited for.
inline constexpr Milliseconds effectWait{10'000};

// `before`: what the act was asked of; of it status, attempts, failures, parked, paused and epoch count.
[[nodiscard]] bool hasTakenEffect(Action action, const GlobalTransaction &before, const GlobalTransaction &now);

} // namespace txdesk::engine
