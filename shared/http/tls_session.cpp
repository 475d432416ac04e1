#include "shared/http/tls_session.h"

#include "shared/base/check.h"
#include "shared/http/send_at_once.h"

#include <utility>

#include <openssl/x509v3.h>

namespace txdesk::http {

using namespace Qt::StringLiterals;

namespace {

// Fatal, unexpected message. OpenSSL sends none to who does not speak TLS at all. Source: RFC 8446 section 6.
constexpr char unexpectedMessage[] = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x0A};

} // namespace

TlsSession::TlsSession(SslPointer ssl, QTcpSocket &socket, QByteArray pin)
    : m_ssl(std::move(ssl)), m_socket(socket), m_pin(std::move(pin))
{
    BIO *bio = BIO_new(method());
    check(m_ssl != nullptr && bio != nullptr, "OpenSSL has memory for a connection");
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl.get(), bio, bio);
}

const BIO_METHOD *TlsSession::method()
{
    static const BIO_METHOD *const socketMethod = [] {
        BIO_METHOD *made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
        check(made != nullptr, "OpenSSL has memory for a table");
        BIO_meth_set_read(made, readRaw);
        BIO_meth_set_write(made, writeRaw);
        BIO_meth_set_ctrl(made, control);
        return made;
    }();
    return socketMethod;
}

int TlsSession::readRaw(BIO *bio, char *data, int size)
{
    BIO_clear_retry_flags(bio);
    const qint64 count = static_cast<TlsSession *>(BIO_get_data(bio))->m_socket.read(data, size);
    if (count > 0)
        return static_cast<int>(count);
    BIO_set_retry_read(bio);
    return -1;
}

int TlsSession::writeRaw(BIO *bio, const char *data, int size)
{
    auto *session = static_cast<TlsSession *>(BIO_get_data(bio));
    const QByteArrayView bytes(data, size);
    const qsizetype sent = sendAtOnce(session->m_socket, bytes);
    if (sent < bytes.size())
        session->m_socket.write(bytes.data() + sent, bytes.size() - sent);
    session->m_hasWritten = true;
    return size;
}

long TlsSession::control(BIO *, int command, long, void *)
{
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

void TlsSession::handshake()
{
    if (m_state != State::Handshake)
        return;
    ERR_clear_error();
    const int result = SSL_do_handshake(m_ssl.get());
    if (result == 1)
        handshakeDone();
    else if (SSL_get_error(m_ssl.get(), result) != SSL_ERROR_WANT_READ)
        failed(result);
}

void TlsSession::handshakeDone()
{
    m_state = State::Open;
    if (m_pin.isEmpty())
        return;
    const X509 *certificate = SSL_get0_peer_certificate(m_ssl.get());
    const QByteArray fingerprint = certificate != nullptr ? fingerprintOf(*certificate) : QByteArray();
    if (fingerprint == m_pin)
        return;
    m_state = State::Failed;
    m_error = u"its certificate is not the pinned one, its SHA-256 fingerprint is "_s + QString::fromLatin1(fingerprint);
}

void TlsSession::failed(int result)
{
    const long verified = SSL_get_verify_result(m_ssl.get());
    const bool hasEnded = SSL_get_error(m_ssl.get(), result) == SSL_ERROR_ZERO_RETURN;
    m_error = takeOpensslError();
    if (m_state == State::Handshake && verified != X509_V_OK && m_pin.isEmpty())
        m_error = u"its certificate is not accepted: "_s + QString::fromLatin1(X509_verify_cert_error_string(verified));
    else if (hasEnded)
        m_error = u"the peer ended the handshake"_s;
    if (m_state == State::Handshake && !m_hasWritten)
        m_hasWritten = sendAtOnce(m_socket, {unexpectedMessage, sizeof unexpectedMessage}) > 0;
    m_state = State::Failed;
}

qint64 TlsSession::read(char *data, qint64 size)
{
    if (m_state != State::Open)
        return 0;
    ERR_clear_error();
    size_t count = 0;
    const int result = SSL_read_ex(m_ssl.get(), data, static_cast<size_t>(size), &count);
    if (result == 1)
        return static_cast<qint64>(count);
    const int reason = SSL_get_error(m_ssl.get(), result);
    if (reason == SSL_ERROR_ZERO_RETURN)
        m_state = State::Ended;
    else if (reason != SSL_ERROR_WANT_READ)
        failed(result);
    return 0;
}

void TlsSession::write(QByteArrayView bytes)
{
    if (bytes.isEmpty() || m_hasClosed || (m_state != State::Open && m_state != State::Ended))
        return;
    ERR_clear_error();
    size_t count = 0;
    const int result = SSL_write_ex(m_ssl.get(), bytes.data(), static_cast<size_t>(bytes.size()), &count);
    if (result != 1)
        failed(result);
}

void TlsSession::close()
{
    if (m_state == State::Handshake || m_state == State::Failed || std::exchange(m_hasClosed, true))
        return;
    ERR_clear_error();
    SSL_shutdown(m_ssl.get());
    ERR_clear_error();
}

const X509 *TlsSession::peerCertificate() const
{
    return SSL_get_verify_result(m_ssl.get()) == X509_V_OK ? SSL_get0_peer_certificate(m_ssl.get()) : nullptr;
}

} // namespace txdesk::http
