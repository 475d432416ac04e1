// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/tar_gz.h"

#include <zlib.h>

#include <cstring>

namespace txdesk::console {

namespace {

constexpr qsizetype block = 512;
constexpr int gzipWindow = 15 + 16; // 16: with a gzip header

void put(QByteArray &header, qsizetype at, const QByteArray &text)
{
    std::memcpy(header.data() + at, text.constData(), static_cast<std::size_t>(text.size()));
}

QByteArray octal(qint64 number, int digits) { return QByteArray::number(number, 8).rightJustified(digits, '0'); }

QByteArray headerOf(const ArchiveFile &file, const QDateTime &at)
{
    QByteArray header(block, '\0');
    put(header, 0, file.name.toLatin1().left(99));
    put(header, 100, "0000600");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, octal(file.content.size(), 11));
    put(header, 136, octal(at.toSecsSinceEpoch(), 11));
    put(header, 148, "        "); // the sum counts itself as blanks
    put(header, 156, "0");
    put(header, 257, QByteArray("ustar\00000", 8));
    qint64 sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    put(header, 148, octal(sum, 6) + QByteArray("\0 ", 2));
    return header;
}

QByteArray gzip(const QByteArray &plain)
{
    z_stream stream = {};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWindow, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.constData())); // zlib does not write there
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return done ? packed : QByteArray();
}

} // namespace

QByteArray tarGz(const QList<ArchiveFile> &files, const QDateTime &at)
{
    QByteArray tar;
    for (const ArchiveFile &file : files) {
        tar += headerOf(file, at);
        tar += file.content;
        tar += QByteArray((block - file.content.size() % block) % block, '\0');
    }
    tar += QByteArray(2 * block, '\0');
    return gzip(tar);
}

} // namespace txdesk::console
