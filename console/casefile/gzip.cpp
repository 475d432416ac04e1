// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/casefile/gzip.h"

#include <algorithm>
#include <array>

#include <zlib.h>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int gzipWindow = 15 + 16; // the largest window, gzip's header
constexpr std::size_t chunkBytes = 64 * 1024;
using Chunk = std::array<Bytef, chunkBytes>;

Bytef *bytesOf(const QByteArray &bytes) // zlib does not write there; its interface is older than const
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
}
} // namespace

QByteArray gzipped(const QByteArray &bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    stream.next_in = bytesOf(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    QByteArray out;
    Chunk chunk;
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = chunk.data();
        stream.avail_out = chunkBytes;
        state = deflate(&stream, Z_FINISH);
        out.append(reinterpret_cast<const char *>(chunk.data()), static_cast<qsizetype>(chunkBytes - stream.avail_out));
    }
    deflateEnd(&stream);
    return state == Z_STREAM_END ? out : QByteArray();
}

Result<QByteArray> gunzipped(const QByteArray &bytes, qsizetype bytesMax)
{
    const auto broken = [](const QString &why) { return fail(ErrorCode::InvalidRequest, why); };
    if (bytes.size() < 18 || !bytes.startsWith("\x1f\x8b"))
        return broken(u"it is not gzip"_s);
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindow) != Z_OK)
        return broken(u"zlib cannot begin"_s);
    stream.next_in = bytesOf(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    QByteArray out;
    Chunk chunk;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= bytesMax) {
        stream.next_out = chunk.data();
        stream.avail_out = chunkBytes;
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(reinterpret_cast<const char *>(chunk.data()), static_cast<qsizetype>(chunkBytes - stream.avail_out));
    }
    const bool hasTail = stream.avail_in > 0;
    inflateEnd(&stream);
    if (out.size() > bytesMax)
        return broken(u"unpacked it is larger than %1 MB"_s.arg(bytesMax / (1024 * 1024)));
    if (state == Z_BUF_ERROR)
        return broken(u"it ends in the middle"_s);
    if (state != Z_STREAM_END)
        return broken(u"its gzip data is broken"_s);
    if (hasTail)
        return broken(u"something stands behind its end"_s);
    return out;
}

} // namespace txdesk::console
