// The HTTP request that one call of an op becomes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outbound.h"
#include "shared/engine/effect.h"
#include "shared/http/client.h"

namespace txdesk::branch {

// What the participant is told to do: the op's name, or a workflow's.
[[nodiscard]] QString opTextOf(const engine::Call &call);

// Of every call of this coordinator; made once.
[[nodiscard]] QList<http::Header> usualHeaders(const Outbound &outbound);

// Those, and over them the transaction's branch_headers; only Dtm-Outbound is ours alone.
[[nodiscard]] QList<http::Header> headersFor(const engine::Call &call, const QList<http::Header> &usual);

// POST when there is a payload or the transaction is XA, else GET; branch_id, gid, op, trans_type are appended to the URL's query in this
// (alphabetical) order. Source: DTM's protocol, HTTP call.
[[nodiscard]] http::ClientRequest requestFor(const engine::Call &call, const QList<http::Header> &usual);

} // namespace txdesk::branch
