// What stands in a service's tables, as JSON: what tests compare and stories show.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QJsonObject>
#include <QSqlDatabase>

namespace txdesk::tutorial {

// {"account_info":[{"id":2,"account_no":"1",..}],..}; no passwords, of long values the first letters.
[[nodiscard]] Result<QJsonObject> tableRows(const QSqlDatabase &db, const QStringList &tables);

} // namespace txdesk::tutorial
