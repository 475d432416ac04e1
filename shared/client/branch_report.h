// What an AT participant tells of a branch's local transaction once it is over.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/strong_id.h"

#include <QByteArray>

namespace txdesk::client {

struct BranchReport
{
    Gid gid;
    BranchId branch;
    bool isDone = false; // it has committed; else it never will. One that may have is not reported.
    QString reason{};

    [[nodiscard]] QByteArray toJson() const;

    friend bool operator==(const BranchReport &, const BranchReport &) = default;
};

} // namespace txdesk::client
