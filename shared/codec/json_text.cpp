// JSON text by hand: one pass over the characters, no document in between.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/json_text.h"

#include "shared/codec/journal_codec.h"

#include <charconv>
#include <cstdio>

namespace txdesk::codec {
namespace {

void appendUnit(QByteArray &out, char16_t unit)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += hex[(unit >> shift) & 0xF];
}

// The letter of a short escape, or 0.
char shortEscape(char16_t unit)
{
    switch (unit) {
    case u'"': return '"';
    case u'\\': return '\\';
    case u'\n': return 'n';
    case u'\r': return 'r';
    case u'\t': return 't';
    default: return '\0';
    }
}

bool escapedByGo(char16_t unit)
{
    return unit == u'<' || unit == u'>' || unit == u'&' || unit == 0x2028 || unit == 0x2029;
}

void appendUtf8(QByteArray &out, char32_t code)
{
    const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x800) {
        put(0xC0 | (code >> 6));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

bool isPlain(char16_t unit, Escape escape)
{
    return unit >= 0x20 && unit < 0x7F && unit != u'"' && unit != u'\\' && !(escape == Escape::LikeGo && escapedByGo(unit));
}

// The plain characters at the beginning, narrowed in one go: nearly always all of them.
qsizetype appendPlain(QByteArray &out, QStringView text, Escape escape)
{
    const qsizetype before = out.size();
    out.resize(before + text.size());
    char *to = out.data() + before;
    qsizetype count = 0;
    for (; count < text.size() && isPlain(text[count].unicode(), escape); ++count)
        to[count] = static_cast<char>(text[count].unicode());
    out.resize(before + count);
    return count;
}

} // namespace

void appendNumber(QByteArray &out, qint64 value)
{
    char buffer[24];
    const auto end = std::to_chars(std::begin(buffer), std::end(buffer), value).ptr;
    out.append(buffer, end - buffer);
}

void appendJsonString(QByteArray &out, QStringView text, Escape escape)
{
    out += '"';
    for (qsizetype i = appendPlain(out, text, escape); i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (const char letter = shortEscape(unit)) {
            out += '\\';
            out += letter;
        } else if (unit < 0x20 || unit == 0x7F || (escape == Escape::LikeGo && escapedByGo(unit))) {
            appendUnit(out, unit);
        } else if (unit < 0x80) {
            out += static_cast<char>(unit);
        } else if (!QChar::isSurrogate(unit)) {
            appendUtf8(out, unit);
        } else if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            appendUtf8(out, QChar::surrogateToUcs4(unit, text[++i].unicode()));
        } else {
            appendUtf8(out, 0xFFFD);
        }
    }
    out += '"';
}

void appendJsonString(QByteArray &out, QStringView text)
{
    appendJsonString(out, text, Escape::Plain);
}

void appendKey(QByteArray &out, QByteArrayView key)
{
    if (!out.endsWith('{'))
        out += ',';
    out += '"';
    out += key;
    out += "\":";
}

QByteArray rfc3339(Instant at)
{
    using namespace std::chrono;
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss<Milliseconds> time{at - day};
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    QByteArray text(buffer);
    if (const auto ms = static_cast<int>(time.subseconds().count()); ms > 0) {
        std::snprintf(buffer, sizeof buffer, ".%03d", ms);
        text += buffer;
        while (text.endsWith('0'))
            text.chop(1);
    }
    return text + 'Z';
}

} // namespace txdesk::codec
