// A URL of a request as the client needs it: where to connect, and what to write.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>
#include <QString>

namespace txdesk::http {

struct ClientUrl
{
    bool isSecure = false;
    QString host{};          // a name or an address; IPv6 without brackets
    quint16 port = 0;
    QByteArray authority{};  // the Host header: "name", "name:8080", "[::1]:8080"
    QByteArray target{};     // path and query, percent-encoded; without the fragment

    // One pool for each of them.
    [[nodiscard]] QByteArray poolKey() const;

    friend bool operator==(const ClientUrl &, const ClientUrl &) = default;
};

// InvalidRequest with a sentence: not absolute http or https, user name, backslash or control character in it, bad host or port.
// Blanks and what is not ASCII are percent-encoded in the target, nowhere else.
[[nodiscard]] Result<ClientUrl> parseClientUrl(const QString &url);

} // namespace txdesk::http
