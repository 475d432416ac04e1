// What a stock DTM lets a person do to a transaction right now, and why not the rest. Source: spec/console 3.7, D5-D8.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/action.h"
#include "shared/model/global_transaction.h"

#include <QHash>
#include <QList>

namespace txdesk::console::dtm {

// Every action, allowed or not. Reasons are the gate's English: engineSentence() translates them.
[[nodiscard]] QList<ActionState> gateAll(const GlobalTransaction &transaction, Instant now);
// What it can never do, and why.
[[nodiscard]] QHash<Action, QString> neverAllowed();

} // namespace txdesk::console::dtm
