// Parses JSON objects that come from outside, with hard limits that are checked while reading: nothing is built
// from a text that breaks one.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace txdesk::codec {

enum class KeyRule {
    LikeGo,      // DTM's routes: top-level keys match in any case (they come out in lower case), a null there means
                 // absent, the last duplicate wins
    StrictOnce,  // /api/v1: a duplicate key is an error
};

// Source of the numbers: docs/limits.md.
struct JsonLimits
{
    int depthMax = 64;
    int valuesMax = 100'000;
    int numberLengthMax = 64;
    int keyLengthMax = 256;
};

// A JSON object, or InvalidRequest with DTM-free words: "empty body", "bad json at 17" (byte offset), "bad utf-8",
// "json too deep", "json too large", "json number too long", "json key too long", "json: duplicate key".
// Numbers without fraction and exponent keep 64 bits; 1e999 is infinite and -0 not a number, so that a
// field of whole numbers refuses both by name.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray &text, KeyRule rule, const JsonLimits &limits = {});

// The members as KeyRule::LikeGo reads those of a top level: lower-case keys, no nulls.
[[nodiscard]] QJsonObject likeGo(const QJsonObject &json);

} // namespace txdesk::codec
