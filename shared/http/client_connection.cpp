#include "shared/http/client_connection.h"

#include "shared/http/host_pool.h"
#include "shared/http/send_at_once.h"

namespace txdesk::http {

using namespace Qt::StringLiterals;

namespace {

QString millisecondsText(std::chrono::milliseconds time)
{
    return QString::number(time.count()) + u" ms"_s;
}

} // namespace

ClientConnection::ClientConnection(ClientCore &core, HostPool &pool)
    : m_core(core), m_pool(pool), m_parser({.headBytesMax = core.limits.headBytesMax, .bodyBytesMax = core.limits.bodyBytesMax}),
      m_deadline(core.wheel, [this] { deadlinePassed(); }), m_tlsChanges(core.tlsChanges)
{
}

ClientConnection::~ClientConnection()
{
    closeSocket();
}

// Within it neither this nor the socket, whose signal it answers, is deleted.
void ClientConnection::handle(void (ClientConnection::*signal)())
{
    const auto self = shared_from_this();
    ++m_depth;
    (this->*signal)();
    --m_depth;
}

void ClientConnection::connected()
{
    if (m_phase != Phase::Connecting)
        return;
    m_deadline.clear();
    if (m_exchange->isLate())
        return timedOut(*m_exchange);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    write(std::move(m_exchange));
}

void ClientConnection::send(std::unique_ptr<Exchange> exchange)
{
    m_isReused = true;
    m_deadline.clear();
    write(std::move(exchange));
}

void ClientConnection::write(std::unique_ptr<Exchange> exchange)
{
    m_phase = Phase::Busy;
    m_gotBytes = false;
    m_exchange = std::move(exchange);
    m_exchange->holder = this;
    m_parser.reset(m_exchange->isHead);
    m_endsLater = true;
    QByteArray &bytes = m_exchange->bytes;
    if (m_tls) {
        m_tls->write(bytes);
        if (hasTlsEnded())
            later(&ClientConnection::ended);
    } else if (const qsizetype sent = sendAtOnce(*m_socket, bytes); sent < bytes.size()) {
        m_socket->write(bytes.constData() + sent, bytes.size() - sent);
        m_socket->flush();
    }
    if (!m_isReused)
        bytes = {}; // only on a kept connection may it be sent once more
    m_endsLater = false;
}

void ClientConnection::waitIdle()
{
    m_phase = Phase::Idle;
    m_deadline.set(m_core.limits.idleTime);
}

void ClientConnection::readable()
{
    switch (m_phase) {
    case Phase::Connecting: secure(); break;
    case Phase::Busy: readAll(); break;
    case Phase::Idle:
        if (!nextBytes().isEmpty() || !m_tls || hasTlsEnded()) // else TLS only had something to tell itself
            close(); // nobody asked
        break;
    case Phase::Closed: break;
    }
}

void ClientConnection::readAll()
{
    while (m_phase == Phase::Busy) {
        const QByteArrayView bytes = nextBytes();
        if (bytes.isEmpty()) {
            if (hasTlsEnded())
                endedWhileBusy(whyEnded());
            return;
        }
        m_gotBytes = true;
        m_input.consume(bytes, m_parser.feed(bytes));
        if (m_parser.state() == ResponseParser::State::Complete) {
            completed(m_parser.keepsAlive() && m_input.isEmpty());
            return;
        }
        if (m_parser.state() == ResponseParser::State::Failed) {
            failed(ClientResult::Kind::BadResponse, QString::fromLatin1(m_parser.error()));
            return;
        }
    }
}

// Reading may report the end of the connection at once.
QByteArrayView ClientConnection::nextBytes()
{
    const bool before = std::exchange(m_endsLater, true);
    const QByteArrayView bytes = m_tls ? m_input.next(*m_tls, m_core.scratch, true) : m_input.next(*m_socket, m_core.scratch, true);
    m_endsLater = before;
    return bytes;
}

bool ClientConnection::hasTlsEnded() const
{
    return m_tls && (m_tls->state() == TlsSession::State::Ended || m_tls->state() == TlsSession::State::Failed);
}

QString ClientConnection::whyEnded() const
{
    return m_tls && m_tls->state() == TlsSession::State::Failed ? tlsFailure(m_tls->error()) : m_socket->errorString();
}

void ClientConnection::later(void (ClientConnection::*work)())
{
    const auto call = [weak = weak_from_this(), socket = m_socket, work] {
        if (const auto connection = weak.lock(); connection && connection->m_socket == socket)
            connection->handle(work);
    };
    QMetaObject::invokeMethod(&m_core.context, call, Qt::QueuedConnection);
}

// The connection is over: refused, closed by the peer, or broken.
void ClientConnection::ended()
{
    if (m_socket == nullptr)
        return;
    if (m_endsLater) {
        later(&ClientConnection::ended);
        return;
    }
    const QString why = whyEnded();
    switch (m_phase) {
    case Phase::Connecting:
        if (!triesNextAddress())
            failed(ClientResult::Kind::NotConnected, m_tls ? tlsFailure(why) : why);
        break;
    case Phase::Busy: endedWhileBusy(why); break;
    case Phase::Idle: close(); break;
    case Phase::Closed: break;
    }
}

void ClientConnection::endedWhileBusy(const QString &why)
{
    QByteArrayView bytes;
    while (m_parser.state() != ResponseParser::State::Complete && m_parser.state() != ResponseParser::State::Failed
           && !(bytes = nextBytes()).isEmpty()) {
        m_gotBytes = true;
        m_input.consume(bytes, m_parser.feed(bytes));
    }
    if (!m_tls || m_tls->state() == TlsSession::State::Ended)
        m_parser.endOfInput(); // TLS without its own end may have been cut by anybody
    if (m_parser.state() == ResponseParser::State::Complete)
        completed(false);
    else if (m_parser.state() == ResponseParser::State::Failed)
        failed(ClientResult::Kind::BadResponse, QString::fromLatin1(m_parser.error()));
    else
        failed(ClientResult::Kind::Broken, why);
}

void ClientConnection::completed(bool mayBeUsedAgain)
{
    std::unique_ptr<Exchange> exchange = std::move(m_exchange);
    exchange->deadline.clear();
    ClientResult result{.kind = ClientResult::Kind::Answered, .status = m_parser.status()};
    result.headers = m_parser.takeHeaders();
    result.body = m_parser.takeBody();
    ClientCore &core = m_core;
    m_phase = Phase::Idle;
    if (mayBeUsedAgain && (!m_tls || m_tlsChanges == m_core.tlsChanges))
        m_pool.released(*this);
    else
        close();
    core.answer(std::move(exchange), std::move(result));
}

// A kept connection that ended without a single byte of an answer was most likely closed by the peer while it was idle:
// sent once more, on a new connection. Source: RFC 9110 section 9.2.2 (here for any method: an op may be called again).
void ClientConnection::failed(ClientResult::Kind kind, const QString &error)
{
    std::unique_ptr<Exchange> exchange = std::move(m_exchange);
    ClientCore &core = m_core;
    if (kind == ClientResult::Kind::Broken && m_isReused && !m_gotBytes && !exchange->isRetried) {
        exchange->isRetried = true;
        closeSocket();
        m_pool.replace(*this, std::move(exchange));
        return;
    }
    close();
    core.answer(std::move(exchange), failure(kind, error));
}

void ClientConnection::timedOut(Exchange &)
{
    const auto self = shared_from_this();
    const bool wasConnecting = m_phase == Phase::Connecting;
    std::unique_ptr<Exchange> exchange = std::move(m_exchange);
    close();
    const QString time = millisecondsText(exchange->timeout);
    m_core.answerLater(std::move(exchange),
                       wasConnecting ? failure(ClientResult::Kind::NotConnected, u"no connection within "_s + time)
                                     : failure(ClientResult::Kind::TimedOut, u"no answer within "_s + time));
}

void ClientConnection::deadlinePassed()
{
    const auto self = shared_from_this();
    if (m_phase == Phase::Idle) {
        close();
        return;
    }
    if (m_phase != Phase::Connecting)
        return;
    std::unique_ptr<Exchange> exchange = std::move(m_exchange);
    close();
    m_core.answerLater(std::move(exchange), failure(ClientResult::Kind::NotConnected,
                                                    u"no connection within "_s + millisecondsText(m_core.limits.connectTime)));
}

void ClientConnection::close()
{
    if (m_phase == Phase::Closed)
        return;
    closeSocket();
    m_pool.closed(*this);
}

void ClientConnection::abandon()
{
    closeSocket();
    m_exchange.reset();
}

void ClientConnection::closeSocket()
{
    m_phase = Phase::Closed;
    m_deadline.clear();
    m_input.clear();
    if (m_tls && m_socket != nullptr)
        m_tls->close();
    dropSocket();
}

void ClientConnection::dropSocket()
{
    if (m_socket == nullptr)
        return;
    m_socket->disconnect();
    m_socket->abort();
    if (m_depth > 0)
        m_socket->deleteLater();
    else
        delete m_socket;
    m_socket = nullptr;
}

} // namespace txdesk::http
