// Joins what several statements did to one row into what came of it, so that an undo record holds each row once. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/change_set.h"

namespace txdesk::at {

// In order of each row's first change. A row that came out as it was is gone from the items; locks stay.
// Columns that a later item does not hold are as an earlier one left them.
[[nodiscard]] QList<UndoItem> netChanges(const QList<UndoItem> &items);

} // namespace txdesk::at
