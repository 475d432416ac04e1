// TLS on one connected socket: its handshake, and plain bytes in and out of it. Keeps no buffers of its own: bytes are
// taken from the socket as OpenSSL asks for them and go to the kernel as it gives them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/openssl_pointers.h"

#include <QByteArrayView>
#include <QTcpSocket>

namespace txdesk::http {

// Thread: the socket's. Not used any more once the socket is gone. Never emits a signal of the socket.
class TlsSession
{
public:
    enum class State {
        Handshake,
        Open,
        Ended,  // the peer has said that nothing more comes
        Failed, // error() says why; the alert is sent
    };

    // `pin`: fingerprint that the peer's certificate must have; empty: any that OpenSSL accepts.
    TlsSession(SslPointer ssl, QTcpSocket &socket, QByteArray pin = {});
    TlsSession(const TlsSession &) = delete;
    TlsSession &operator=(const TlsSession &) = delete;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] bool isResumed() const { return SSL_session_reused(m_ssl.get()) == 1; }
    [[nodiscard]] const X509 *peerCertificate() const; // the verified one; null: none

    void handshake();                          // goes on with what has come
    [[nodiscard]] qint64 read(char *data, qint64 size); // 0: nothing now, or it is over: see state()
    void write(QByteArrayView bytes);          // when Open or Ended
    void close();                              // says that nothing more comes; once

private:
    static int readRaw(BIO *bio, char *data, int size);
    static int writeRaw(BIO *bio, const char *data, int size);
    static long control(BIO *bio, int command, long number, void *pointer);
    [[nodiscard]] static const BIO_METHOD *method();

    void handshakeDone();
    void failed(int result);

    SslPointer m_ssl;
    QTcpSocket &m_socket;
    const QByteArray m_pin;
    QString m_error;
    State m_state = State::Handshake;
    bool m_hasWritten = false;
    bool m_hasClosed = false;
};

} // namespace txdesk::http
