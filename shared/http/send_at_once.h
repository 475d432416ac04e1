// Bytes straight to the kernel, past Qt's write buffer: that takes 32 KB for as long as a connection lives, although one
// that is idle, or waits for an answer, has nothing to send.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArrayView>
#include <QTcpSocket>

#include <sys/socket.h>

namespace txdesk::http {

// How many of them the kernel has taken. What is left goes through the socket, as do all errors: 0 for a socket with TLS
// and while earlier bytes wait. Thread: the socket's.
[[nodiscard]] inline qsizetype sendAtOnce(const QTcpSocket &socket, QByteArrayView bytes)
{
    if (socket.metaObject() != &QTcpSocket::staticMetaObject || socket.bytesToWrite() > 0)
        return 0;
    const ssize_t sent = ::send(static_cast<int>(socket.socketDescriptor()), bytes.data(), static_cast<std::size_t>(bytes.size()),
                                MSG_NOSIGNAL | MSG_DONTWAIT);
    return std::max<qsizetype>(sent, 0);
}

} // namespace txdesk::http
