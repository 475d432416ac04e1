// Character classes and comparisons of HTTP/1.1 on raw bytes.
// Source: RFC 9110 section 5.6.2 (token) and 5.5 (field value); RFC 9112 section 3 (request target).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArrayView>

#include <array>

namespace txdesk::http::ascii {

enum : quint8 { TokenBit = 1, ValueBit = 2, TargetBit = 4, HostBit = 8 };

constexpr std::array<quint8, 256> makeClasses()
{
    std::array<quint8, 256> classes{};
    for (unsigned c = 0; c < 256; ++c) {
        const bool letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        quint8 bits = letterOrDigit ? TokenBit | HostBit : 0;
        if (c == '\t' || (c >= 0x20 && c != 0x7F))
            bits |= ValueBit;
        if (c > 0x20 && c != 0x7F)
            bits |= TargetBit;
        classes[c] = bits;
    }
    for (const char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
        classes[static_cast<quint8>(c)] |= TokenBit;
    for (const char c : {'-', '.', '_', '~', ':', '[', ']'})
        classes[static_cast<quint8>(c)] |= HostBit;
    return classes;
}

inline constexpr std::array<quint8, 256> classes = makeClasses();

[[nodiscard]] inline bool is(char c, quint8 bit) { return (classes[static_cast<quint8>(c)] & bit) != 0; }

[[nodiscard]] inline bool areAll(QByteArrayView text, quint8 bit)
{
    for (const char c : text)
        if (!is(c, bit))
            return false;
    return true;
}

[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// `lowered` is in lower case already.
[[nodiscard]] inline bool equals(QByteArrayView text, QByteArrayView lowered)
{
    if (text.size() != lowered.size())
        return false;
    for (qsizetype i = 0; i < text.size(); ++i)
        if (lower(text[i]) != lowered[i])
            return false;
    return true;
}

// Without the spaces and tabs around it.
[[nodiscard]] inline QByteArrayView trimmed(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

[[nodiscard]] inline QByteArray lowered(QByteArrayView text)
{
    QByteArray result(text.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i)
        result[i] = lower(text[i]);
    return result;
}

} // namespace txdesk::http::ascii
