// The certificate of the gRPC port, which may be replaced while the port is open: every handshake asks for the newest.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/tls.h"

#include <memory>
#include <mutex>
#include <string>

struct grpc_ssl_server_certificate_config;
namespace grpc {
class ServerCredentials;
}

namespace txdesk::grpcapi {

// Thread: any. Must outlive the servers that use its credentials.
class TlsIdentity
{
public:
    TlsIdentity() = default;
    ~TlsIdentity();
    TlsIdentity(const TlsIdentity &) = delete;
    TlsIdentity &operator=(const TlsIdentity &) = delete;

    // From the next handshake on; connections that are open stay as they are. InvalidRequest, and nothing changes: the
    // files cannot be used. The value: warnings, one sentence each.
    [[nodiscard]] Result<QStringList> load(const http::ServerTls &tls);
    // After load(). TLS 1.2 or 1.3 with forward secrecy and AEAD ciphers. Clients are asked for a certificate when
    // load() was given a CA of clients; one that it has not signed ends the handshake.
    [[nodiscard]] std::shared_ptr<grpc::ServerCredentials> credentials();

    // For gRPC: null when its certificate is the newest already.
    [[nodiscard]] grpc_ssl_server_certificate_config *newest();

private:
    void wipeKey();

    std::mutex m_mutex;
    std::string m_certificates; // PEM, as the next two
    std::string m_key;
    std::string m_clientCa;
    bool m_asksClients = false; // settled by credentials()
    bool m_isSettled = false;
    bool m_isNew = false;
};

struct PeerCertificate
{
    QByteArray fingerprint{}; // SHA-256, 64 hexadecimal digits in lower case; empty: none
    QString name{};           // CN of the subject; empty: none, or more than one
};
[[nodiscard]] PeerCertificate certificateFromPem(const char *pem, std::size_t size);

} // namespace txdesk::grpcapi
