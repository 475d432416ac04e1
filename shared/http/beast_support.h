// What the two message parsers share about Boost.Beast: text conversions and the framing limits of a chunked body.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/ascii.h"

#include <QByteArray>
#include <QByteArrayView>

#include <boost/beast/http/basic_parser.hpp>

namespace txdesk::http::beast {

namespace engine = ::boost::beast;
using Code = engine::error_code;

// Of a chunk's size and extensions: nobody needs more, and unread it would be memory.
inline constexpr qsizetype chunkLineBytesMax = 4 * 1024;

[[nodiscard]] inline QByteArrayView view(engine::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

// "0" CRLF CRLF is the shortest end of a chunked body without chunks. Beast 1.74 asserts so when it comes back to a last chunk of which
// it has seen the first line: show it less only when it cannot be one. (More always follows, nothing is waited for in vain.)
[[nodiscard]] inline bool isTooShortForLastChunk(QByteArrayView bytes)
{
    return bytes.size() < 5 && bytes.startsWith('0');
}

// The bytes a chunked body keeps waiting begin with the last chunk: they are its trailers.
[[nodiscard]] inline bool isInTrailers(QByteArrayView waiting)
{
    if (waiting.startsWith("\r\n"))
        waiting = waiting.sliced(2);
    const qsizetype end = waiting.indexOf("\r\n");
    if (end <= 0 || end > chunkLineBytesMax)
        return false;
    const qsizetype extension = waiting.first(end).indexOf(';');
    const QByteArrayView size = ascii::trimmed(waiting.first(extension < 0 ? end : extension));
    for (const char c : size)
        if (c != '0')
            return false;
    return true;
}

// How much a chunked body's end is, from the line end before its last chunk to behind its trailers: what a parser that got
// it byte by byte had to keep waiting. `extension` points behind the last chunk's size, within `bytes`, which the message ends.
[[nodiscard]] inline qsizetype lastChunkBytes(QByteArrayView bytes, const char *extension)
{
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    qsizetype from = extension - bytes.data();
    while (from > 0 && isHex(bytes[from - 1]))
        --from;
    if (from >= 2 && bytes[from - 2] == '\r' && bytes[from - 1] == '\n')
        from -= 2;
    return bytes.size() - from;
}

} // namespace txdesk::http::beast
