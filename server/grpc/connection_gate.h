// Accepts gRPC's connections in its place: libgrpc++ 1.51 bounds neither their number nor what one of them may send
// without ever asking anything. See docs/decisions/0017-grpc-gate.md.
// Thread: the one it is opened in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/http/handshake_pacer.h"
#include "shared/http/peer_register.h"

#include <QHash>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace txdesk::grpcapi {

struct GateLimits
{
    http::ServerLimits connections{};              // of it: numbers of connections, pace of handshakes
    qint64 strangerBytesMax = 8 * 1024 * 1024;     // received without a call that was let in: closed
    qint64 idleBytesMax = 32 * 1024 * 1024;        // received since the last such call: closed
    Milliseconds strangerTime{60'000};             // without a call that was let in: closed
    Milliseconds barTime{60'000};                  // no connection from an address that sent too much; loopback is never barred
    Milliseconds lookEvery{500};
};

class ConnectionGate
{
public:
    using Hand = std::function<void(int socket)>; // takes the socket over

    ConnectionGate(GateLimits limits, bool isTls, Hand hand);
    ~ConnectionGate();
    ConnectionGate(const ConnectionGate &) = delete;
    ConnectionGate &operator=(const ConnectionGate &) = delete;

    [[nodiscard]] Result<quint16> open(const QString &bind, quint16 port); // 0: any free one; several may be open
    void letIn(const QHostAddress &address, quint16 port); // a call of this peer was
    [[nodiscard]] const http::ServerCounters &counters() const { return m_counters; }

private:
    using Time = std::chrono::steady_clock::time_point;
    using Peer = std::pair<QHostAddress, quint16>;
    struct Known
    {
        int socket = -1;           // gRPC's; may be closed and used again by anybody
        quint64 inode = 0;         // tells whether it was
        Time since{};
        qint64 bytesAtLastCall = 0;
        bool wasLetIn = false;
        bool isCut = false;
    };
    class Listener;
    class Waiting;

    void take(int socket);
    void handOver(int socket, const Peer &peer);
    void look();
    [[nodiscard]] bool isOverdue(const Known &known, qint64 bytes, Time now);
    void cut(const Peer &peer, Known &known);
    void forget(const Peer &peer, const Known &known);

    const GateLimits m_limits;
    const bool m_isTls;
    const Hand m_hand;
    http::ServerCounters m_counters;
    http::PeerRegister m_register{m_limits.connections, m_counters};
    http::HandshakePacer m_pacer{m_limits.connections, m_counters};
    QHash<Waiting *, std::shared_ptr<Waiting>> m_waiting;
    QHash<Peer, Known> m_peers;
    QHash<QHostAddress, Time> m_barred;
    QTimer m_look;
    std::vector<std::unique_ptr<Listener>> m_listeners;
};

} // namespace txdesk::grpcapi
