// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/tls_identity.h"

#include "shared/http/openssl_pointers.h"

#include <QFile>

#include <grpc/grpc.h>
#include <grpc/grpc_security.h>
#include <grpcpp/security/server_credentials.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

// gRPC's C++ interface has no certificates that change on demand; its C interface has.
class ChangingCredentials final : public grpc::ServerCredentials
{
public:
    explicit ChangingCredentials(grpc_server_credentials *credentials) : m_credentials(credentials) {}
    ~ChangingCredentials() override { grpc_server_credentials_release(m_credentials); }

    void SetAuthMetadataProcessor(const std::shared_ptr<grpc::AuthMetadataProcessor> &) override {} // the doorkeeper does it

private:
    int AddPortToServer(const std::string &address, grpc_server *server) override
    {
        return grpc_server_add_http2_port(server, address.c_str(), m_credentials);
    }

    grpc_server_credentials *m_credentials;
};

// Called by gRPC for each handshake, on its threads.
grpc_ssl_certificate_config_reload_status fetchNewest(void *identity, grpc_ssl_server_certificate_config **config)
{
    *config = static_cast<TlsIdentity *>(identity)->newest();
    return *config ? GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_NEW : GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
}

// checkServerTls() has read it already: what is missing now was taken away in between.
Result<std::string> textOf(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidRequest, u"the file %1 cannot be read: %2"_s.arg(name, file.errorString()));
    QByteArray bytes = file.readAll();
    std::string text = bytes.toStdString();
    OPENSSL_cleanse(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return text;
}

} // namespace

TlsIdentity::~TlsIdentity()
{
    wipeKey();
}

void TlsIdentity::wipeKey()
{
    OPENSSL_cleanse(m_key.data(), m_key.size());
}

Result<QStringList> TlsIdentity::load(const http::ServerTls &tls)
{
    Result<QStringList> warnings = http::checkServerTls(tls);
    if (!warnings)
        return warnings;
    Result<std::string> certificates = textOf(tls.certificateFile);
    Result<std::string> key = textOf(tls.keyFile);
    Result<std::string> clientCa = tls.clientCaFile.isEmpty() ? Result<std::string>(std::string()) : textOf(tls.clientCaFile);
    for (const auto *read : {&certificates, &key, &clientCa})
        if (!*read)
            return tl::unexpected<Error>(read->error());
    const std::lock_guard lock(m_mutex);
    if (m_isSettled && clientCa->empty() == m_asksClients) {
        warnings->append(u"whether gRPC asks clients for certificates changes with the next start only"_s);
        clientCa = m_clientCa;
    }
    wipeKey();
    m_certificates.swap(*certificates);
    m_key.swap(*key);
    m_clientCa.swap(*clientCa);
    OPENSSL_cleanse(key->data(), key->size());
    m_isNew = true;
    return warnings;
}

std::shared_ptr<grpc::ServerCredentials> TlsIdentity::credentials()
{
    const std::lock_guard lock(m_mutex);
    m_isSettled = true;
    m_asksClients = !m_clientCa.empty();
    const auto asks = m_asksClients ? GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY : GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE;
    return std::make_shared<ChangingCredentials>(grpc_ssl_server_credentials_create_with_options(
        grpc_ssl_server_credentials_create_options_using_config_fetcher(asks, fetchNewest, this)));
}

grpc_ssl_server_certificate_config *TlsIdentity::newest()
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_isNew, false))
        return nullptr;
    const grpc_ssl_pem_key_cert_pair pair{.private_key = m_key.c_str(), .cert_chain = m_certificates.c_str()};
    const std::string &roots = m_asksClients ? m_clientCa : m_certificates; // gRPC wants some even if it asks nobody
    return grpc_ssl_server_certificate_config_create(roots.c_str(), &pair, 1);
}

PeerCertificate certificateFromPem(const char *pem, std::size_t size)
{
    const http::BioPointer bio(BIO_new_mem_buf(pem, static_cast<int>(size)));
    const http::CertificatePointer certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    return certificate ? PeerCertificate{http::fingerprintOf(*certificate), http::commonNameOf(*certificate)} : PeerCertificate();
}

} // namespace txdesk::grpcapi
