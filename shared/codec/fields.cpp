// Typed access to JSON members with errors that name the field.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/fields.h"

#include <cmath>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

bool Fields::has(QLatin1StringView name) const
{
    const QJsonValue found = value(name);
    return !found.isUndefined() && !found.isNull();
}

QString Fields::text(QLatin1StringView name)
{
    if (has(name) && !value(name).isString())
        complain(name, "expected a string");
    return value(name).toString();
}

bool Fields::flag(QLatin1StringView name, bool fallback)
{
    if (has(name) && !value(name).isBool())
        complain(name, "expected true or false");
    return value(name).toBool(fallback);
}

qint64 Fields::integer(QLatin1StringView name, qint64 min, qint64 max, qint64 fallback)
{
    if (!has(name))
        return fallback;
    const QJsonValue found = value(name);
    const double approximate = found.toDouble();
    constexpr double limit = 9.2e18; // every whole number below it is exact in toInteger()
    const bool whole = found.isDouble() && std::isfinite(approximate) && std::trunc(approximate) == approximate;
    const bool exact = whole && (std::fabs(approximate) < limit || found.toInteger(1) == found.toInteger(2));
    if (!exact) {
        complain(name, "expected a whole number");
        return fallback;
    }
    const qint64 result = found.toInteger();
    if (result < min || result > max)
        complain(name, "is out of range");
    return result;
}

int Fields::smallInteger(QLatin1StringView name)
{
    return static_cast<int>(integer(name, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

double Fields::number(QLatin1StringView name)
{
    if (has(name) && !value(name).isDouble())
        complain(name, "expected a number");
    return value(name).toDouble();
}

Instant Fields::instant(QLatin1StringView name)
{
    return fromMs(integer(name));
}

std::optional<Instant> Fields::maybeInstant(QLatin1StringView name)
{
    if (!has(name))
        return std::nullopt;
    return instant(name);
}

QByteArray Fields::base64(QLatin1StringView name)
{
    const auto decoded = QByteArray::fromBase64Encoding(text(name).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        complain(name, "expected base64");
    return *decoded;
}

QJsonArray Fields::list(QLatin1StringView name)
{
    if (has(name) && !value(name).isArray())
        complain(name, "expected a list");
    return value(name).toArray();
}

QJsonObject Fields::object(QLatin1StringView name)
{
    if (has(name) && !value(name).isObject())
        complain(name, "expected an object");
    return value(name).toObject();
}

QStringList Fields::texts(QLatin1StringView name)
{
    QStringList all;
    for (const QJsonValue &item : list(name)) {
        if (!item.isString())
            complain(name, "expected a list of strings");
        all.append(item.toString());
    }
    return all;
}

QMap<QString, QString> Fields::textMap(QLatin1StringView name)
{
    QMap<QString, QString> map;
    const QJsonValue found = value(name);
    if (found.isArray() && found.toArray().isEmpty())
        return map;
    const QJsonObject members = object(name);
    for (auto it = members.begin(); it != members.end(); ++it) {
        if (!it->isString() && !it->isNull())
            complain(name, "expected a map of strings");
        map.insert(it.key(), it->toString());
    }
    return map;
}

void Fields::complain(QLatin1StringView name, const char *what)
{
    if (m_error)
        return;
    const QString field = m_path + name;
    m_error = Error{ErrorCode::InvalidRequest, u"field %1: %2"_s.arg(field, QLatin1StringView(what)), field};
}

void Fields::adopt(const Error &error)
{
    if (!m_error)
        m_error = error;
}

} // namespace txdesk::codec
