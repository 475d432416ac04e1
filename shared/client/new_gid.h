// Makes a transaction's name without asking the coordinator.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/strong_id.h"

namespace txdesk::client {

// 22 letters of DTM's alphabet: 8 of time, so that later names sort later and the store stays fast, then 14 random.
[[nodiscard]] Gid newGid(); // Thread: any

} // namespace txdesk::client
