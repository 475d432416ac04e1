// What an initiator or a participant tells a coordinator about one branch: DTM's body of registerBranch.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/strong_id.h"
#include "shared/model/vocabulary.h"

#include <QByteArray>

namespace txdesk::client {

// Which members count depends on the kind.
struct BranchRegistration
{
    Gid gid;
    TransactionKind kind = TransactionKind::Tcc;
    BranchId branch;
    QByteArray data{};    // tcc: the body of confirm and cancel; workflow: what the step returned, or why it failed; UTF-8
    QString confirm{};    // tcc: URL
    QString cancel{};     // tcc: URL
    QString url{};        // xa: where commit or rollback is called
    QString op{};         // workflow: "action", "commit", "rollback"
    OpStatus status = OpStatus::Prepared; // workflow: Succeeded or Failed

    [[nodiscard]] QByteArray toJson() const; // a flat object of strings

    friend bool operator==(const BranchRegistration &, const BranchRegistration &) = default;
};

} // namespace txdesk::client
