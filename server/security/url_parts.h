// A branch URL taken apart the strict way: what two parsers could read differently is refused.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"
#include "shared/base/result.h"

#include <QHostAddress>

namespace txdesk::security {

enum class UrlScheme {
    None,  // an empty URL: nothing is called
    Topic, // topic://name: its subscribers' URLs are called
    Http,
    Https,
    Grpc,  // grpc:// and DTM's form without a scheme, host:port/pkg.Service/Method
    Grpcs, // grpcs://: gRPC over TLS
};
inline constexpr std::array<Name<UrlScheme>, 5> urlSchemeNames{{
    {UrlScheme::Topic, QLatin1StringView("topic")},
    {UrlScheme::Http, QLatin1StringView("http")},
    {UrlScheme::Https, QLatin1StringView("https")},
    {UrlScheme::Grpc, QLatin1StringView("grpc")},
    {UrlScheme::Grpcs, QLatin1StringView("grpcs")},
}};

struct UrlParts
{
    UrlScheme scheme = UrlScheme::None;
    QString host;         // lower case, without brackets and without a last dot; empty for None and Topic
    QHostAddress address; // of a host that is an address; null for a name
    quint16 port = 0;     // the scheme's own when the URL names none: 80, else 443
    QString path;         // with query and fragment

    [[nodiscard]] bool isAddress() const { return !address.isNull(); }
};

// Error messages are exactly: url too long, url, url scheme, url host, url port. Source: spec 4.4, rows 65, 68, 70, 72.
[[nodiscard]] Result<UrlParts> urlPartsOf(const QString &url, int bytesMax);

[[nodiscard]] quint16 standardPort(UrlScheme scheme);

} // namespace txdesk::security
