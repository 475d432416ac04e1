// The two writes of a saga of two branches, as the coordinator gives them to a store.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"

namespace txdesk::bench {

[[nodiscard]] Gid storedGid(qint64 number); // as newGid makes them: ordered by time, 22 characters
[[nodiscard]] engine::TransactionWrite createSaga(qint64 number);
[[nodiscard]] engine::TransactionWrite finishSaga(const engine::TransactionWrite &created, qint64 id);
[[nodiscard]] constexpr Instant benchAt(qint64 ms) { return fromMs(1'760'000'000'000 + ms); }

} // namespace txdesk::bench
