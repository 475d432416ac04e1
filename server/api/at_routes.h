// AT's registerBranch, which shares its URL with the other kinds; the rest of AT's handlers stand in handlers.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/route_table.h"

#include <QJsonObject>

namespace txdesk::api {

// `json`: the body, as codec::KeyRule::LikeGo leaves it. Answered when the rows are locked or will not be in time.
void registerAtBranch(ApiParts &parts, const ExchangePtr &exchange, const QJsonObject &json);

} // namespace txdesk::api
