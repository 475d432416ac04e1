// Whether a caller may touch one transaction, on the routes that name it by gid alone.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/api_parts.h"

namespace txdesk::api {

// "gid outside token scope" or "trans_type outside token scope", counted and recorded as `action`; or nothing. The kind
// is read from the store if the caller's scope names kinds. A gid that is not there is in scope of whoever may use it.
void checkScope(ApiParts &parts, const security::Caller &caller, const QString &action, const Gid &gid, std::function<void(Result<> &&)> done);

// An act on all transactions at once is not for tokens that may touch only some.
[[nodiscard]] Result<> checkUnlimited(ApiParts &parts, const security::Caller &caller, const QString &action);

} // namespace txdesk::api
