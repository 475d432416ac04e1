// Reads the members of one JSON object by name and type; keeps the first thing that does not fit, with its path.
// Absent and null members give the fallback.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/foreign_word.h"
#include "shared/base/instant.h"
#include "shared/base/names.h"
#include "shared/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <limits>

namespace txdesk::codec {

class Fields
{
public:
    // `path`: what stands before the names in errors, "steps[2]." or empty. `unknown`: of choices.
    explicit Fields(const QJsonObject &json, QString path = {}, UnknownWords unknown = UnknownWords::Refused)
        : m_json(json), m_path(std::move(path)), m_unknown(unknown) {}
    Fields(const QJsonObject &json, UnknownWords unknown) : Fields(json, {}, unknown) {}

    [[nodiscard]] UnknownWords unknownWords() const { return m_unknown; }
    [[nodiscard]] bool keepsWords() const { return m_unknown == UnknownWords::Kept; }

    [[nodiscard]] bool has(QLatin1StringView name) const;
    [[nodiscard]] QJsonValue raw(QLatin1StringView name) const { return value(name); } // of any type
    [[nodiscard]] QString text(QLatin1StringView name);
    [[nodiscard]] bool flag(QLatin1StringView name, bool fallback = false);
    [[nodiscard]] qint64 integer(QLatin1StringView name, qint64 min = std::numeric_limits<qint64>::min(),
                                 qint64 max = std::numeric_limits<qint64>::max(), qint64 fallback = 0);
    [[nodiscard]] int smallInteger(QLatin1StringView name);
    [[nodiscard]] double number(QLatin1StringView name);
    [[nodiscard]] Instant instant(QLatin1StringView name);
    [[nodiscard]] std::optional<Instant> maybeInstant(QLatin1StringView name);
    [[nodiscard]] QByteArray base64(QLatin1StringView name);
    [[nodiscard]] QJsonArray list(QLatin1StringView name);
    [[nodiscard]] QJsonObject object(QLatin1StringView name);
    [[nodiscard]] QStringList texts(QLatin1StringView name);
    // A map of strings; null values are "", an empty list is an empty map (PHP).
    [[nodiscard]] QMap<QString, QString> textMap(QLatin1StringView name);

    template<class E, std::size_t N>
    [[nodiscard]] std::optional<E> maybeChoice(QLatin1StringView name, const std::array<Name<E>, N> &table)
    {
        if (!has(name))
            return std::nullopt;
        const QString word = text(name);
        const std::optional<E> value = valueIn(table, word);
        if (!value && keepsWords() && raw(name).isString())
            return foreignValue<E>(word);
        if (!value)
            complain(name, "is not a known word");
        return value;
    }
    template<class E, std::size_t N>
    [[nodiscard]] E choice(QLatin1StringView name, const std::array<Name<E>, N> &table, E fallback)
    {
        return maybeChoice(name, table).value_or(fallback);
    }

    void complain(QLatin1StringView name, const char *what); // the first complaint stays
    void adopt(const Error &error);                          // the error of something nested
    [[nodiscard]] bool ok() const { return !m_error; }
    [[nodiscard]] const Error &error() const { return *m_error; }

    // The value, or the first complaint.
    template<class T>
    [[nodiscard]] Result<T> finish(T value) const
    {
        if (m_error)
            return tl::unexpected<Error>(*m_error);
        return value;
    }

private:
    [[nodiscard]] QJsonValue value(QLatin1StringView name) const { return m_json.value(name); }

    const QJsonObject &m_json;
    QString m_path;
    UnknownWords m_unknown;
    std::optional<Error> m_error;
};

} // namespace txdesk::codec
