// Where branch calls may lead: judged when a URL is handed in, and again at every address a connection is made to.
// Pure: no sockets, no DNS. Source: spec 4.2 "Outbound URL policy", rows 65-72 of 4.4.
// Thread: one, the I/O thread, where it is also changed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/url_patterns.h"

#include <QSet>

namespace txdesk::security {

// Ports of well-known services that do not speak HTTP: a request could be read as commands there.
[[nodiscard]] QList<quint16> usualDeniedPorts();

struct UrlPolicySettings
{
    QStringList allow;                  // UrlPatterns::from()
    bool loopbackBound = true;          // loopback, RFC 1918 and ULA addresses are allowed as well; else only the list
    QList<quint16> ownPorts;            // that this server listens on, HTTP and gRPC
    QList<QHostAddress> ownAddresses;   // of this machine; loopback and unspecified ones always count
    QStringList ownNames;               // of this machine; localhost always counts
    QList<quint16> deniedPorts = usualDeniedPorts();
    int urlBytesMax = 1024;
};

class UrlPolicy
{
public:
    UrlPolicy() : UrlPolicy({}, {}) {} // of a server bound to loopback that does not listen yet

    [[nodiscard]] static Result<UrlPolicy> from(UrlPolicySettings settings); // an error names the entry of `allow`

    // After the ports are known. Nothing that leads there is called.
    void listensOn(const QList<quint16> &ports)
    {
        m_settings.ownPorts = ports;
        m_allowed.clear();
    }

    // Any URL of a request: empty, topic://name, http(s)://..., grpc(s)://host[:port]/pkg.Service/Method and DTM's
    // host:port/pkg.Service/Method. Messages are exactly: url too long, url, url scheme, url host, url port, url is this
    // server, url not allowed. A name of a server bound to loopback is accepted: its addresses are judged at the call.
    [[nodiscard]] Result<> checkUrl(const QString &url) const;

    // An address that a connection is about to be made to; `host` is what the URL says (a name or the address), by which
    // the list knows it. Messages: url is this server, url not allowed, url port.
    [[nodiscard]] Result<> checkAddress(const QHostAddress &address, quint16 port, const QString &host = {}) const;

private:
    UrlPolicy(UrlPolicySettings settings, UrlPatterns list) : m_settings(std::move(settings)), m_list(std::move(list)) {}

    [[nodiscard]] Result<> judge(const QString &url) const;
    [[nodiscard]] bool isOwn(const QHostAddress &plain, quint16 port) const;
    [[nodiscard]] bool isOwnName(const QString &host) const;

    UrlPolicySettings m_settings;
    UrlPatterns m_list;
    mutable QSet<QString> m_allowed; // URLs that passed: clients name the same few again and again
};

} // namespace txdesk::security
