#include "shared/http/tls_context.h"

#include "shared/base/check.h"
#include "shared/http/tls_files.h"

#include <QHostAddress>

#include <openssl/crypto.h>
#include <openssl/x509v3.h>

namespace txdesk::http {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *ciphersOfTls12 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr long resumableSeconds = 3600;
constexpr unsigned char http1[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
constexpr unsigned char http2[] = {2, 'h', '2'};

// OpenSSL cleans up when the process exits, while threads that Qt has waited for may still be at their own clean-up (Qt waits for
// their work, not for their end): now and then one of the two touches what the other has freed. The process ends anyway.
// Before main(), because only the first use of OpenSSL can say so.
[[maybe_unused]] const int keptUntilTheEnd = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);

// A client that names its protocols (ALPN) must name ours. Source: RFC 7301 section 3.2.
int chooseProtocol(SSL *, const unsigned char **chosen, unsigned char *size, const unsigned char *offered, unsigned int offeredSize,
                   void *isHttp2)
{
    unsigned char *found = nullptr;
    const unsigned char *ours = isHttp2 ? http2 : http1;
    if (SSL_select_next_proto(&found, size, ours, ours[0] + 1U, offered, offeredSize) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

SslContextPointer newContext(const SSL_METHOD *method)
{
    SslContextPointer context(SSL_CTX_new(method));
    check(context != nullptr, "OpenSSL can be used");
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context.get(), ciphersOfTls12);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    return context;
}

int resumptionIndex()
{
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

int keepSession(SSL *ssl, SSL_SESSION *session)
{
    auto *resumption = static_cast<TlsResumption *>(SSL_get_ex_data(ssl, resumptionIndex()));
    if (resumption == nullptr)
        return 0;
    resumption->session.reset(session);
    return 1; // it is ours now
}

int acceptForNow(int, X509_STORE_CTX *)
{
    return 1;
}

// Of "host:port", else of "host"; null when there is neither.
template<class Map>
auto findHost(const Map &map, const QString &host, quint16 port)
{
    const QString name = host.toLower();
    const auto found = map.find(name + u':' + QString::number(port));
    return found != map.end() ? found : map.find(name);
}

void expectName(SSL *ssl, const QString &host)
{
    const QByteArray name = host.toLatin1();
    if (!QHostAddress(host).isNull() && X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name.constData()) == 1)
        return; // Qt reads notations that OpenSSL does not (127.1, fe80::1%eth0): no certificate has those as a name
    SSL_set_tlsext_host_name(ssl, name.constData());
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    SSL_set1_host(ssl, name.constData());
}

} // namespace

Result<std::shared_ptr<const TlsServerContext>> TlsServerContext::load(const ServerTls &tls, Protocol protocol)
{
    const auto loaded = std::make_shared<TlsServerContext>();
    loaded->m_context = newContext(TLS_server_method());
    SSL_CTX &context = *loaded->m_context;
    auto warnings = useIdentity(context, tls.certificateFile, tls.keyFile);
    if (!warnings)
        return tl::unexpected(warnings.error());
    loaded->m_warnings = std::move(*warnings);
    if (!tls.clientCaFile.isEmpty()) {
        if (auto trusted = trustFile(context, tls.clientCaFile, u"clientCaFile"_s, true); !trusted)
            return tl::unexpected(trusted.error());
        SSL_CTX_set_verify(&context, SSL_VERIFY_PEER, nullptr);
    }
    SSL_CTX_set_options(&context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF); // tickets: the client keeps the state, not we
    SSL_CTX_set_session_id_context(&context, http1, sizeof http1);
    SSL_CTX_set_num_tickets(&context, 1);
    SSL_CTX_set_timeout(&context, resumableSeconds);
    SSL_CTX_set_alpn_select_cb(&context, chooseProtocol, protocol == Protocol::Http2 ? &context : nullptr);
    return std::shared_ptr<const TlsServerContext>(loaded);
}

SslPointer TlsServerContext::newConnection() const
{
    SslPointer ssl(SSL_new(m_context.get()));
    if (ssl)
        SSL_set_accept_state(ssl.get());
    return ssl;
}

Result<SslContextPointer> TlsClientContext::makeContext(const ClientTls &tls, const QString &onlyCaFile)
{
    SslContextPointer context = newContext(TLS_client_method());
    if (onlyCaFile.isEmpty())
        SSL_CTX_set_default_verify_paths(context.get());
    const QString &caFile = onlyCaFile.isEmpty() ? tls.caFile : onlyCaFile;
    if (!caFile.isEmpty())
        if (auto trusted = trustFile(*context, caFile, u"caFile"_s, false); !trusted)
            return tl::unexpected(trusted.error());
    if (!tls.certificateFile.isEmpty()) {
        auto warnings = useIdentity(*context, tls.certificateFile, tls.keyFile);
        if (!warnings)
            return tl::unexpected(warnings.error());
        m_warnings = std::move(*warnings);
    }
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context.get(), keepSession);
    SSL_CTX_set_alpn_protos(context.get(), http1, sizeof http1);
    return context;
}

Result<std::unique_ptr<TlsClientContext>> TlsClientContext::load(const ClientTls &tls)
{
    auto loaded = std::make_unique<TlsClientContext>();
    auto context = loaded->makeContext(tls, {});
    if (!context)
        return tl::unexpected(context.error());
    loaded->m_context = std::move(*context);
    for (auto host = tls.caFileOfHost.begin(); host != tls.caFileOfHost.end(); ++host) {
        auto own = loaded->makeContext(tls, host.value());
        if (!own)
            return tl::unexpected(own.error());
        loaded->m_contextOfHost.emplace(host.key().toLower(), std::move(*own));
    }
    const auto badPin = [](const QString &whose) {
        return fail(ErrorCode::InvalidRequest, u"the pin%1 is not a SHA-256 fingerprint of 64 hexadecimal digits"_s.arg(whose), u"pin"_s);
    };
    loaded->m_pin = normalPin(tls.pin);
    if (!tls.pin.isEmpty() && loaded->m_pin.isEmpty())
        return badPin({});
    for (auto host = tls.pinOfHost.begin(); host != tls.pinOfHost.end(); ++host) {
        const QByteArray pin = normalPin(host.value());
        if (pin.isEmpty())
            return badPin(u" of "_s + host.key());
        loaded->m_pinOfHost.insert(host.key().toLower(), pin);
    }
    return loaded;
}

TlsClientContext::Connection TlsClientContext::newConnection(const QString &host, quint16 port, TlsResumption &resumption) const
{
    const auto own = findHost(m_contextOfHost, host, port);
    SSL_CTX *context = own != m_contextOfHost.end() ? own->second.get() : m_context.get();
    const auto pin = findHost(m_pinOfHost, host, port);
    Connection connection{.ssl = SslPointer(SSL_new(context)), .pin = pin != m_pinOfHost.end() ? pin.value() : m_pin};
    SSL *ssl = connection.ssl.get();
    if (ssl == nullptr)
        return connection;
    SSL_set_connect_state(ssl);
    expectName(ssl, host);
    if (!connection.pin.isEmpty())
        SSL_set_verify(ssl, SSL_VERIFY_PEER, acceptForNow); // TlsSession compares it before anything is sent
    SSL_set_ex_data(ssl, resumptionIndex(), &resumption);
    if (resumption.session && SSL_SESSION_is_resumable(resumption.session.get()) == 1)
        SSL_set_session(ssl, resumption.session.get());
    return connection;
}

Result<QStringList> checkServerTls(const ServerTls &tls)
{
    return TlsServerContext::load(tls).map([](const auto &context) { return context->warnings(); });
}

Result<QStringList> checkClientTls(const ClientTls &tls)
{
    return TlsClientContext::load(tls).map([](const auto &context) { return context->warnings(); });
}

} // namespace txdesk::http
