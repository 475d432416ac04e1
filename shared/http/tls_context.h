// The loaded TLS settings: what all connections of a server, or of a client, share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/openssl_pointers.h"
#include "shared/http/tls.h"

#include <map>
#include <memory>

namespace txdesk::http {

// Thread: any; not changed once loaded. A connection keeps what it needs of it alive.
class TlsServerContext
{
public:
    enum class Protocol { Http1, Http2 }; // what a client that names its protocols (ALPN) must name

    [[nodiscard]] static Result<std::shared_ptr<const TlsServerContext>> load(const ServerTls &tls, Protocol protocol = Protocol::Http1);

    [[nodiscard]] const QStringList &warnings() const { return m_warnings; }
    [[nodiscard]] SslPointer newConnection() const; // null: no memory

private:
    SslContextPointer m_context;
    QStringList m_warnings;
};

// What a client remembers of one server to be quicker the next time. Thread: the client's.
struct TlsResumption
{
    SslSessionPointer session{};
};

// Thread: the client's.
class TlsClientContext
{
public:
    struct Connection
    {
        SslPointer ssl{};  // null: no memory
        QByteArray pin{};  // empty: none
    };

    [[nodiscard]] static Result<std::unique_ptr<TlsClientContext>> load(const ClientTls &tls);

    [[nodiscard]] const QStringList &warnings() const { return m_warnings; }
    // `resumption` outlives the connection.
    [[nodiscard]] Connection newConnection(const QString &host, quint16 port, TlsResumption &resumption) const;

private:
    [[nodiscard]] Result<SslContextPointer> makeContext(const ClientTls &tls, const QString &onlyCaFile);

    SslContextPointer m_context;
    std::map<QString, SslContextPointer> m_contextOfHost;
    QByteArray m_pin;
    QHash<QString, QByteArray> m_pinOfHost;
    QStringList m_warnings;
};

} // namespace txdesk::http
