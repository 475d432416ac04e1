// Groups of errors and estimated counts as JSON of /api/v1, both ways.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/error_group.h"

#include <QJsonObject>

namespace txdesk::codec {

// {"groups":[{"fingerprint","sample","participant","count","firstSeen":ms,"lastSeen":ms}],"looked","complete"}
[[nodiscard]] QJsonObject toJson(const ErrorGroups &groups);
[[nodiscard]] Result<ErrorGroups> errorGroupsFromJson(const QJsonObject &json);

// {"count","complete"}
[[nodiscard]] QJsonObject toJson(const CountEstimate &estimate);
[[nodiscard]] Result<CountEstimate> countFromJson(const QJsonObject &json);

} // namespace txdesk::codec
