// One call of an op as JSON-RPC 2.0, and what its answer means. Source: DTM's protocol, JSON-RPC call.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outcome_classifier.h"
#include "shared/engine/effect.h"
#include "shared/http/client.h"

namespace txdesk::branch {

// POST to the URL as it is; the method is its query parameter `method`; params are the payload, which must be a JSON object
// or empty, with gid, trans_type, branch_id and op. Digits of its numbers are kept.
[[nodiscard]] Result<http::ClientRequest> jsonRpcRequestFor(const engine::Call &call, const QList<http::Header> &usual);

// HTTP's rules on status and words first, whose result is `verdict`; then the code of `error`: -32901 rejected, -32902 ongoing, any other unknown.
[[nodiscard]] engine::CallAnswered answerFromJsonRpc(engine::CallId id, const http::ClientResult &result, Verdict verdict);

} // namespace txdesk::branch
