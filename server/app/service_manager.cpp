// One datagram to the socket that the service manager named.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/service_manager.h"

#include <QByteArray>

#include <algorithm>
#include <cstddef>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace txdesk::app {

void tellServiceManager(QByteArrayView state)
{
    const QByteArray name = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if ((!name.startsWith('/') && !name.startsWith('@')) || name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::copy(name.begin(), name.end(), address.sun_path);
    if (name.startsWith('@'))
        address.sun_path[0] = '\0'; // an abstract socket
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<size_t>(name.size()));
    [[maybe_unused]] const ssize_t sent = ::sendto(socket, state.data(), static_cast<size_t>(state.size()), MSG_NOSIGNAL,
                                                   reinterpret_cast<const sockaddr *>(&address), size);
    ::close(socket);
}

} // namespace txdesk::app
