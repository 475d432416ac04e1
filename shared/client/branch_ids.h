// Numbers the branches that one initiator adds to a transaction: "01", "02", ...; below branch "02": "0201", "0202", ...
// Source: DTM's client libraries, whose ids these are.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/base/strong_id.h"

namespace txdesk::client {

// A value. The same sequence of calls gives the same ids: that is what a workflow's replay relies on.
class BranchIds
{
public:
    static constexpr int childrenMax = 99;
    static constexpr qsizetype parentMax = 20; // letters; a longer parent may have no children

    explicit BranchIds(BranchId parent = {}) : m_parent(std::move(parent)) {}

    // InvalidRequest when there are no more.
    [[nodiscard]] Result<BranchId> next();

private:
    BranchId m_parent;
    int m_given = 0;
};

} // namespace txdesk::client
