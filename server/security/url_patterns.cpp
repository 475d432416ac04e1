// SPDX-License-Identifier: Apache-2.0
#include "server/security/url_patterns.h"

#include <QUrl>

#include <algorithm>

namespace txdesk::security {
namespace {

using namespace Qt::StringLiterals;

constexpr int entryBytesMax = 1024;

QString pathAlone(const QString &pathAndQuery)
{
    const auto end = std::ranges::find_if(pathAndQuery, [](QChar c) { return c == u'?' || c == u'#'; });
    return pathAndQuery.first(end - pathAndQuery.cbegin());
}

// A participant may follow them out of the prefix.
bool climbs(const QString &path)
{
    const QString decoded = QUrl::fromPercentEncoding(path.toUtf8());
    return decoded.contains("/../"_L1) || decoded.endsWith("/.."_L1) || decoded.contains(u'\\');
}

bool isBelow(const QString &pathAndQuery, const QString &prefix)
{
    if (prefix == "/"_L1)
        return true;
    const QString path = pathAlone(pathAndQuery);
    if (!path.startsWith(prefix) || climbs(path))
        return false;
    return prefix.endsWith(u'/') || path.size() == prefix.size() || path[prefix.size()] == u'/';
}

} // namespace

Result<UrlPatterns> UrlPatterns::from(const QStringList &entries)
{
    UrlPatterns list;
    for (const QString &text : entries) {
        Result<Entry> entry = entryFrom(text);
        if (!entry)
            return tl::unexpected<Error>(entry.error());
        list.m_entries.append(std::move(*entry));
    }
    return list;
}

Result<UrlPatterns::Entry> UrlPatterns::entryFrom(const QString &text)
{
    const auto bad = fail(ErrorCode::InvalidRequest, u"'%1' is not scheme://host[:port][/path-prefix]"_s.arg(text.left(64)), u"url"_s);
    const qsizetype colon = text.indexOf("://"_L1);
    if (colon < 0)
        return bad;
    const qsizetype slash = text.indexOf(u'/', colon + 3);
    QString authority = text.sliced(colon + 3, (slash < 0 ? text.size() : slash) - colon - 3);
    Entry entry;
    entry.belowHost = authority.startsWith("*."_L1);
    authority.remove(0, entry.belowHost ? 2 : 0);
    const bool anyPort = authority.endsWith(":*"_L1);
    authority.chop(anyPort ? 2 : 0);
    entry.path = slash < 0 ? u"/"_s : text.sliced(slash);
    const Result<UrlParts> parts = urlPartsOf(text.first(colon + 3) + authority + entry.path, entryBytesMax);
    if (!parts || parts->host.isEmpty() || parts->path != entry.path || pathAlone(entry.path) != entry.path || climbs(entry.path)
        || (entry.belowHost && parts->isAddress()))
        return bad;
    entry.scheme = parts->scheme;
    entry.host = parts->host;
    entry.address = parts->address;
    entry.port = anyPort ? quint16{0} : parts->port;
    return entry;
}

bool UrlPatterns::fits(const Entry &entry, const QString &host, quint16 port)
{
    if (entry.port != 0 && entry.port != port)
        return false;
    if (!entry.address.isNull())
        return entry.address == QHostAddress(host);
    if (!entry.belowHost)
        return host == entry.host;
    return host.size() > entry.host.size() + 1 && host.endsWith(entry.host) && host[host.size() - entry.host.size() - 1] == u'.';
}

bool UrlPatterns::has(const UrlParts &url) const
{
    return std::ranges::any_of(m_entries, [&url](const Entry &entry) {
        return entry.scheme == url.scheme && fits(entry, url.host, url.port) && isBelow(url.path, entry.path);
    });
}

bool UrlPatterns::has(const QString &host, quint16 port) const
{
    return std::ranges::any_of(m_entries, [&](const Entry &entry) { return fits(entry, host, port); });
}

} // namespace txdesk::security
