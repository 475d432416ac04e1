// The HTTP request that one call of an op becomes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"
#include "shared/http/client.h"

namespace txdesk::branch {

// What the participant is told to do: the op's name, or a workflow's.
[[nodiscard]] QString opTextOf(const engine::Call &call);

// Ours, and over them the transaction's branch_headers.
[[nodiscard]] QList<http::Header> headersFor(const engine::Call &call);

// POST when there is a payload or the transaction is XA, else GET; branch_id, gid, op, trans_type are appended to the URL's query in this
// (alphabetical) order. Source: DTM's protocol, HTTP call.
[[nodiscard]] http::ClientRequest requestFor(const engine::Call &call);

} // namespace txdesk::branch
