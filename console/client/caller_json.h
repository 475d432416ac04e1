// Who we are, out of the coordinator's own words: /api/v1/whoami.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"

#include <QJsonObject>

namespace txdesk::console {

// Members that are missing or of another type are left empty; an unknown role is Nobody.
[[nodiscard]] CallerInfo callerFromJson(const QJsonObject &json);

} // namespace txdesk::console
