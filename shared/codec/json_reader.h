// Reads JSON objects field by field and collects where and why it does not fit: "steps[2].action: expected a string".
// Limits (depth 64, 100,000 values, number 64 and key 256 characters) are checked before anything is built.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace txdesk::codec {

enum class KeyRule {
    LikeGo,      // DTM's routes: keys match in any case, the last duplicate wins, null means absent
    StrictOnce,  // /api/v1: a duplicate key is an error
};

// A JSON object, or InvalidRequest with DTM-free words: "bad json at 17", "json too deep", "json too large",
// "bad utf-8", "empty body". Numbers keep 64 bits.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray &text, KeyRule rule);

} // namespace txdesk::codec
