#include "shared/http/client_url.h"

#include "shared/http/ascii.h"

#include <algorithm>

namespace txdesk::http {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView hexDigits = "0123456789ABCDEF";

tl::unexpected<Error> badUrl(const QString &why)
{
    return fail(ErrorCode::InvalidRequest, why, u"url"_s);
}

bool needsEscape(char c)
{
    return !ascii::is(c, ascii::TargetBit) || static_cast<quint8>(c) >= 0x80 || c == '"' || c == '<' || c == '>';
}

QByteArray escapedTarget(QByteArrayView text)
{
    QByteArray target;
    target.reserve(text.size() + 16);
    if (!text.startsWith('/'))
        target.append('/');
    for (const char c : text) {
        if (c == '#')
            break;
        if (!needsEscape(c)) {
            target.append(c);
            continue;
        }
        const auto byte = static_cast<quint8>(c);
        target.append('%').append(hexDigits[byte >> 4]).append(hexDigits[byte & 0xF]);
    }
    return target;
}

bool hasForbidden(QByteArrayView url)
{
    for (const char c : url)
        if (static_cast<quint8>(c) < 0x20 || c == 0x7F || c == '\\')
            return true;
    return false;
}

// Splits "host:port"; port 0 when none is given, -1 when it is bad.
std::pair<QByteArrayView, int> splitAuthority(QByteArrayView authority)
{
    const qsizetype bracket = authority.lastIndexOf(']');
    const qsizetype colon = authority.indexOf(':', std::max<qsizetype>(0, bracket));
    if (colon < 0)
        return {authority, 0};
    int port = 0;
    const QByteArrayView digits = authority.sliced(colon + 1);
    for (const char c : digits)
        port = c >= '0' && c <= '9' && port <= 65535 ? port * 10 + (c - '0') : 1 << 20;
    return {authority.first(colon), digits.isEmpty() || port < 1 || port > 65535 ? -1 : port};
}

bool isBracketed(QByteArrayView host)
{
    return host.size() > 2 && host.startsWith('[') && host.endsWith(']');
}

bool isGoodHost(QByteArrayView host)
{
    if (isBracketed(host))
        return ascii::areAll(host.sliced(1, host.size() - 2), ascii::HostBit);
    return !host.isEmpty() && ascii::areAll(host, ascii::HostBit) && !host.contains('[') && !host.contains(']');
}

} // namespace

QByteArray ClientUrl::poolKey() const
{
    return (isSecure ? "s " : "p ") + authority;
}

Result<ClientUrl> parseClientUrl(const QString &url)
{
    const QByteArray bytes = url.toUtf8();
    QByteArrayView rest = bytes;
    ClientUrl parsed;
    if (rest.size() > 7 && ascii::equals(rest.first(7), "http://"))
        rest = rest.sliced(7);
    else if (rest.size() > 8 && (parsed.isSecure = ascii::equals(rest.first(8), "https://")))
        rest = rest.sliced(8);
    else
        return badUrl(u"the URL must begin with http:// or https://"_s);
    if (hasForbidden(rest))
        return badUrl(u"the URL holds a backslash or a control character"_s);
    const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
    const QByteArrayView authority = rest.first(end - rest.begin());
    if (authority.contains('@'))
        return badUrl(u"the URL holds a user name"_s);
    const auto [host, port] = splitAuthority(authority);
    if (port < 0)
        return badUrl(u"the URL's port must be 1 to 65535"_s);
    if (!isGoodHost(host))
        return badUrl(u"the URL's host is not a name or an address"_s);
    const quint16 standardPort = parsed.isSecure ? 443 : 80;
    parsed.host = QString::fromLatin1(isBracketed(host) ? host.sliced(1, host.size() - 2) : host);
    parsed.port = port == 0 ? standardPort : static_cast<quint16>(port);
    parsed.authority = ascii::lowered(host);
    if (parsed.port != standardPort)
        parsed.authority.append(':').append(QByteArray::number(parsed.port));
    parsed.target = escapedTarget(rest.sliced(authority.size()));
    return parsed;
}

} // namespace txdesk::http
