// Words that a newer server says and this program does not know, as values that stand in no table: each keeps its word wherever
// it travels, equals only itself, and no rule of ours has a row for it.
// Only readers that are told so make them (the console's, txdeskctl's); a server refuses every word it does not know.
// Decided in docs/decisions/0057-words-of-a-newer-server.md. Thread: any.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"

#include <type_traits>

namespace txdesk {

// What a reader makes of a word that is not in its table.
enum class UnknownWords {
    Refused, // an error that names the field
    Kept,    // a foreign value
};

inline constexpr qsizetype foreignWordMax = 64; // characters that are kept of one
inline constexpr int foreignWordsMax = 256;     // different ones that a process keeps; each later one is "…"

namespace foreign {

[[nodiscard]] int numberOf(QStringView word); // below 0, the same for the same word
[[nodiscard]] QString wordOf(int number);     // empty: nobody has made such a number

} // namespace foreign

// No enumerator is below 0. In an enum that has an order a foreign value comes before all others: it may do least.
template<class E>
[[nodiscard]] constexpr bool isForeign(E value)
{
    static_assert(std::is_same_v<std::underlying_type_t<E>, int>);
    return static_cast<int>(value) < 0;
}

template<class E>
[[nodiscard]] constexpr bool isForeign(const std::optional<E> &value)
{
    return value && isForeign(*value);
}

template<class E>
[[nodiscard]] E foreignValue(QStringView word)
{
    return static_cast<E>(foreign::numberOf(word));
}

// The value of a word, whoever knows it.
template<class E, std::size_t N>
[[nodiscard]] E keptIn(const std::array<Name<E>, N> &table, QStringView word)
{
    const std::optional<E> known = valueIn(table, word);
    return known ? *known : foreignValue<E>(word);
}

// Empty for what this program knows.
template<class E>
[[nodiscard]] QString foreignWord(E value)
{
    return isForeign(value) ? foreign::wordOf(static_cast<int>(value)) : QString();
}

// The text of a value as nameIn() has it, or the word as it came.
template<class E, std::size_t N>
[[nodiscard]] QString spelled(const std::array<Name<E>, N> &table, E value)
{
    return isForeign(value) ? foreignWord(value) : QString(nameIn(table, value));
}

} // namespace txdesk
