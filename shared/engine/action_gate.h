// Which actions a person may take on a transaction right now, and why not. The one place with such rules:
// the server refuses by it, the console greys by it, the preview shows by it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/settings.h"
#include "shared/model/transaction_detail.h"

namespace txdesk::engine {

[[nodiscard]] ActionState gate(Action action, const GlobalTransaction &transaction, Instant now);
[[nodiscard]] QList<ActionState> gateAll(const GlobalTransaction &transaction, Instant now);

// The calls the coordinator will make next by itself.
[[nodiscard]] QList<PlannedCall> plannedCalls(const TransactionSnapshot &snapshot, const EngineSettings &settings, Instant now);

// What an action would lead to: the calls that follow, and what it will not undo, in words.
struct Preview
{
    QList<PlannedCall> calls;
    QStringList willDo;
    QStringList willNotDo;
};
[[nodiscard]] Preview preview(Action action, const TransactionSnapshot &snapshot, const EngineSettings &settings, Instant now);

} // namespace txdesk::engine
