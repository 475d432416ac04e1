// A coordinator that says what the test tells it to, with or without TLS.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QHash>
#include <QPointer>
#include <QSslServer>
#include <QTcpSocket>
#include <QUrl>

#include <type_traits>

namespace txdesk::test {

// Answers each request by its path; the stream stays open unless an answer for it is set.
template <class Server>
class ScriptedServerOn final : public Server
{
public:
    QHash<QByteArray, QByteArray> answers; // path, or path and query -> "200 {json}"
    QByteArray extraHeaders;               // whole lines
    QList<QByteArray> requests;            // as they came
    QList<QPointer<QTcpSocket>> streams;
    qint64 flood = 0;   // bytes of blanks that follow "{" as the body of /api/v1/transactions; 0: none
    qint64 flooded = 0; // of them that were taken

    ScriptedServerOn()
    {
        this->listen(QHostAddress::LocalHost);
        QObject::connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = this->nextPendingConnection()) {
                QObject::connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(*socket); });
                if (socket->bytesAvailable() > 0)
                    serve(*socket);
            }
        });
    }

    [[nodiscard]] QUrl url() const
    {
        const bool secure = std::is_same_v<Server, QSslServer>;
        return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(QLatin1String(secure ? "https" : "http")).arg(this->serverPort()));
    }

    void say(const QByteArray &text)
    {
        streams.last()->write(text);
        streams.last()->flush();
    }

    void sayHello() { say("event: hello\ndata: {\"sequence\":7,\"node\":\"n1\",\"run\":\"r1\",\"serverTime\":1}\n\n"); }

private:
    void serve(QTcpSocket &socket)
    {
        const QByteArray request = socket.readAll();
        requests.append(request);
        const QByteArray path = request.split(' ').value(1).split('?').value(0);
        if (path == "/api/v1/stream" && !answers.contains(path)) {
            streams.append(&socket);
            socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            return;
        }
        if (path == "/api/v1/transactions" && flood > 0)
            return beginFlood(socket);
        const QByteArray answer = answers.value(request.split(' ').value(1), answers.value(path, "404 {\"message\":\"unknown\"}"));
        const QByteArray body = answer.mid(4);
        socket.write("HTTP/1.1 " + answer.left(3) + " X\r\nContent-Type: application/json\r\n" + extraHeaders +
                     "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    void beginFlood(QTcpSocket &socket)
    {
        socket.write("HTTP/1.1 200 X\r\nContent-Length: " + QByteArray::number(flood + 1) + "\r\n\r\n{");
        QObject::connect(&socket, &QTcpSocket::bytesWritten, this, [this, &socket] {
            if (socket.bytesToWrite() > 0 || flooded >= flood)
                return;
            flooded += 1024 * 1024;
            socket.write(QByteArray(1024 * 1024, ' '));
        });
    }
};

using ScriptedServer = ScriptedServerOn<QTcpServer>;
using ScriptedTlsServer = ScriptedServerOn<QSslServer>;

} // namespace txdesk::test
