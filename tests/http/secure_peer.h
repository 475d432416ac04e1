// Qt's own TLS client for tests, and the server it talks to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/http/http_rig.h"
#include "tests/support/certificates.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace txdesk::http {

inline const QByteArray tlsRequest = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";

// A client that trusts one authority and may show a certificate. Reads all the time.
class SecurePeer
{
public:
    SecurePeer(quint16 port, const QSslConfiguration &configuration)
    {
        socket.setSslConfiguration(configuration);
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { received += socket.readAll(); });
        socket.setPeerVerifyName(QStringLiteral("localhost"));
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port, QStringLiteral("localhost"));
    }

    void say(const QByteArray &bytes) { socket.write(bytes); }
    [[nodiscard]] bool isClosed() const { return socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] QByteArray body() const
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : received.mid(end + 4);
    }

    QSslSocket socket;
    QByteArray received;
};

[[nodiscard]] inline QSslConfiguration trusting(const QString &certificateFile)
{
    QSslConfiguration configuration;
    configuration.setCaCertificates(QSslCertificate::fromPath(certificateFile));
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return configuration;
}

// Says what the server is told of each request.
inline void describe(Request &&request, Responder &&responder)
{
    QByteArray body = (request.isSecure ? "secure " : "plain ") + request.peerCertificate;
    if (!request.peerCertificateName.isEmpty())
        body += ' ' + request.peerCertificateName.toUtf8();
    responder.send({.body = body});
}

// A server over TLS with this certificate, unless `tls` says another.
[[nodiscard]] inline ServerRig secureRigOf(const test::IdentityFiles &own, ServerLimits limits = {}, ServerTls tls = {}, Server::Handler handler = describe)
{
    ServerRig rig(std::move(limits), std::move(handler));
    if (tls.certificateFile.isEmpty())
        tls = {own.certificate, own.key};
    if (!rig.server->setTls(tls))
        qFatal("TLS cannot be used");
    return rig;
}

} // namespace txdesk::http
