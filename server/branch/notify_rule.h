// When a best-effort notification counts as taken: other than for DTM's kinds, any 2xx does, and the receiver's word if the
// sender has named one. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/answer_words.h"
#include "shared/engine/effect.h"

namespace txdesk::branch {

// Whether this call is a delivery; a back-check of its sender is judged as every other.
[[nodiscard]] bool isNotification(const engine::Call &call);

// Succeeded, or Unknown with what was wrong: a receiver cannot refuse a result that stands.
[[nodiscard]] engine::CallAnswered notifiedBy(const engine::Call &call, const http::ClientResult &result);

} // namespace txdesk::branch
