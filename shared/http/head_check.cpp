#include "shared/http/head_check.h"

#include "shared/http/ascii.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace txdesk::http {

namespace {

constexpr char tlsHandshake = 0x16;

// The name in "name", "name:80", "[::1]:80" and "[::1]".
QByteArrayView withoutPort(QByteArrayView host)
{
    if (host.startsWith('[')) {
        const qsizetype end = host.indexOf(']');
        return end < 0 ? host : host.sliced(1, end - 1);
    }
    const qsizetype colon = host.indexOf(':');
    return colon < 0 ? host : host.first(colon);
}

// The authority of an absolute-form target; empty for the other forms.
QByteArrayView authorityOf(QByteArrayView target)
{
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (target.size() <= scheme.size() || !ascii::equals(target.first(scheme.size()), scheme))
            continue;
        const QByteArrayView rest = target.sliced(scheme.size());
        const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
        return rest.first(end - rest.begin());
    }
    return {};
}

} // namespace

void HeadCheck::reset()
{
    m_head = {};
    m_fault = {};
    m_lineStart = m_searched = m_fieldBytes = 0;
    m_fields = 0;
    m_sawRequestLine = m_sawTransferEncoding = m_badTransferEncoding = m_hasTargetHost = false;
    m_badExpect = m_badEncoding = m_unknownHost = false;
}

HeadCheck::State HeadCheck::refuse(int status, const char *text)
{
    m_fault = {status, text};
    return State::Refused;
}

HeadCheck::State HeadCheck::feed(QByteArrayView bytes)
{
    if (m_searched == 0 && !bytes.isEmpty() && checkStart(bytes) == State::Refused)
        return State::Refused;
    while (m_searched < bytes.size()) {
        const char *from = bytes.data() + m_searched;
        const void *found = std::memchr(from, '\n', static_cast<size_t>(bytes.size() - m_searched));
        if (found == nullptr) {
            m_searched = bytes.size();
            return checkUnfinishedLine(bytes.size() - m_lineStart);
        }
        const qsizetype lineEnd = static_cast<const char *>(found) - bytes.data();
        if (checkUnfinishedLine(lineEnd - m_lineStart) == State::Refused) // as if its end had come later
            return State::Refused;
        if (lineEnd == m_lineStart || bytes[lineEnd - 1] != '\r')
            return refuse(400, "bad line end");
        const QByteArrayView line = bytes.sliced(m_lineStart, lineEnd - 1 - m_lineStart);
        m_lineStart = m_searched = lineEnd + 1;
        if (line.isEmpty() && m_sawRequestLine) {
            m_head.bytes = m_lineStart;
            return checkWhole();
        }
        if (checkLine(line) == State::Refused)
            return State::Refused;
    }
    return State::NeedsMore;
}

// Garbage is told from HTTP by its first byte: nothing else of it is waited for.
HeadCheck::State HeadCheck::checkStart(QByteArrayView bytes)
{
    if (bytes.front() == tlsHandshake)
        return refuse(0, "");
    if (bytes.front() == '\n')
        return refuse(400, "bad line end");
    return ascii::is(bytes.front(), ascii::TokenBit) ? State::NeedsMore : refuse(400, "bad request line");
}

HeadCheck::State HeadCheck::checkUnfinishedLine(qsizetype bytes)
{
    const qsizetype unfinished = bytes - 1; // its last byte may be the CR
    if (!m_sawRequestLine)
        return unfinished > m_limits.requestLineBytesMax ? refuse(414, "uri too long") : State::NeedsMore;
    if (unfinished > m_limits.headerBytesMax || m_fieldBytes + unfinished > m_limits.headersBytesMax)
        return refuse(431, "header too large");
    return State::NeedsMore;
}

HeadCheck::State HeadCheck::checkLine(QByteArrayView line)
{
    if (m_sawRequestLine)
        return checkField(line);
    m_sawRequestLine = true;
    return checkRequestLine(line);
}

HeadCheck::State HeadCheck::checkRequestLine(QByteArrayView line)
{
    if (line.size() > m_limits.requestLineBytesMax)
        return refuse(414, "uri too long");
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first + 1 || !ascii::areAll(line.first(first), ascii::TokenBit))
        return refuse(400, "bad request line");
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (!ascii::areAll(target, ascii::TargetBit))
        return refuse(400, "bad request line");
    if (checkVersion(line.sliced(last + 1)) == State::Refused)
        return State::Refused;
    const QByteArrayView authority = authorityOf(target);
    m_hasTargetHost = !authority.isEmpty();
    return m_hasTargetHost ? checkHostName(authority) : State::NeedsMore;
}

HeadCheck::State HeadCheck::checkVersion(QByteArrayView version)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || !version.startsWith("HTTP/") || version[6] != '.' || !isDigit(version[5])
        || !isDigit(version[7]) || version[5] == '0')
        return refuse(400, "bad request line");
    if (version[5] != '1' || version[7] > '1')
        return refuse(505, "version not supported");
    m_head.minorVersion = version[7] - '0';
    return State::NeedsMore;
}

HeadCheck::State HeadCheck::checkField(QByteArrayView line)
{
    m_fieldBytes += line.size() + 2;
    if (line.size() > m_limits.headerBytesMax || m_fieldBytes > m_limits.headersBytesMax || ++m_fields > m_limits.headersMax)
        return refuse(431, "header too large");
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return refuse(400, "bad header");
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = ascii::trimmed(line.sliced(colon + 1));
    // A name with a blank in it is `Host : x` or a folded line.
    if (!ascii::areAll(name, ascii::TokenBit) || !ascii::areAll(value, ascii::ValueBit))
        return refuse(400, "bad header");
    return checkKnownField(name, value);
}

HeadCheck::State HeadCheck::checkKnownField(QByteArrayView name, QByteArrayView value)
{
    switch (name.size()) {
    case 4:
        return ascii::equals(name, "host") ? checkHost(value) : State::NeedsMore;
    case 6:
        if (ascii::equals(name, "expect") && m_head.minorVersion > 0) {
            m_head.wantsContinue = ascii::equals(value, "100-continue");
            m_badExpect = m_badExpect || !m_head.wantsContinue;
        }
        return State::NeedsMore;
    case 14:
        return ascii::equals(name, "content-length") ? checkLength(value) : State::NeedsMore;
    case 16:
        if (ascii::equals(name, "content-encoding"))
            m_badEncoding = m_badEncoding || !(value.isEmpty() || ascii::equals(value, "identity"));
        return State::NeedsMore;
    case 17:
        return ascii::equals(name, "transfer-encoding") ? checkTransferEncoding(value) : State::NeedsMore;
    default:
        return State::NeedsMore;
    }
}

HeadCheck::State HeadCheck::checkHost(QByteArrayView value)
{
    if (m_head.hasHost || value.isEmpty())
        return refuse(400, "host required");
    m_head.hasHost = true;
    return m_hasTargetHost ? State::NeedsMore : checkHostName(value);
}

HeadCheck::State HeadCheck::checkHostName(QByteArrayView value)
{
    if (!ascii::areAll(value, ascii::HostBit))
        return refuse(400, "bad header");
    const QByteArrayView name = withoutPort(value);
    const auto &allowed = m_limits.allowedHosts;
    m_unknownHost = !allowed.isEmpty()
        && std::none_of(allowed.begin(), allowed.end(), [name](const QByteArray &host) { return ascii::equals(name, host); });
    return State::NeedsMore;
}

HeadCheck::State HeadCheck::checkLength(QByteArrayView value)
{
    constexpr qsizetype digitsMax = std::numeric_limits<qint64>::digits10; // so many never overflow
    if (m_head.bodyBytes >= 0 || value.isEmpty() || value.size() > digitsMax)
        return refuse(400, "bad length");
    qint64 length = 0;
    for (const char c : value) {
        if (c < '0' || c > '9')
            return refuse(400, "bad length");
        length = length * 10 + (c - '0');
    }
    m_head.bodyBytes = length;
    return State::NeedsMore;
}

HeadCheck::State HeadCheck::checkTransferEncoding(QByteArrayView value)
{
    m_badTransferEncoding = m_sawTransferEncoding || m_head.minorVersion == 0 || !ascii::equals(value, "chunked");
    m_sawTransferEncoding = true;
    m_head.isChunked = true;
    return State::NeedsMore;
}

// The rules that need all fields; the order is the order of the table.
HeadCheck::State HeadCheck::checkWhole()
{
    if (!m_head.hasHost && m_head.minorVersion > 0)
        return refuse(400, "host required");
    if (m_unknownHost)
        return refuse(421, "unknown host");
    if (m_sawTransferEncoding && m_head.bodyBytes >= 0)
        return refuse(400, "length and transfer-encoding");
    if (m_badTransferEncoding)
        return refuse(501, "transfer-encoding");
    if (m_badExpect)
        return refuse(417, "expect");
    if (m_badEncoding)
        return refuse(415, "content-encoding");
    if (m_head.bodyBytes > m_limits.bodyBytesMax)
        return refuse(413, "body too large");
    return State::Good;
}

} // namespace txdesk::http
