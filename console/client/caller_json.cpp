// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/caller_json.h"

#include "shared/base/foreign_word.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

CallerInfo callerFromJson(const QJsonObject &json)
{
    CallerInfo caller;
    // A role of a newer server comes before all that are known: what it may do is greyed.
    const QString role = json.value("role"_L1).toString();
    caller.role = role.isEmpty() ? Role::Nobody : keptIn(roleNames, role);
    caller.name = json.value("name"_L1).toString().left(128);
    caller.tokenId = json.value("tokenId"_L1).toString().left(64);
    if (const QJsonValue expires = json.value("expiresAt"_L1); expires.isDouble())
        caller.expiresAt = fromMs(expires.toInteger());
    return caller;
}

} // namespace txdesk::console
