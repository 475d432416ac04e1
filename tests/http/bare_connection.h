// A client that is nothing but a socket: it reads only when it is told to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace txdesk::http {

inline const QByteArray plainRequest = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";

// A blocking socket of the kernel that is connected and says a request; -1 when there is no descriptor.
[[nodiscard]] inline int bareConnection(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    if (socket < 0)
        return -1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::send(socket, plainRequest.constData(), static_cast<size_t>(plainRequest.size()), 0) < 0) {
        ::close(socket);
        return -1;
    }
    return socket;
}

} // namespace txdesk::http
