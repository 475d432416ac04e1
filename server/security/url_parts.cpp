// SPDX-License-Identifier: Apache-2.0
#include "server/security/url_parts.h"

#include "server/security/address_rules.h"

#include <algorithm>

namespace txdesk::security {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype hostCharactersMax = 253;
constexpr qsizetype labelCharactersMax = 63;

tl::unexpected<Error> bad(const QString &message)
{
    return fail(ErrorCode::InvalidRequest, message, u"url"_s);
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool areDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isDigit);
}

int hexValue(QChar c)
{
    if (isDigit(c))
        return c.unicode() - u'0';
    const char16_t lower = c.unicode() | 0x20;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

// Backslashes and control characters mean different things to different readers; unpaired surrogates mean nothing.
bool hasForbidden(QStringView url)
{
    return !url.isValidUtf16() || std::ranges::any_of(url, [](QChar c) {
        return c < u' ' || (c >= u'\x7f' && c <= u'\x9f') || c == u'\\';
    });
}

bool hidesControl(QStringView path)
{
    for (qsizetype i = path.indexOf(u'%'); i >= 0; i = path.indexOf(u'%', i + 1)) {
        if (i + 2 >= path.size())
            return false;
        const int high = hexValue(path[i + 1]), low = hexValue(path[i + 2]);
        if (high >= 0 && low >= 0 && (high * 16 + low < 0x20 || high * 16 + low == 0x7f))
            return true;
    }
    return false;
}

qsizetype endOfAuthority(QStringView text)
{
    const auto end = std::ranges::find_if(text, [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; });
    return end - text.begin();
}

// Old parsers read on to the last '@', past '?' and '#'.
bool hasUser(QStringView rest, qsizetype authorityEnd)
{
    const bool endsOddly = authorityEnd < rest.size() && rest[authorityEnd] != u'/';
    return (endsOddly ? rest : rest.first(authorityEnd)).contains(u'@');
}

bool looksLikeScheme(QStringView text)
{
    return !text.isEmpty() && isLetter(text.front())
        && std::ranges::all_of(text, [](QChar c) { return isLetter(c) || isDigit(c) || c == u'+' || c == u'-' || c == u'.'; });
}

bool isName(QStringView host)
{
    if (host.isEmpty() || host.size() > hostCharactersMax)
        return false;
    qsizetype label = 0;
    for (const QChar c : host) {
        if (c == u'.' ? label == 0 : !(isLetter(c) || isDigit(c) || c == u'-' || c == u'_'))
            return false;
        label = c == u'.' ? 0 : label + 1;
        if (label > labelCharactersMax)
            return false;
    }
    return label > 0;
}

// What resolvers may take for an IPv4 address: 127.1, 0x7f000001, 017700000001, 2130706433; Qt also 0b1.
bool isOddAddress(const QString &name)
{
    const QStringView last = QStringView(name).sliced(name.lastIndexOf(u'.') + 1);
    return areDigits(last) || last.startsWith("0x"_L1) || !QHostAddress(name).isNull();
}

Result<> readHost(QStringView text, UrlParts &parts)
{
    if (text.startsWith(u'[')) {
        const QString inside = text.sliced(1).chopped(text.endsWith(u']') ? 1 : 0).toString();
        // Qt reads more than there is: ::+1 and a scope behind a percent sign.
        const bool isPlain = std::ranges::all_of(inside, [](QChar c) { return hexValue(c) >= 0 || c == u':' || c == u'.'; });
        if (!text.endsWith(u']') || !isPlain || !parts.address.setAddress(inside)
            || parts.address.protocol() != QAbstractSocket::IPv6Protocol)
            return bad(u"url host"_s);
        parts.host = inside.toLower();
        return {};
    }
    parts.host = text.toString().toLower();
    if (const auto address = ipv4From(parts.host)) {
        parts.address.setAddress(*address);
        return {};
    }
    if (parts.host == "0"_L1) { // a number as well, but everybody knows which address it is
        parts.address.setAddress(quint32{0});
        return {};
    }
    if (parts.host.endsWith(u'.'))
        parts.host.chop(1);
    if (!isName(parts.host) || isOddAddress(parts.host))
        return bad(u"url host"_s);
    return {};
}

Result<> readPort(QStringView digits, UrlParts &parts)
{
    constexpr qsizetype portDigitsMax = 5;
    const uint port = areDigits(digits) && digits.size() <= portDigitsMax ? digits.toUInt() : 0;
    if (port == 0 || port > 65535)
        return bad(u"url port"_s);
    parts.port = static_cast<quint16>(port);
    return {};
}

qsizetype colonIn(QStringView authority)
{
    return authority.indexOf(u':', std::max<qsizetype>(0, authority.indexOf(u']')));
}

Result<> readAuthority(QStringView authority, UrlParts &parts)
{
    const qsizetype colon = colonIn(authority);
    if (const Result<> host = readHost(colon < 0 ? authority : authority.first(colon), parts); !host)
        return host;
    if (colon >= 0)
        return readPort(authority.sliced(colon + 1), parts);
    parts.port = standardPort(parts.scheme);
    return {};
}

Result<UrlParts> readRest(QStringView rest, UrlParts parts)
{
    const qsizetype end = endOfAuthority(rest);
    if (hasUser(rest, end) || hidesControl(rest.sliced(end)))
        return bad(u"url"_s);
    if (const Result<> read = readAuthority(rest.first(end), parts); !read)
        return tl::unexpected<Error>(read.error());
    parts.path = rest.sliced(end).toString();
    const bool isGrpc = parts.scheme == UrlScheme::Grpc || parts.scheme == UrlScheme::Grpcs;
    if (isGrpc && !parts.path.startsWith(u'/'))
        return bad(u"url"_s);
    return parts;
}

Result<UrlParts> readWithScheme(QStringView scheme, QStringView rest)
{
    UrlParts parts;
    parts.scheme = valueIn(urlSchemeNames, scheme.toString().toLower()).value_or(UrlScheme::None);
    if (parts.scheme == UrlScheme::None)
        return bad(u"url scheme"_s);
    if (parts.scheme != UrlScheme::Topic)
        return readRest(rest, std::move(parts));
    if (scheme != "topic"_L1) // DTM knows it in lower case only
        return bad(u"url scheme"_s);
    if (rest.isEmpty())
        return bad(u"url"_s);
    parts.path = rest.toString();
    return parts;
}

// DTM's gRPC form. What only looks like it - file:/etc/passwd, unix:x, javascript:x - names a scheme.
Result<UrlParts> readWithoutScheme(QStringView url)
{
    const QStringView authority = url.first(endOfAuthority(url));
    const qsizetype colon = colonIn(authority);
    if (colon >= 0 && !areDigits(authority.sliced(colon + 1)) && looksLikeScheme(authority.first(colon)))
        return bad(u"url scheme"_s);
    if (authority.isEmpty())
        return bad(u"url"_s);
    UrlParts parts;
    parts.scheme = UrlScheme::Grpc;
    return readRest(url, std::move(parts));
}

} // namespace

quint16 standardPort(UrlScheme scheme)
{
    return scheme == UrlScheme::Http ? 80 : 443;
}

Result<UrlParts> urlPartsOf(const QString &url, int bytesMax)
{
    if (url.isEmpty())
        return UrlParts{};
    if (url.size() > bytesMax || (url.size() * 3 > bytesMax && url.toUtf8().size() > bytesMax))
        return bad(u"url too long"_s);
    if (hasForbidden(url))
        return bad(u"url"_s);
    const QStringView text(url);
    const qsizetype slash = endOfAuthority(text);
    if (slash > 0 && text[slash - 1] == u':' && text.sliced(slash).startsWith("//"_L1))
        return readWithScheme(text.first(slash - 1), text.sliced(slash + 2));
    return readWithoutScheme(text);
}

} // namespace txdesk::security
