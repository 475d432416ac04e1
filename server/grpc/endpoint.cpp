// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/endpoint.h"

#include "server/grpc/connection.h"
#include "server/grpc/method_table.h"

#include <QLoggingCategory>
#include <QNetworkProxy>
#include <QSocketNotifier>
#include <QTcpServer>

#include <algorithm>
#include <cerrno>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(grpcLog, "txdesk.grpc")

constexpr int backlog = 1024;
constexpr Milliseconds acceptPause{100};
constexpr int acceptedATurn = 64; // then the other connections get theirs

QString addressOf(const QString &bind, int port)
{
    const bool isV6 = QHostAddress(bind).protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(bind).arg(port);
}

Visitor visitorOf(const Connection &connection, const QList<http::Header> &metadata)
{
    Visitor visitor{.knock = {.certificate = connection.certificate(), .certificateName = connection.certificateName(), .address = connection.address(), .isDtmRoute = true, .route = "grpc"}};
    for (const http::Header &header : metadata) {
        if (header.name == "authorization") // two could mean two callers: then it is neither
            visitor.knock.authorization = visitor.knock.authorization.isEmpty() ? header.value : "two"_ba;
        else if (header.name == "dtm-outbound")
            visitor.isOurselves = true;
    }
    return visitor;
}

// What participants are told about a call in metadata is of no use to us, but it may not carry anything into a log either.
Question questionFrom(const Handler &handler, const Http2Session::Call &call, const codec::RequestLimits &limits)
{
    if (!call.badHeader.isEmpty())
        return Error{ErrorCode::InvalidRequest, call.badHeader == "dtm-gid" ? u"bad gid"_s : u"bad header"_s, u"metadata"_s};
    return handler.read(call.message, limits);
}

class Pending final : public Incoming
{
public:
    Pending(const Handler &handler, Question body, Visitor who, const std::shared_ptr<Connection> &connection, qint32 stream, int &inFlight)
        : Incoming(handler.method, std::move(body), std::move(who)), m_handler(handler), m_connection(connection), m_stream(stream), m_inFlight(inFlight)
    {
        ++m_inFlight;
    }

    ~Pending() override
    {
        if (!m_isAnswered)
            answer({.code = Code::Unavailable, .message = u"the server is shutting down"_s});
        --m_inFlight;
    }

    void letIn() override
    {
        if (const std::shared_ptr<Connection> connection = m_connection.lock())
            connection->letIn();
    }

    void answer(const Answer &answer) override
    {
        if (std::exchange(m_isAnswered, true))
            return;
        if (const std::shared_ptr<Connection> connection = m_connection.lock())
            connection->reply(m_stream, {.code = static_cast<int>(answer.code), .text = answer.message.toUtf8(),
                                         .message = answer.code == Code::Ok ? m_handler.write(answer) : QByteArray()});
    }

private:
    const Handler &m_handler;
    const std::weak_ptr<Connection> m_connection;
    const qint32 m_stream;
    int &m_inFlight;
    bool m_isAnswered = false;
};

} // namespace

class Endpoint::Impl
{
public:
    Impl(EndpointSettings settings, Take take) : m_settings(std::move(settings)), m_take(std::move(take))
    {
        m_core.limits = m_settings.connections;
        m_core.session = {.streamsMax = m_settings.streamsMax, .messageBytesMax = m_settings.messageBytesMax};
        m_core.buffered.max = std::max<qint64>(m_core.buffered.max, 4 * qint64{m_settings.messageBytesMax});
        m_core.buffered.perStrangerMax = std::max<qint64>(m_core.buffered.perStrangerMax, 2 * qint64{m_settings.messageBytesMax});
        m_core.strangerTime = m_settings.strangerTime;
        m_core.knows = [](const QByteArray &path) { return handlerOf(path) != nullptr; };
        m_core.called = [this](const std::shared_ptr<Connection> &connection, Http2Session::Call &&call) { called(connection, call); };
        logProtobufQuietly();
    }

    ~Impl()
    {
        m_listeners.clear();
        const auto connections = std::exchange(m_core.connections, {});
        for (const auto &connection : connections)
            connection->farewell();
    }

    Result<quint16> listen()
    {
        if (m_settings.tls)
            if (const Result<QStringList> loaded = setTls(*m_settings.tls); !loaded)
                return tl::unexpected<Error>(loaded.error());
        const Result<quint16> port = open(m_settings.bind, m_settings.port);
        if (!port)
            return fail(ErrorCode::Unavailable, u"cannot listen on %1 for gRPC: is the port in use? --grpc-port chooses another, -1 none"_s
                                                    .arg(addressOf(m_settings.bind, m_settings.port)));
        for (const QString &bind : m_settings.port == 0 ? QStringList() : m_settings.alsoBind)
            if (const Result<quint16> also = open(bind, *port); !also)
                qCWarning(grpcLog).noquote() << "gRPC does not listen on" << addressOf(bind, *port) << "-" << also.error().message;
        return port;
    }

    Result<QStringList> setTls(const http::ServerTls &tls)
    {
        auto context = http::TlsServerContext::load(tls, http::TlsServerContext::Protocol::Http2);
        if (!context)
            return tl::unexpected<Error>(context.error());
        m_core.tls = std::move(*context);
        return m_core.tls->warnings();
    }

    const http::ServerCounters &counters() const { return m_core.counters; }

private:
    // A port of one address. QTcpServer opens it and accepts nothing: from the second error on it does not say that no
    // descriptor is left, and tries again for ever.
    class Listener final
    {
    public:
        Listener(http::TimerWheel &wheel, std::function<void(qintptr)> take)
            : m_take(std::move(take)), m_resume(wheel, [this] { m_notifier->setEnabled(true); })
        {
            m_server.setProxy(QNetworkProxy::NoProxy);
            m_server.setListenBacklogSize(backlog);
        }

        [[nodiscard]] Result<quint16> listen(const QString &bind, quint16 port)
        {
            if (!m_server.listen(QHostAddress(bind), port))
                return fail(ErrorCode::Unavailable, m_server.errorString());
            m_server.pauseAccepting();
            m_notifier = std::make_unique<QSocketNotifier>(m_server.socketDescriptor(), QSocketNotifier::Read);
            QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { accept(); });
            return m_server.serverPort();
        }

    private:
        void accept()
        {
            for (int i = 0; i < acceptedATurn; ++i) {
                const int socket = ::accept4(static_cast<int>(m_server.socketDescriptor()), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
                if (socket >= 0) {
                    m_take(socket);
                } else {
                    if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) { // no descriptor is left: those who wait, wait
                        m_notifier->setEnabled(false);
                        m_resume.set(acceptPause);
                    }
                    return;
                }
            }
        }

        const std::function<void(qintptr)> m_take;
        QTcpServer m_server;
        std::unique_ptr<QSocketNotifier> m_notifier; // ends before its socket
        http::TimerWheel::Deadline m_resume;
    };

    Result<quint16> open(const QString &bind, int port)
    {
        auto listener = std::make_unique<Listener>(m_core.wheel, [this](qintptr socket) { accepted(socket); });
        const Result<quint16> open = listener->listen(bind, static_cast<quint16>(port));
        if (open)
            m_listeners.push_back(std::move(listener));
        return open;
    }

    void accepted(qintptr descriptor)
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->setProxy(QNetworkProxy::NoProxy);
        if (!socket->setSocketDescriptor(descriptor)) {
            ::close(static_cast<int>(descriptor));
            return;
        }
        const QHostAddress peer = http::normalAddress(socket->peerAddress());
        if (!m_core.peers.admit(peer)) {
            ++m_core.counters.refused;
            return;
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        auto tls = m_core.tls ? std::make_unique<http::TlsSession>(m_core.tls->newConnection(), *socket) : nullptr;
        const auto connection = std::make_shared<Connection>(m_core, socket.release(), std::move(tls), peer);
        m_core.connections.insert(connection.get(), connection);
        ++m_core.counters.accepted;
        m_core.counters.connections = static_cast<int>(m_core.connections.size());
        connection->start();
    }

    void called(const std::shared_ptr<Connection> &connection, const Http2Session::Call &call)
    {
        const Handler *handler = handlerOf(call.path);
        if (m_inFlight >= m_settings.inFlightMax) {
            connection->reply(call.stream, {.code = static_cast<int>(Code::Unavailable), .text = "too many requests at a time"_ba});
            return;
        }
        ++m_core.counters.requests;
        m_take(std::make_unique<Pending>(*handler, questionFrom(*handler, call, m_settings.limits), visitorOf(*connection, call.metadata),
                                         connection, call.stream, m_inFlight));
    }

    const EndpointSettings m_settings;
    const Take m_take;
    int m_inFlight = 0;
    ConnectionCore m_core;
    std::vector<std::unique_ptr<Listener>> m_listeners;
};

Endpoint::Endpoint(EndpointSettings settings, Take take) : m_impl(std::make_unique<Impl>(std::move(settings), std::move(take))) {}

Endpoint::~Endpoint() = default;

Result<quint16> Endpoint::listen()
{
    return m_impl->listen();
}

Result<QStringList> Endpoint::setTls(const http::ServerTls &tls)
{
    return m_impl->setTls(tls);
}

const http::ServerCounters &Endpoint::connectionCounters() const
{
    return m_impl->counters();
}

} // namespace txdesk::grpcapi
