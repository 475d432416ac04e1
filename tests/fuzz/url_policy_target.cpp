// URLs of branches: what the policy lets out is read the same way by the HTTP client, by Qt and by the C library, and never
// leads to an address it forbids.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include "server/security/address_rules.h"
#include "server/security/url_policy.h"
#include "shared/http/client_url.h"

#include <QUrl>

#include <cstring>
#include <netdb.h>

namespace txdesk::fuzz {
namespace {

using namespace Qt::StringLiterals;
using security::AddressKind;

security::UrlPolicy policyWith(bool loopbackBound)
{
    security::UrlPolicySettings settings;
    settings.loopbackBound = loopbackBound;
    settings.allow = {u"http://*.example.com:8080/api"_s, u"https://pay.example.org"_s, u"grpc://bank:81"_s};
    settings.ownPorts = {36789, 36790};
    settings.ownAddresses = {QHostAddress(u"192.168.7.20"_s)};
    settings.ownNames = {u"machine"_s};
    return security::UrlPolicy::from(settings).value();
}

// What getaddrinfo() takes for an address without asking anybody: also 127.1, 0x7f000001, 017700000001.
QHostAddress numericAddress(const QByteArray &host)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST;
    addrinfo *found = nullptr;
    if (::getaddrinfo(host.constData(), nullptr, &hints, &found) != 0)
        return {};
    const QHostAddress address(found->ai_addr);
    ::freeaddrinfo(found);
    return address;
}

QString bare(QString host)
{
    host = host.toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

bool isSame(const security::UrlParts &ours, const QString &host, int port)
{
    if (ours.isAddress())
        return QHostAddress(host) == ours.address && port == ours.port;
    return bare(host) == ours.host && port == ours.port;
}

// The client that will connect there, and a parser that was written elsewhere.
void compareReaders(const QString &url, const security::UrlParts &ours)
{
    const Result<http::ClientUrl> client = http::parseClientUrl(url);
    FUZZ_PROMISE(client.has_value());
    FUZZ_PROMISE(isSame(ours, client->host, client->port));
    FUZZ_PROMISE(client->isSecure == (ours.scheme == security::UrlScheme::Https));
    FUZZ_PROMISE(client->target.startsWith('/'));
    for (const char c : client->target)
        FUZZ_PROMISE(c > ' ' && c != 0x7f);
    const QUrl qt(url, QUrl::StrictMode);
    if (qt.isValid())
        FUZZ_PROMISE(isSame(ours, qt.host(QUrl::FullyEncoded), qt.port(ours.scheme == security::UrlScheme::Https ? 443 : 80)));
}

void checkHost(const security::UrlParts &parts)
{
    FUZZ_PROMISE(!parts.host.isEmpty() && parts.port != 0 && parts.port != 22);
    const QHostAddress numeric = numericAddress(parts.host.toUtf8());
    FUZZ_PROMISE(parts.isAddress() ? numeric == parts.address || parts.host == "0"_L1 : numeric.isNull());
    if (parts.isAddress()) {
        const AddressKind kind = security::kindOf(parts.address);
        FUZZ_PROMISE(kind != AddressKind::Forbidden && kind != AddressKind::Unspecified);
        FUZZ_PROMISE(!(kind == AddressKind::Loopback && (parts.port == 36789 || parts.port == 36790)));
    }
}

void judgeUrl(const QString &url)
{
    static const security::UrlPolicy loopback = policyWith(true), open = policyWith(false);
    const bool allowedThere = open.checkUrl(url).has_value();
    const Result<> allowed = loopback.checkUrl(url);
    FUZZ_PROMISE(allowed || !allowed.error().message.isEmpty());
    FUZZ_PROMISE(allowed || !allowedThere); // the list alone is never wider
    if (!allowed)
        return;
    const Result<security::UrlParts> parts = security::urlPartsOf(url, 1024);
    FUZZ_PROMISE(parts.has_value());
    if (parts->scheme == security::UrlScheme::None || parts->scheme == security::UrlScheme::Topic)
        return;
    checkHost(*parts);
    if (parts->scheme == security::UrlScheme::Http || parts->scheme == security::UrlScheme::Https)
        compareReaders(url, *parts);
    if (allowedThere)
        FUZZ_PROMISE(parts->host.endsWith(".example.com"_L1) || parts->host == "pay.example.org"_L1 || parts->host == "bank"_L1);
}

// An address is judged the same in every coat.
void judgeAddress(QByteArrayView input)
{
    Q_IPV6ADDR six{};
    std::memcpy(six.c, input.data(), std::min<std::size_t>(16, static_cast<std::size_t>(input.size())));
    (void)security::kindOf(QHostAddress(six));
    const QHostAddress four(quint32{six.c[12]} << 24 | quint32{six.c[13]} << 16 | quint32{six.c[14]} << 8 | six.c[15]);
    const AddressKind kind = security::kindOf(four);
    FUZZ_PROMISE(security::ipv4From(four.toString()) == four.toIPv4Address());
    for (const QString &coat : {u"::ffff:%1"_s, u"64:ff9b::%1"_s, u"::ffff:0:%1"_s})
        FUZZ_PROMISE(security::kindOf(QHostAddress(coat.arg(four.toString()))) == kind);
    FUZZ_PROMISE(kind != AddressKind::Forbidden || !policyWith(true).checkAddress(four, 80));
}

} // namespace

void urlPolicy(QByteArrayView input)
{
    if (input.startsWith('\x01'))
        return judgeAddress(input.sliced(1));
    judgeUrl(QString::fromUtf8(input));
    if (input.startsWith('\x02'))
        (void)security::UrlPatterns::from({QString::fromUtf8(input.sliced(1))});
}

} // namespace txdesk::fuzz
