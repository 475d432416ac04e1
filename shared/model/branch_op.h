// One callable step of a transaction: "branch 02, compensate, at this URL with this body".
// The same value is a row of trans_branch_op, an HTTP call, and an arrow of the sequence diagram.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/strong_id.h"
#include "shared/model/vocabulary.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace txdesk {

struct BranchOp
{
    BranchId branch{};
    OpKind kind = OpKind::Action;
    OpStatus status = OpStatus::Prepared;
    QString url{};        // empty: nothing to call, counts as succeeded
    QByteArray payload{}; // sent verbatim; the coordinator never looks inside
    Instant createdAt{};
    std::optional<Instant> finishedAt{}; // set exactly when status leaves Prepared; removed when a person puts it back

    int failures = 0;                // calls that failed; of a delivery by a retry ladder: since the ladder began
    std::optional<Instant> dueAt{};  // ladder (message, notify): not before; empty: at once
    QString lastError{};             // of the newest call that failed, cut at 1024 characters

    friend bool operator==(const BranchOp &, const BranchOp &) = default;
};

} // namespace txdesk
