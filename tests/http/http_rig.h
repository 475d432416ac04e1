// A server on a free port, and a bare socket that says exactly the bytes it is told to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/server.h"

#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <utility>

namespace txdesk::http {

// Answers 200 with "<method> <path> <body size>" unless a test sets another handler.
inline void echo(Request &&request, Responder &&responder)
{
    Response response;
    response.contentType = "text/plain";
    response.body = request.method + ' ' + request.path + ' ' + QByteArray::number(request.body.size());
    responder.send(std::move(response));
}

struct ServerRig
{
    explicit ServerRig(ServerLimits limits = {}, Server::Handler handler = echo)
        : server(std::make_unique<Server>(std::move(limits), std::move(handler)))
    {
        port = server->listen(QHostAddress::LocalHost, 0).value_or(0);
    }

    [[nodiscard]] QString url(const QString &path) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(path);
    }

    std::unique_ptr<Server> server;
    quint16 port = 0;
};

// One connection of a client that knows no HTTP. Reads all the time.
class RawPeer
{
public:
    explicit RawPeer(quint16 port, const QString &from = {}) // an address of this machine
    {
        if (!from.isEmpty())
            m_socket.bind(QHostAddress(from));
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { received += m_socket.readAll(); });
        m_socket.connectToHost(QHostAddress::LocalHost, port);
    }

    void say(const QByteArray &bytes) { m_socket.write(bytes); }
    void leave() { m_socket.abort(); }
    [[nodiscard]] bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] int status() const { return received.mid(9, 3).toInt(); } // of the first answer

    [[nodiscard]] QByteArray body() const // of the first answer
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : received.mid(end + 4);
    }

    QByteArray received;

private:
    QTcpSocket m_socket;
};

} // namespace txdesk::http
