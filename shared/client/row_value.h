// A column's value as lock keys and undo records carry it: what the database said, as bytes of its kind. Never a QVariant:
// that one rounds decimals, cuts microseconds and takes "" for null.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>
#include <QJsonValue>
#include <QList>

namespace txdesk::client {

// Two values are the same when kind and bytes are. How a database's value becomes one is its capture's affair, and is the
// same in phase one and in phase two.
struct RowValue
{
    enum class Kind { Null, Integer, Real, Text, Bytes };

    Kind kind = Kind::Null;
    QByteArray data{}; // Integer: digits, a minus before them; Real: as realText(); Text: UTF-8; Bytes: as they are

    [[nodiscard]] static RowValue null() { return {}; }
    [[nodiscard]] static RowValue integer(qint64 value) { return {Kind::Integer, QByteArray::number(value)}; }
    [[nodiscard]] static RowValue digits(QByteArray text) { return {Kind::Integer, std::move(text)}; } // of any size
    [[nodiscard]] static RowValue real(double value) { return {Kind::Real, realText(value)}; }
    [[nodiscard]] static RowValue text(QByteArray utf8) { return {Kind::Text, std::move(utf8)}; }
    [[nodiscard]] static RowValue bytes(QByteArray value) { return {Kind::Bytes, std::move(value)}; }

    [[nodiscard]] bool isNull() const { return kind == Kind::Null; }
    [[nodiscard]] static QByteArray realText(double value); // 17 digits: reads back as the same double; "-0", "inf"

    // null, {"i":"42"}, {"r":"0.10000000000000001"}, {"t":"Li Si"}, {"b":"AAE="}; a text that begins with a byte order mark is
    // {"u":base64 of its UTF-8}.
    [[nodiscard]] QJsonValue toJson() const;
    // InvalidRequest: none of these, or data that is not of its kind.
    [[nodiscard]] static Result<RowValue> fromJson(const QJsonValue &json);

    // Text that is UTF-8, and no other: a database may hold any bytes in a text column.
    [[nodiscard]] static bool isUtf8(const QByteArray &bytes);

    friend bool operator==(const RowValue &, const RowValue &) = default;
};

using Row = QList<RowValue>; // in the order of the columns that stand beside it

} // namespace txdesk::client
