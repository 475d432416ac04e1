// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/connection.h"

#include <sys/socket.h>

namespace txdesk::grpcapi {

namespace {

constexpr std::chrono::milliseconds pingTime{20'000};
constexpr int readsATurn = 16; // then the other connections get theirs

} // namespace

Connection::Connection(ConnectionCore &core, QTcpSocket *socket, std::unique_ptr<http::TlsSession> tls, const QHostAddress &peer)
    : m_core(core), m_socket(socket), m_tls(std::move(tls)), m_peer(peer), m_session(core.session, *this, core.buffered),
      m_deadline(core.wheel, [this] { timedOut(); }), m_stranger(core.wheel, [this] { close(); })
{
    m_socket->setReadBufferSize(static_cast<qint64>(core.scratch.size()));
    QObject::connect(m_socket, &QTcpSocket::readyRead, m_socket, [this] { readable(); });
    QObject::connect(m_socket, &QTcpSocket::bytesWritten, m_socket, [this] { send(); readable(); });
    QObject::connect(m_socket, &QTcpSocket::disconnected, m_socket, [this] { close(); });
}

Connection::~Connection()
{
    if (m_socket != nullptr)
        m_socket->disconnect(); // its end would call back
    delete m_socket;
}

void Connection::start()
{
    m_isKnown = !m_core.peers.isStranger(m_peer);
    m_stranger.set(m_core.strangerTime);
    m_isOpen = m_tls == nullptr;
    m_deadline.set(m_isOpen ? m_core.silence : m_core.limits.handshakeTime);
    if (m_isOpen)
        sendSoon(); // our settings
    readable();
}

// Nothing is computed for who has said nothing. The first step, the dear one, waits for its turn.
void Connection::readable()
{
    const auto self = shared_from_this();
    if (m_socket == nullptr || m_isBusy)
        return;
    if (m_isLeaving)
        discard();
    else if (m_isOpen)
        hear();
    else if (m_hasTurn)
        shakeHands();
    else if (m_socket->bytesAvailable() > 0)
        m_core.pacer.ask(*this);
}

void Connection::takeTurn()
{
    const auto self = shared_from_this();
    m_hasTurn = true;
    shakeHands();
}

void Connection::giveWay()
{
    close();
}

void Connection::shakeHands()
{
    m_tls->handshake();
    if (m_tls->state() == http::TlsSession::State::Handshake)
        return;
    m_core.pacer.ended(*this);
    if (m_tls->state() != http::TlsSession::State::Open) {
        ++m_core.counters.handshakesFailed;
        m_socket->flush();
        close();
        return;
    }
    ++m_core.counters.handshakes;
    if (const X509 *certificate = m_tls->peerCertificate()) {
        m_certificate = http::fingerprintOf(*certificate);
        m_certificateName = http::commonNameOf(*certificate);
    }
    m_isOpen = true;
    m_deadline.set(m_core.silence);
    send();
    hear();
}

void Connection::hear()
{
    bool goesOn = true;
    for (int i = 0; goesOn && m_socket != nullptr && m_socket->bytesToWrite() < unsentToStop; ++i) {
        if (i == readsATurn) {
            QMetaObject::invokeMethod(m_socket, [this] { readable(); }, Qt::QueuedConnection);
            break;
        }
        char *const data = m_core.scratch.data();
        const auto size = static_cast<qint64>(m_core.scratch.size());
        const qint64 count = m_tls ? m_tls->read(data, size) : m_socket->read(data, size);
        if (count <= 0)
            break;
        m_isPinged = false;
        m_deadline.set(m_core.silence);
        m_isBusy = true;
        goesOn = m_session.feed({data, static_cast<qsizetype>(count)});
        m_isBusy = false;
    }
    send();
    if (m_socket != nullptr && (!goesOn || m_session.isOver() || (m_tls && m_tls->state() != http::TlsSession::State::Open)))
        farewell();
}

void Connection::called(Http2Session::Call &&call)
{
    m_core.called(shared_from_this(), std::move(call));
}

bool Connection::knows(const QByteArray &path)
{
    return m_core.knows(path);
}

void Connection::reply(qint32 stream, const Http2Session::Reply &reply)
{
    if (m_socket == nullptr)
        return;
    m_session.reply(stream, reply);
    sendSoon();
}

// Answers that are given together go out together.
void Connection::sendSoon()
{
    if (m_isBusy || std::exchange(m_willSend, true))
        return;
    QMetaObject::invokeMethod(m_socket, [this] { send(); }, Qt::QueuedConnection);
}

void Connection::send()
{
    m_willSend = false;
    if (m_isBusy || m_socket == nullptr || !m_isOpen)
        return;
    const auto self = shared_from_this();
    m_isBusy = true;
    while (m_socket != nullptr && m_socket->bytesToWrite() < unsentToStop) {
        const QByteArray bytes = m_session.output();
        if (bytes.isEmpty())
            break;
        if (m_tls)
            m_tls->write(bytes);
        else
            m_socket->write(bytes);
    }
    m_isBusy = false;
    if (m_socket != nullptr)
        m_socket->flush();
}

void Connection::letIn()
{
    m_stranger.clear();
    m_session.letIn();
    if (!std::exchange(m_isKnown, true))
        m_core.peers.authenticated(m_peer);
}

void Connection::timedOut()
{
    if (!m_isOpen || m_isPinged || m_isLeaving) {
        if (!m_isOpen)
            ++m_core.counters.handshakesTimedOut;
        close();
        return;
    }
    m_isPinged = true;
    m_session.ping();
    m_deadline.set(pingTime);
    sendSoon();
}

void Connection::farewell()
{
    const auto self = shared_from_this();
    if (m_socket == nullptr || std::exchange(m_isLeaving, true))
        return;
    if (m_isOpen)
        m_session.goAway();
    send();
    if (m_socket == nullptr)
        return;
    if (m_tls)
        m_tls->close();
    m_socket->flush();
    if (m_socket == nullptr) // any of these may find out that the peer has gone
        return;
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    m_deadline.set(m_core.limits.lingerTime);
    discard();
}

// Unread input at the end would make the kernel take back what was just said.
void Connection::discard()
{
    while (m_socket != nullptr && m_socket->read(m_core.scratch.data(), static_cast<qint64>(m_core.scratch.size())) > 0) {
    }
}

void Connection::close()
{
    const auto self = shared_from_this();
    if (m_socket == nullptr)
        return;
    m_socket->disconnect();
    m_socket->abort();
    m_socket->deleteLater();
    m_socket = nullptr;
    m_deadline.clear();
    m_stranger.clear();
    if (m_tls)
        m_core.pacer.ended(*this);
    m_core.peers.left(m_peer, m_isKnown);
    m_core.connections.remove(this);
    m_core.counters.connections = static_cast<int>(m_core.connections.size());
}

} // namespace txdesk::grpcapi
