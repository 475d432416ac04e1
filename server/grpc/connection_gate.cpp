// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/connection_gate.h"

#include <QLoggingCategory>
#include <QNetworkProxy>
#include <QTcpServer>

#include <optional>

#include <fcntl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(gateLog, "txdesk.grpc")

constexpr int backlog = 1024;
constexpr Milliseconds acceptPause{100};

std::pair<QHostAddress, quint16> peerOfSocket(int socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return {};
    const quint16 port = address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6 *>(&address)->sin6_port)
                                                       : ntohs(reinterpret_cast<const sockaddr_in *>(&address)->sin_port);
    return {http::normalAddress(QHostAddress(reinterpret_cast<const sockaddr *>(&address))), port};
}

quint64 inodeOf(int socket)
{
    struct stat status{};
    return ::fstat(socket, &status) == 0 && S_ISSOCK(status.st_mode) ? status.st_ino : 0;
}

std::optional<qint64> bytesReceived(int socket)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 || size < offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received)
        return std::nullopt;
    return static_cast<qint64>(info.tcpi_bytes_received);
}

void makeReady(int socket)
{
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
}

} // namespace

class ConnectionGate::Listener final : public QTcpServer
{
public:
    explicit Listener(ConnectionGate &gate) : m_gate(gate)
    {
        setProxy(QNetworkProxy::NoProxy);
        setListenBacklogSize(backlog);
        m_pause.setSingleShot(true);
        connect(&m_pause, &QTimer::timeout, this, [this] { resumeAccepting(); });
        // No descriptor is left: QTcpServer has stopped. Source: CVE-2023-4785, where gRPC's own never starts again.
        connect(this, &QTcpServer::acceptError, this, [this] { m_pause.start(acceptPause); });
    }

protected:
    void incomingConnection(qintptr socket) override { m_gate.take(static_cast<int>(socket)); }

private:
    ConnectionGate &m_gate;
    QTimer m_pause;
};

// A connection that waits for its turn to shake hands.
class ConnectionGate::Waiting final : public http::HandshakePacer::Waiter
{
public:
    Waiting(ConnectionGate &gate, int socket, Peer peer) : m_gate(gate), m_socket(socket), m_peer(std::move(peer)) {}

    ~Waiting() override
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }

    void takeTurn() override { leave(true); }
    void giveWay() override { leave(false); }

private:
    void leave(bool isHandedOver)
    {
        const std::shared_ptr<Waiting> alive = m_gate.m_waiting.take(this);
        m_gate.m_pacer.ended(*this); // what remains of the handshake, gRPC's threads do
        if (isHandedOver)
            m_gate.handOver(std::exchange(m_socket, -1), m_peer);
        else
            m_gate.m_register.left(m_peer.first, false);
    }

    ConnectionGate &m_gate;
    int m_socket;
    const Peer m_peer;
};

ConnectionGate::ConnectionGate(GateLimits limits, bool isTls, Hand hand) : m_limits(std::move(limits)), m_isTls(isTls), m_hand(std::move(hand))
{
    QObject::connect(&m_look, &QTimer::timeout, &m_look, [this] { look(); });
}

ConnectionGate::~ConnectionGate()
{
    m_listeners.clear();
    for (const std::shared_ptr<Waiting> &waiting : std::as_const(m_waiting))
        m_pacer.ended(*waiting);
    m_waiting.clear();
}

Result<quint16> ConnectionGate::open(const QString &bind, quint16 port)
{
    auto listener = std::make_unique<Listener>(*this);
    if (!listener->listen(QHostAddress(bind), port))
        return fail(ErrorCode::Unavailable, listener->errorString());
    m_listeners.push_back(std::move(listener));
    return m_listeners.back()->serverPort();
}

void ConnectionGate::take(int socket)
{
    const Peer peer = peerOfSocket(socket);
    const auto barred = m_barred.constFind(peer.first);
    if (barred != m_barred.cend() && *barred > std::chrono::steady_clock::now()) {
        ++m_counters.refused;
        ::close(socket);
        return;
    }
    if (!m_register.admit(peer.first)) {
        ++m_counters.refused;
        ::close(socket);
        return;
    }
    makeReady(socket);
    ++m_counters.accepted;
    if (!m_isTls) {
        handOver(socket, peer);
        return;
    }
    const auto waiting = std::make_shared<Waiting>(*this, socket, peer);
    m_waiting.insert(waiting.get(), waiting);
    m_pacer.ask(*waiting);
}

void ConnectionGate::handOver(int socket, const Peer &peer)
{
    if (const auto old = m_peers.constFind(peer); old != m_peers.cend()) // it has left since the last look
        forget(peer, Known(*old));
    m_peers.insert(peer, {.socket = socket, .inode = inodeOf(socket), .since = std::chrono::steady_clock::now()});
    m_counters.connections = static_cast<int>(m_peers.size());
    if (!m_look.isActive())
        m_look.start(m_limits.lookEvery);
    m_hand(socket);
}

void ConnectionGate::letIn(const QHostAddress &address, quint16 port)
{
    const auto found = m_peers.find({http::normalAddress(address), port});
    if (found == m_peers.end() || found->isCut)
        return;
    if (!std::exchange(found->wasLetIn, true))
        m_register.authenticated(found.key().first);
    found->bytesAtLastCall = -1; // the next look takes the number
}

void ConnectionGate::look()
{
    const Time now = std::chrono::steady_clock::now();
    QList<Peer> gone;
    for (auto peer = m_peers.begin(); peer != m_peers.end(); ++peer) {
        const std::optional<qint64> bytes = bytesReceived(peer->socket);
        if (!bytes || inodeOf(peer->socket) != peer->inode)
            gone.append(peer.key());
        else if (!peer->isCut && isOverdue(*peer, *bytes, now))
            cut(peer.key(), *peer);
        else if (peer->bytesAtLastCall < 0)
            peer->bytesAtLastCall = *bytes;
    }
    for (const Peer &peer : gone)
        forget(peer, m_peers.take(peer));
    m_counters.connections = static_cast<int>(m_peers.size());
    m_barred.removeIf([now](const auto &barred) { return barred.value() <= now; });
    if (m_peers.isEmpty() && m_barred.isEmpty())
        m_look.stop();
}

bool ConnectionGate::isOverdue(const Known &known, qint64 bytes, Time now)
{
    if (!known.wasLetIn)
        return bytes > m_limits.strangerBytesMax || now - known.since > m_limits.strangerTime;
    return known.bytesAtLastCall >= 0 && bytes - known.bytesAtLastCall > m_limits.idleBytesMax;
}

// By a descriptor of our own: gRPC may close its one at any moment, and the number may become somebody else's.
void ConnectionGate::cut(const Peer &peer, Known &known)
{
    const int own = ::fcntl(known.socket, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return;
    if (inodeOf(own) == known.inode) {
        const bool sentTooMuch = known.wasLetIn || bytesReceived(own).value_or(0) > m_limits.strangerBytesMax;
        ::shutdown(own, SHUT_RDWR);
        known.isCut = true;
        ++m_counters.refused;
        if (sentTooMuch && !peer.first.isLoopback())
            m_barred.insert(peer.first, std::chrono::steady_clock::now() + m_limits.barTime);
        qCWarning(gateLog).noquote() << "connection closed address=" << peer.first.toString()
                                     << (sentTooMuch ? "reason=\"much was sent, nothing asked\"" : "reason=\"nothing was asked for long\"");
    }
    ::close(own);
}

void ConnectionGate::forget(const Peer &peer, const Known &known)
{
    m_register.left(peer.first, known.wasLetIn);
}

} // namespace txdesk::grpcapi
