// The key of a row that AT locks: two rows are the same exactly when their keys are the same bytes. It is a digest of an
// encoding that says type and length of each part, so nothing in a value can be taken for a separator; it is never parsed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/row_lock.h"

#include <QByteArray>
#include <QList>

namespace txdesk::codec {

// One value of a primary key. An integer is told from a text with the same digits.
struct KeyValue
{
    enum class Type { Text, Integer, Bytes };
    Type type = Type::Text;
    QByteArray bytes; // Text: UTF-8 as it is, neither folded nor trimmed; Integer: digits as canonicalInteger() leaves them

    friend bool operator==(const KeyValue &, const KeyValue &) = default;
};

// "-007" -> "-7", "-0" -> "0": one spelling of an integer of any size. Empty: this is none.
[[nodiscard]] QByteArray canonicalInteger(QByteArrayView digits);

// 32 bytes: SHA-256 of resource, table and values, each with its type and its length.
[[nodiscard]] QByteArray lockKey(const QString &resource, const QString &table, const QList<KeyValue> &primaryKey);

// The same with what people read: "17", "7, b", "0x00ff"; long keys are cut there, not in the digest.
[[nodiscard]] LockedRow lockedRow(const QString &resource, const QString &table, const QList<KeyValue> &primaryKey);

} // namespace txdesk::codec
