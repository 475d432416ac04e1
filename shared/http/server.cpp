#include "shared/http/server.h"

#include "shared/http/connection.h"
#include "shared/http/response_writer.h"
#include "shared/http/server_core.h"

#include <QNetworkProxy>
#include <QSocketNotifier>
#include <QTcpServer>

#include <cerrno>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace txdesk::http {

using namespace Qt::StringLiterals;

namespace {

constexpr int backlog = 1024;
constexpr int acceptedATurn = 4; // of the event loop; then the connections that are there get theirs
constexpr int refusedAtOnceMax = 64; // connections beyond the cap that get a whole answer; further ones a short one
constexpr int refusedPerPause = 256;
constexpr std::chrono::milliseconds acceptPause{100};
constexpr Fault tooMany{503, "too many connections"};
constexpr char internalError[] = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x50}; // TLS's fatal alert of that name: RFC 8446 section 6

QHostAddress peerOf(int socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return {};
    return normalAddress(QHostAddress(reinterpret_cast<const sockaddr *>(&address)));
}

int openSpare()
{
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

// For a connection that there is no room for: what fits into the socket's buffer, then the end.
void refuseRaw(int socket, bool isTls)
{
    const QByteArray answer = isTls ? QByteArray(internalError, sizeof internalError) : responseBytes(faultResponse(tooMany), {.closes = true});
    [[maybe_unused]] const auto sent =
        ::send(socket, answer.constData(), static_cast<size_t>(answer.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(socket, SHUT_WR);
    char unread[4096]; // unread input at close() would make the kernel reset the connection
    while (::recv(socket, unread, sizeof unread, MSG_DONTWAIT) > 0) {
    }
    ::close(socket);
}

} // namespace

Responder::Responder(std::shared_ptr<Target> target, quint64 request) : m_target(std::move(target)), m_request(request) {}

Responder::Responder(Responder &&other) noexcept = default;

Responder &Responder::operator=(Responder &&other) noexcept
{
    std::swap(m_target, other.m_target);
    std::swap(m_request, other.m_request);
    return *this;
}

Responder::~Responder()
{
    if (m_target)
        send(faultResponse({500, "internal error"}));
}

void Responder::send(Response response)
{
    if (const auto target = std::exchange(m_target, nullptr))
        target->respond(m_request, std::move(response));
}

void Responder::markAuthenticated()
{
    if (m_target)
        m_target->markAuthenticated(m_request);
}

bool Responder::isGone() const
{
    return !m_target || m_target->isGone(m_request);
}

void Responder::drop()
{
    if (const auto target = std::exchange(m_target, nullptr))
        target->drop(m_request);
}

std::shared_ptr<Stream> Responder::beginStream(Response head)
{
    const auto target = std::exchange(m_target, nullptr);
    return target ? target->beginStream(m_request, std::move(head)) : nullptr;
}

namespace {

// One listening socket. QTcpServer opens it and accepts nothing: it takes as many as wait at once, and once it has found
// none waiting it does not tell any more that no descriptor is left, but tries again for ever.
class Listener final
{
public:
    Listener(std::function<void(qintptr)> arrived, std::function<void()> failed)
        : m_arrived(std::move(arrived)), m_failed(std::move(failed))
    {
        m_server.setProxy(QNetworkProxy::NoProxy);
        m_server.setListenBacklogSize(backlog);
    }

    bool listen(const QHostAddress &address, quint16 port)
    {
        if (!m_server.listen(address, port))
            return false;
        m_server.pauseAccepting();
        m_notifier = std::make_unique<QSocketNotifier>(m_server.socketDescriptor(), QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { accept(); });
        return true;
    }

    void pause() { m_notifier->setEnabled(false); }
    void resume() { m_notifier->setEnabled(true); }
    [[nodiscard]] const QTcpServer &server() const { return m_server; }

private:
    void accept()
    {
        for (int i = 0; i < acceptedATurn; ++i) {
            const int socket = ::accept4(static_cast<int>(m_server.socketDescriptor()), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (socket >= 0) {
                m_arrived(socket);
                continue;
            }
            if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED)
                m_failed();
            return;
        }
    }

    const std::function<void(qintptr)> m_arrived;
    const std::function<void()> m_failed;
    QTcpServer m_server;
    std::unique_ptr<QSocketNotifier> m_notifier; // ends before its socket
};

// A machine without IPv6 has no ::1: nobody can come from there either.
bool mayBeMissing(const QHostAddress &address, const QTcpServer &listener)
{
    return address.isLoopback() && address.protocol() == QAbstractSocket::IPv6Protocol
        && (listener.serverError() == QAbstractSocket::SocketAddressNotAvailableError
            || listener.serverError() == QAbstractSocket::UnsupportedSocketOperationError);
}

} // namespace

class Server::Impl final : public QObject
{
public:
    Impl(Server &server, ServerLimits limits, Handler handler);
    ~Impl() override;

    [[nodiscard]] Result<quint16> listen(const QList<QHostAddress> &addresses, quint16 port);
    void drain();
    void closeAll();
    ServerCore core;

private:
    void arrived(qintptr descriptor);
    void pause();
    void resume();
    void refuseWaiting(const QTcpServer &listener);
    void connectionClosed();

    Server &m_server;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    TimerWheel::Deadline m_resume;
    int m_spare = openSpare(); // given up for a moment to answer those who come when no descriptor is left
};

Server::Impl::Impl(Server &server, ServerLimits limits, Handler handler)
    : core{.limits = std::move(limits), .handler = std::move(handler)}, m_server(server),
      m_resume(core.wheel, [this] { resume(); })
{
    core.connectionClosed = [this] { connectionClosed(); };
}

Server::Impl::~Impl()
{
    m_listeners.clear();
    const auto connections = std::exchange(core.connections, {});
    core.connectionClosed = [] {};
    for (const auto &connection : connections)
        connection->abandon();
    if (m_spare >= 0)
        ::close(m_spare);
}

// All on the same port. When any free one will do and another program has it on one of the addresses, the next is tried.
Result<quint16> Server::Impl::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    constexpr int portsTried = 16;
    QString error;
    for (int i = 0; i < (port == 0 ? portsTried : 1); ++i) {
        m_listeners.clear();
        error.clear();
        quint16 common = port;
        for (const QHostAddress &address : addresses) {
            auto listener = std::make_unique<Listener>([this](qintptr descriptor) { arrived(descriptor); }, [this] { pause(); });
            if (listener->listen(address, common)) {
                common = listener->server().serverPort();
                m_listeners.push_back(std::move(listener));
            } else if (addresses.size() == 1 || !mayBeMissing(address, listener->server())) {
                error = u"%1: %2"_s.arg(address.toString(), listener->server().errorString());
                break;
            }
        }
        if (error.isEmpty() && !m_listeners.empty())
            return common;
    }
    m_listeners.clear();
    return fail(ErrorCode::Unavailable, u"cannot listen on "_s + error);
}

void Server::Impl::arrived(qintptr descriptor)
{
    const QHostAddress peer = peerOf(static_cast<int>(descriptor));
    const bool isAdmitted = core.peers.admit(peer);
    if (!isAdmitted && (core.tls || core.refusing >= refusedAtOnceMax)) {
        core.counters.refuse(core.tls ? 0 : 503);
        refuseRaw(static_cast<int>(descriptor), core.tls != nullptr);
        return;
    }
    auto *socket = new QTcpSocket; // owned by its Connection
    socket->setProxy(QNetworkProxy::NoProxy);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        ::close(static_cast<int>(descriptor));
        if (isAdmitted)
            core.peers.left(peer, false);
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const auto connection = std::make_shared<Connection>(core, socket, core.tls, peer);
    core.connections.insert(connection.get(), connection);
    ++core.counters.accepted;
    ++core.counters.connections;
    if (isAdmitted)
        connection->start();
    else
        connection->turnAway(tooMany);
}

// No descriptor is left: wait a little, and answer those who wait.
void Server::Impl::pause()
{
    for (const auto &listener : m_listeners) {
        listener->pause();
        refuseWaiting(listener->server());
    }
    m_resume.set(acceptPause);
}

void Server::Impl::resume()
{
    for (const auto &listener : m_listeners)
        listener->resume();
}

void Server::Impl::refuseWaiting(const QTcpServer &listener)
{
    if (m_spare < 0)
        m_spare = openSpare();
    for (int i = 0; i < refusedPerPause && m_spare >= 0; ++i) {
        ::close(m_spare);
        const int socket = ::accept4(static_cast<int>(listener.socketDescriptor()), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (socket >= 0) {
            core.counters.refuse(core.tls ? 0 : 503);
            refuseRaw(socket, core.tls != nullptr);
        }
        m_spare = openSpare();
        if (socket < 0)
            return;
    }
}

void Server::Impl::connectionClosed()
{
    if (core.isDraining && core.connections.isEmpty())
        QMetaObject::invokeMethod(&m_server, &Server::drained, Qt::QueuedConnection);
}

void Server::Impl::drain()
{
    m_listeners.clear();
    m_resume.clear();
    core.isDraining = true;
    const auto connections = core.connections; // a copy: they leave it
    for (const auto &connection : connections)
        connection->drain();
    if (connections.isEmpty())
        connectionClosed();
}

void Server::Impl::closeAll()
{
    const auto connections = core.connections;
    for (const auto &connection : connections)
        connection->closeNow();
}

Server::Server(ServerLimits limits, Handler handler, QObject *parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(*this, std::move(limits), std::move(handler)))
{
}

Server::~Server() = default;

Result<quint16> Server::listen(const QHostAddress &address, quint16 port)
{
    return m_impl->listen({address}, port);
}

Result<quint16> Server::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    return m_impl->listen(addresses, port);
}

Result<QStringList> Server::setTls(const ServerTls &tls)
{
    auto context = TlsServerContext::load(tls);
    if (!context)
        return tl::unexpected(context.error());
    m_impl->core.tls = std::move(*context);
    return m_impl->core.tls->warnings();
}

void Server::stopAccepting()
{
    m_impl->drain();
}

void Server::closeAll()
{
    m_impl->closeAll();
}

const ServerCounters &Server::counters() const
{
    return m_impl->core.counters;
}

} // namespace txdesk::http
