// What all connections of one server share: limits, handler, counters, the timer wheel, the register of connections.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/handshake_pacer.h"
#include "shared/http/peer_register.h"
#include "shared/http/server.h"
#include "shared/http/timer_wheel.h"
#include "shared/http/tls_context.h"

#include <QHash>

#include <memory>
#include <vector>

namespace txdesk::http {

class Connection;

// Thread: the server's. Outlives the register, not every Connection: one may be held by a late Responder.
struct ServerCore
{
    ServerLimits limits;
    Server::Handler handler;
    ServerCounters counters{};
    TimerWheel wheel{};
    std::vector<char> scratch = std::vector<char>(64 * 1024); // bytes are read into it, so idle connections keep no buffer
    QHash<const Connection *, std::shared_ptr<Connection>> connections{};
    std::function<void()> connectionClosed{};
    std::shared_ptr<const TlsServerContext> tls{}; // null: connections are not encrypted
    PeerRegister peers{limits, counters};
    HandshakePacer pacer{limits, counters};
    qint64 unfinishedBodyBytes = 0; // of all connections
    int refusing = 0; // connections that are told why they cannot stay
    bool isDraining = false;
};

} // namespace txdesk::http
