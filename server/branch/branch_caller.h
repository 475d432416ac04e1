// Calls one branch operation over HTTP and says what is known of its outcome. docs/branch-protocol.md is its contract.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"
#include "shared/http/client.h"

#include <functional>

namespace txdesk::branch {

// Pure: DTM's order of rules. 425 or the text ONGOING; then 409 or the text FAILURE; then anything but 200 is unknown.
// The text is looked for in the first 64 KiB.
struct Verdict
{
    Outcome outcome = Outcome::Unknown;
    bool byText = false; // the body's words decided, not the status
};
[[nodiscard]] Verdict classify(int httpStatus, QByteArrayView body);

// Pure: what DTM sends. POST when there is a payload, else GET; branch_id, gid, op, trans_type are appended to the query.
[[nodiscard]] http::ClientRequest requestFor(const engine::Call &call);

using Answered = std::function<void(engine::CallAnswered &&)>;

class BranchCaller
{
public:
    virtual ~BranchCaller() = default;
    virtual void call(const engine::Call &call, Answered done) = 0; // done exactly once, never before call() returns
};

} // namespace txdesk::branch
