// What an AT participant asks a coordinator: a branch with the locks of its rows (registerBranch), or whether rows are free
// (at/lockQuery).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/strong_id.h"
#include "shared/client/table_locks.h"

namespace txdesk::client {

struct LockRequest
{
    Gid gid{};            // empty, lockQuery only: of no transaction
    QString requestId{};  // registerBranch: the same again is answered the same, and nothing is done twice
    QString resource{};   // which database
    QString url{};        // registerBranch: where phase two is called
    QList<TableLocks> locks{};
    Milliseconds wait{0}; // registerBranch: how long the coordinator may wait for the rows; at most 5 s

    [[nodiscard]] QByteArray toJson() const; // members that are empty are left out

    friend bool operator==(const LockRequest &, const LockRequest &) = default;
};

} // namespace txdesk::client
