// Who waits for whom, and who gives way when they wait for each other. Pure: the same edges give the same answer at every
// coordinator.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/row_lock.h"

namespace txdesk::coordinator {

// Of each cycle its youngest transaction, by creation and then by gid, so that no cycle is left without them. In no
// particular order of the edges; duplicates do no harm.
[[nodiscard]] QList<Gid> deadlockVictims(const QList<LockWait> &waits);

} // namespace txdesk::coordinator
