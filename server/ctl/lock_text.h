// What AT holds, who waits and what would be put back, for people. Pure; golden texts in tests/ctl.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/row_lock.h"

#include <QJsonObject>

namespace txdesk::ctl {

[[nodiscard]] QString locksText(const QList<LockHolder> &locks, Instant now);
[[nodiscard]] QString waitsText(const QList<LockWait> &waits, Instant now);

// `answer`: of GET /api/v1/transactions/{gid}/undo. Rows that are not as the branch left them are marked.
[[nodiscard]] QString undoText(const QJsonObject &answer);

} // namespace txdesk::ctl
