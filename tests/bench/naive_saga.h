// What P2 compares with: the same sagas stored row by row, each step in a commit of its own, over one connection, without
// HTTP or participants.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_store.h"

#include <chrono>

namespace txdesk::bench {

[[nodiscard]] double naiveSagasPerSecond(const store::MysqlOptions &options, std::chrono::milliseconds duration);

} // namespace txdesk::bench
