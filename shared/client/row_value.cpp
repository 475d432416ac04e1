// Reads and writes values as tagged JSON.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/row_value.h"

#include <QJsonObject>
#include <QStringDecoder>

#include <algorithm>
#include <cmath>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr char byteOrderMark[] = "\xEF\xBB\xBF";

// A byte order mark at the begin of a text is text.
QStringDecoder textDecoder()
{
    return QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
}

bool isDigits(QByteArrayView text)
{
    if (text.startsWith('-'))
        text = text.sliced(1);
    return !text.isEmpty() && text.size() <= 80 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isReal(const QByteArray &text)
{
    bool ok = false;
    static_cast<void>(text.toDouble(&ok));
    return ok && text.size() <= 40;
}

} // namespace

QByteArray RowValue::realText(double value)
{
    if (value == 0.0 && std::signbit(value))
        return "-0"; // QByteArray::number() says 0
    return QByteArray::number(value, 'g', 17);
}

bool RowValue::isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder = textDecoder();
    const QString text = decoder(bytes);
    return !decoder.hasError() && text.toUtf8() == bytes;
}

QJsonValue RowValue::toJson() const
{
    switch (kind) {
    case Kind::Null:
        return QJsonValue::Null;
    case Kind::Integer:
        return QJsonObject{{u"i"_s, QString::fromLatin1(data)}};
    case Kind::Real:
        return QJsonObject{{u"r"_s, QString::fromLatin1(data)}};
    case Kind::Text: {
        if (data.startsWith(byteOrderMark)) // Qt's JSON reader takes it off
            return QJsonObject{{u"u"_s, QString::fromLatin1(data.toBase64())}};
        QStringDecoder decoder = textDecoder();
        return QJsonObject{{u"t"_s, QString(decoder(data))}};
    }
    case Kind::Bytes:
        break;
    }
    return QJsonObject{{u"b"_s, QString::fromLatin1(data.toBase64())}};
}

Result<RowValue> RowValue::fromJson(const QJsonValue &json)
{
    if (json.isNull())
        return null();
    const QJsonObject object = json.toObject();
    if (object.size() != 1 || !object.begin()->isString())
        return fail(ErrorCode::InvalidRequest, u"a value is null or an object of one text"_s);
    const QString tag = object.begin().key();
    const QByteArray text = object.begin()->toString().toUtf8();
    if (tag == "t"_L1)
        return RowValue::text(text);
    if (tag == "i"_L1 && isDigits(text))
        return digits(text);
    if (tag == "r"_L1 && isReal(text))
        return RowValue{Kind::Real, text};
    if (tag == "b"_L1 || tag == "u"_L1)
        if (const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors))
            return tag == "b"_L1 ? bytes(*decoded) : RowValue::text(*decoded);
    return fail(ErrorCode::InvalidRequest, u"a value has the tag i, r, t, u or b, and data of that kind"_s);
}

} // namespace txdesk::client
