// SPDX-License-Identifier: Apache-2.0
#include "server/security/url_policy.h"

#include "server/security/address_rules.h"

#include <algorithm>

namespace txdesk::security {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> refused(const QString &message)
{
    return fail(ErrorCode::InvalidRequest, message, u"url"_s);
}

bool isLocalName(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host == "localhost.localdomain"_L1
        || host == "ip6-localhost"_L1 || host == "ip6-loopback"_L1;
}

QString plainHost(const QString &host)
{
    QString plain = host.toLower();
    if (plain.endsWith(u'.'))
        plain.chop(1);
    return plain;
}

} // namespace

QList<quint16> usualDeniedPorts()
{
    return {21, 22, 23, 25, 53, 110, 111, 119, 135, 137, 139, 143, 389, 445, 465, 514, 515, 543, 544, 548, 587, 636, 873, 993, 995,
            1433, 1521, 2049, 3306, 3389, 5432, 5672, 5900, 6000, 6379, 6667, 9042, 11211, 27017};
}

Result<UrlPolicy> UrlPolicy::from(UrlPolicySettings settings)
{
    Result<UrlPatterns> list = UrlPatterns::from(settings.allow);
    if (!list)
        return tl::unexpected<Error>(list.error());
    for (QString &name : settings.ownNames)
        name = plainHost(name);
    return UrlPolicy(std::move(settings), std::move(*list));
}

Result<> UrlPolicy::checkUrl(const QString &url) const
{
    constexpr qsizetype keptMax = 1024;
    if (m_allowed.contains(url))
        return {};
    Result<> judged = judge(url);
    if (judged) {
        if (m_allowed.size() >= keptMax)
            m_allowed.clear();
        m_allowed.insert(url);
    }
    return judged;
}

Result<> UrlPolicy::judge(const QString &url) const
{
    const Result<UrlParts> parts = urlPartsOf(url, m_settings.urlBytesMax);
    if (!parts)
        return tl::unexpected<Error>(parts.error());
    if (parts->scheme == UrlScheme::None || parts->scheme == UrlScheme::Topic)
        return {};
    if (parts->isAddress()) {
        if (const Result<> good = checkAddress(parts->address, parts->port, parts->host); !good)
            return good;
    } else {
        if (m_settings.ownPorts.contains(parts->port) && isOwnName(parts->host))
            return refused(u"url is this server"_s);
        if (m_settings.deniedPorts.contains(parts->port))
            return refused(u"url port"_s);
    }
    if (!m_settings.loopbackBound && !m_list.has(*parts)) // bound to loopback, a name's addresses decide
        return refused(u"url not allowed"_s);
    return {};
}

Result<> UrlPolicy::checkAddress(const QHostAddress &address, quint16 port, const QString &host) const
{
    const QHostAddress plain = unwrapped(address);
    const AddressKind kind = kindOf(address);
    if (isOwn(plain, port))
        return refused(u"url is this server"_s);
    if (kind == AddressKind::Forbidden || kind == AddressKind::Unspecified)
        return refused(u"url not allowed"_s);
    if (m_settings.deniedPorts.contains(port))
        return refused(u"url port"_s);
    if (m_settings.loopbackBound && kind != AddressKind::Public)
        return {};
    const QString name = plainHost(host);
    if (!m_list.has(name, port))
        return refused(u"url not allowed"_s);
    // A listed name that turns out to lead into this machine was not meant to, unless it says so itself.
    const bool saysSo = isLocalName(name) || !QHostAddress(name).isNull();
    if (kind == AddressKind::Loopback && !saysSo)
        return refused(u"url not allowed"_s);
    return {};
}

bool UrlPolicy::isOwn(const QHostAddress &plain, quint16 port) const
{
    if (!m_settings.ownPorts.contains(port))
        return false;
    const AddressKind kind = kindOf(plain);
    return kind == AddressKind::Loopback || kind == AddressKind::Unspecified
        || std::ranges::any_of(m_settings.ownAddresses, [&plain](const QHostAddress &own) {
               return plain.isEqual(own, QHostAddress::ConvertV4MappedToIPv4);
           });
}

bool UrlPolicy::isOwnName(const QString &host) const
{
    return isLocalName(host) || m_settings.ownNames.contains(host);
}

} // namespace txdesk::security
