// SPDX-License-Identifier: Apache-2.0
#include "server/security/caller.h"

namespace txdesk::security {

using namespace Qt::StringLiterals;

Result<> Caller::check(const Gid &gid, std::optional<TransactionKind> kind) const
{
    if (!mayTouch(gid))
        return fail(ErrorCode::NotAllowed, u"gid outside token scope"_s, u"gid"_s);
    if (kind && !mayTouch(*kind))
        return fail(ErrorCode::NotAllowed, u"trans_type outside token scope"_s, u"trans_type"_s);
    return {};
}

} // namespace txdesk::security
