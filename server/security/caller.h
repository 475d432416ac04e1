// Who stands behind a request, once the doorkeeper has let it in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/base/strong_id.h"
#include "shared/model/audit_record.h"

namespace txdesk::security {

struct Caller
{
    Role role = Role::Nobody;
    QString actor{};     // name of the token or certificate; "loopback" for a trusted one
    QString tokenId{};   // empty: no token
    TokenScope scope{};
    QString address{};
    QString requestId{}; // also in answers of status 5xx and in the log

    [[nodiscard]] AuditContext context() const { return {actor, tokenId, role, address, requestId}; }
    [[nodiscard]] bool mayTouch(const Gid &gid) const { return scope.gidPrefix.isEmpty() || gid.value.startsWith(scope.gidPrefix); }
    [[nodiscard]] bool mayTouch(TransactionKind kind) const { return scope.kinds.isEmpty() || scope.kinds.contains(kind); }

    // NotAllowed: "gid outside token scope", "trans_type outside token scope".
    [[nodiscard]] Result<> check(const Gid &gid, std::optional<TransactionKind> kind = {}) const;
};

} // namespace txdesk::security
