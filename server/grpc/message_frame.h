// How gRPC frames a message and spells an error's text in a header. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>

namespace txdesk::grpcapi {

inline constexpr qsizetype prefixBytes = 5; // of a message: whether it is compressed, and its length

// Source: PROTOCOL-HTTP2, "Percent-Encoded".
[[nodiscard]] inline QByteArray percentEncoded(const QByteArray &text)
{
    constexpr char digits[] = "0123456789ABCDEF";
    QByteArray out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte <= 0x7e && c != '%')
            out += c;
        else
            out.append('%').append(digits[byte >> 4]).append(digits[byte & 15]);
    }
    return out;
}

[[nodiscard]] inline quint32 lengthIn(const QByteArray &prefix) // of at least prefixBytes
{
    quint32 length = 0;
    for (int i = 1; i < prefixBytes; ++i)
        length = length << 8 | static_cast<unsigned char>(prefix[i]);
    return length;
}

[[nodiscard]] inline QByteArray framed(const QByteArray &message)
{
    QByteArray out(prefixBytes, '\0');
    for (int i = 0; i < 4; ++i)
        out[1 + i] = static_cast<char>(message.size() >> (24 - 8 * i) & 0xff);
    return out + message;
}

} // namespace txdesk::grpcapi
