// The name of a database that everybody who shares its rows must use at the coordinator.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QSqlDatabase>

namespace txdesk::at {

// What the database calls itself, whatever address it was reached by: "mysql:host:3306/bank1",
// "sqlite:/var/lib/bank1.sqlite" (links resolved). Unavailable: it cannot be asked. InvalidRequest: not open, in memory (phase
// two could not reach it), or another driver. Source: Seata's rows were not shared by services that spelled the address in
// two ways, and undo was lost when it was renamed (#6573): where host names change, give a name of your own.
[[nodiscard]] Result<QString> resourceOf(const QSqlDatabase &db);

} // namespace txdesk::at
