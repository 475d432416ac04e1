// Delivery by a retry ladder: each receiver climbs its own, and falls off its end. Messages may have one, notifications do.
// Source: RocketMQ's delay levels; spec/at-tcc-message-notify F.4, G.1. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/plan.h"

namespace txdesk::engine {

[[nodiscard]] bool hasLadder(const GlobalTransaction &transaction);
// Waits after the 1st, 2nd, .. failed delivery: the transaction's own, or a notification's default.
[[nodiscard]] const QList<Seconds> &ladderOf(const GlobalTransaction &transaction, const EngineSettings &settings);
// No delivery is repeated later than that; empty: the ladder's end is the end.
[[nodiscard]] std::optional<Instant> windowEnd(const GlobalTransaction &transaction);

// After a delivery that did not succeed (ONGOING: `failures` are those before it) the next one is due so much later; empty:
// it is given up.
[[nodiscard]] std::optional<Milliseconds> ladderStep(const QList<Seconds> &ladder, int failures);

[[nodiscard]] Plan planDeliveries(const PlanInput &input); // submitted
[[nodiscard]] Plan planGivenUp(const PlanInput &input);    // parked as a dead letter

} // namespace txdesk::engine
