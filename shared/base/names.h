// One constexpr table spells each enum for JSON, SQL and people; renaming an enumerator never changes stored data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLatin1StringView>
#include <QString>

#include <array>
#include <optional>

namespace txdesk {

template<class E>
struct Name
{
    E value;
    QLatin1StringView text;
};

// The text of a value. Every value stands in its table: a missing one is a bug of ours.
template<class E, std::size_t N>
[[nodiscard]] constexpr QLatin1StringView nameIn(const std::array<Name<E>, N> &table, E value)
{
    for (const Name<E> &row : table)
        if (row.value == value)
            return row.text;
    return {};
}

template<class E, std::size_t N>
[[nodiscard]] std::optional<E> valueIn(const std::array<Name<E>, N> &table, QStringView text)
{
    for (const Name<E> &row : table)
        if (row.text == text)
            return row.value;
    return std::nullopt;
}

} // namespace txdesk
