// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/single_instance.h"

#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int patienceMs = 500; // a console that hangs must not hang a second one
}

SingleInstance::SingleInstance(const QString &path, QObject *parent) : QObject(parent), m_path(path)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            if (socket->bytesAvailable() > 0)
                read(socket);
        }
    });
}

QString SingleInstance::pathOfThisUser()
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return QDir(folder).filePath(u"txdesk-console.socket"_s);
}

bool SingleInstance::tell(const QString &path, const QString &line)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(patienceMs))
        return false;
    socket.write(line.toUtf8().left(longestLine - 1) + '\n');
    const bool sent = socket.waitForBytesWritten(patienceMs);
    socket.disconnectFromServer();
    return sent;
}

bool SingleInstance::listen()
{
    // Asked first: with its access option Qt puts a new socket over the old one without a word.
    QLocalSocket probe;
    probe.connectToServer(m_path);
    if (probe.waitForConnected(patienceMs))
        return false;
    QLocalServer::removeServer(m_path); // left behind by one that crashed
    return m_server.listen(m_path);
}

void SingleInstance::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > longestLine)
            socket->abort();
        return;
    }
    const QByteArray line = socket->readLine(longestLine);
    socket->disconnectFromServer();
    emit told(QString::fromUtf8(line).trimmed());
}

} // namespace txdesk::console
