// The HTTP request that one call of an op becomes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"
#include "shared/http/client.h"

namespace txdesk::branch {

// POST when there is a payload, else GET; branch_id, gid, op, trans_type are appended to the URL's query in this
// (alphabetical) order; branch_headers override ours. Source: DTM's protocol, HTTP call.
[[nodiscard]] http::ClientRequest requestFor(const engine::Call &call);

} // namespace txdesk::branch
