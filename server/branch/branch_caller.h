// Calls one branch operation and says what is known of its outcome. docs/branch-protocol.md is its contract.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"

#include <functional>

namespace txdesk::branch {

using Answered = std::function<void(engine::CallAnswered &&)>;

class BranchCaller
{
public:
    virtual ~BranchCaller() = default;
    virtual void call(const engine::Call &call, Answered done) = 0; // done exactly once, never before call() returns
};

} // namespace txdesk::branch
