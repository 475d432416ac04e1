// Copies a store's SQLite file, whether a server uses it or not.
// Thread: any; blocks on the disk.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

namespace txdesk::ctl {

struct BackupSummary
{
    qint64 bytes = 0;
    qint64 transactions = 0;
};

// One consistent state of `from`, read-only, into the new file `to` of mode 0600, durable and checked on return.
// NotFound: no store there. Conflict: `to` exists. Internal: the copy is not sound; it is removed. Else InvalidRequest or Unavailable.
[[nodiscard]] Result<BackupSummary> backUpSqlite(const QString &from, const QString &to);

} // namespace txdesk::ctl
