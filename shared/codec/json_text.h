// Appends pieces of JSON text to a byte array: for the answers and rows that are written thousands of times a second.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QByteArray>
#include <QStringView>

namespace txdesk::codec {

enum class Escape {
    Plain,  // only what JSON asks for
    LikeGo, // also < > & U+2028 U+2029, as Go's encoder does
};

// `text` as a JSON string, quotes and escapes included. A lone surrogate becomes U+FFFD.
void appendJsonString(QByteArray &out, QStringView text, Escape escape);

// `,"key":` before anything but the first member of an object. `key` is ours: it needs no escapes.
void appendKey(QByteArray &out, QByteArrayView key);

void appendNumber(QByteArray &out, qint64 value);

// "2026-11-21T01:12:17.972Z": UTC, zeros at the end of the fraction left out, as Go prints time.
[[nodiscard]] QByteArray rfc3339(Instant at);

} // namespace txdesk::codec
