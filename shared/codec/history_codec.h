// What a coordinator counted as JSON of /api/v1/history, both ways. Points are written by column: 1500 of them in 60 KB.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/foreign_word.h"
#include "shared/base/result.h"
#include "shared/model/stats_history.h"

#include <QJsonObject>

namespace txdesk::codec {

// {"node","from":ms,"step":60,"points":{"at":[ms..],"created":[..],..},"durations":{"saga":{"index":[..],"p50":[..],..}},
//  "lastHour":{"created":..},"yesterday":{..},"participantStep":300,"participantEnd":ms,
//  "participants":[{"participant","calls":[..],"failed":[..],"retries":[..],"undoing":[..]}],
//  "initiators":[{"kind","host","created":[..]}]}; index: to which point a duration belongs.
[[nodiscard]] QJsonObject toJson(const StatsHistory &history);
// Columns of different lengths are refused.
[[nodiscard]] Result<StatsHistory> historyFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);

} // namespace txdesk::codec
