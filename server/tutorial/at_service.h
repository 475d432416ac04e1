// What all services that take part in AT have in common: the endpoint of phase two, and a session for one change.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/tutorial/service.h"
#include "shared/at/at_session.h"

namespace txdesk::tutorial {

// POST /at/branch: commit, rollback, what a person decided, and the undo view. Any instance can serve it.
[[nodiscard]] Route atPhaseTwo();

// One local transaction of `transaction` with one statement of sql/tutorial. Conflict with `otherwise` when it changes no row.
[[nodiscard]] Result<> changeByAt(const ServiceParts &parts, const at::AtTransaction &transaction, QSqlDatabase db, QLatin1StringView statement,
                                  const QVariantList &binds, const QString &otherwise);

} // namespace txdesk::tutorial
