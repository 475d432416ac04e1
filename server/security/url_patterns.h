// URLs an operator names in the configuration: scheme://host[:port][/path-prefix].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/url_parts.h"

#include <QList>
#include <QStringList>

namespace txdesk::security {

class UrlPatterns
{
public:
    // The host may be *.example.com (any name below it, not itself); the port may be * (any); without one it is the
    // scheme's own. A path prefix ends at a slash. An error names the entry. grpc:// stands for URLs without a scheme too.
    [[nodiscard]] static Result<UrlPatterns> from(const QStringList &entries);

    [[nodiscard]] bool isEmpty() const { return m_entries.isEmpty(); }
    [[nodiscard]] bool has(const UrlParts &url) const;
    // What can be said when a connection is made: the path is not known then. `host` in lower case.
    [[nodiscard]] bool has(const QString &host, quint16 port) const;

private:
    struct Entry
    {
        UrlScheme scheme = UrlScheme::Http;
        QString host;
        QHostAddress address;
        bool belowHost = false; // *.host
        quint16 port = 0;       // 0: any
        QString path;           // "/": any
    };
    [[nodiscard]] static Result<Entry> entryFrom(const QString &text);
    [[nodiscard]] static bool fits(const Entry &entry, const QString &host, quint16 port);

    QList<Entry> m_entries;
};

} // namespace txdesk::security
