#include "shared/http/connection.h"

#include "shared/base/failpoint.h"
#include "shared/http/event_stream.h"
#include "shared/http/response_writer.h"
#include "shared/http/send_at_once.h"

#include <utility>

#include <sys/socket.h>

namespace txdesk::http {
namespace {

constexpr int requestsATurn = 64;                    // then the other connections get theirs
constexpr qint64 discardedBytesMax = 16 * 1024 * 1024;

} // namespace

Connection::Connection(ServerCore &core, QTcpSocket *socket, std::shared_ptr<const TlsServerContext> tls, const QHostAddress &peer)
    : m_core(&core), m_socket(socket), m_tlsContext(std::move(tls)), m_peer(peer), m_parser(core.limits), m_deadline(core.wheel, [this] { timedOut(); })
{
    m_socket->setReadBufferSize(static_cast<qint64>(core.scratch.size()));
    QObject::connect(m_socket, &QTcpSocket::readyRead, m_socket, [this] { handle(&Connection::readable); });
    QObject::connect(m_socket, &QTcpSocket::bytesWritten, m_socket, [this] { handle(&Connection::written); });
    QObject::connect(m_socket, &QTcpSocket::disconnected, m_socket, [this] { handle(&Connection::disconnected); });
}

void Connection::handle(void (Connection::*signal)())
{
    const Entered entered(*this);
    (this->*signal)();
}

void Connection::start()
{
    m_isAdmitted = true;
    m_isAuthenticated = !m_core->peers.isStranger(m_peer);
    if (m_tlsContext)
        m_phase = Phase::Securing;
    waitFor(m_tlsContext ? Waiting::Handshake : Waiting::FirstByte);
    readable();
}

void Connection::turnAway(Fault fault)
{
    m_isTurnedAway = true;
    ++m_core->refusing;
    refuse(fault);
}

void Connection::refuse(Fault fault)
{
    if (m_socket == nullptr)
        return;
    m_core->counters.refuse(fault.status);
    if (fault.status == 0) {
        closeNow();
        return;
    }
    m_keepsAlive = false;
    m_isHead = false;
    send(faultResponse(fault));
    close();
}

void Connection::drain()
{
    const Entered entered(*this);
    m_keepsAlive = false;
    if (m_phase == Phase::Streaming) {
        closeStream();
        endStream();
    } else if (m_phase == Phase::Reading && m_waiting == Waiting::FirstByte) {
        close();
    } else if (m_phase == Phase::Securing) {
        closeNow();
    }
}

void Connection::abandon()
{
    const auto self = shared_from_this();
    closeNow();
    m_core = nullptr;
}

void Connection::closeNow()
{
    const auto self = shared_from_this();
    if (m_socket == nullptr)
        return;
    m_socket->disconnect();
    m_socket->abort();
    disconnected();
}

void Connection::readable()
{
    switch (m_phase) {
    case Phase::Securing: secure(); break;
    case Phase::Reading: run(); break;
    case Phase::Streaming: case Phase::Flushing: case Phase::Lingering: discard(); break;
    case Phase::Handling: case Phase::Closed: break; // stays in the socket's buffer
    }
}

// The time to send, and to be idle, begins again whenever something has gone out.
void Connection::written()
{
    const bool allSent = m_socket->bytesToWrite() == 0;
    if (m_phase == Phase::Flushing && allSent)
        startLinger();
    else if (m_phase == Phase::Streaming && m_waiting == Waiting::Send && allSent)
        waitFor(Waiting::Nothing);
    else if (m_waiting == Waiting::Send || m_waiting == Waiting::FirstByte)
        waitFor(m_waiting);
    if (m_phase == Phase::Reading && m_waiting == Waiting::Send)
        run();
}

void Connection::disconnected()
{
    m_socket->disconnect();
    if (m_depth > 0)
        m_socket->deleteLater();
    else
        delete m_socket;
    m_socket = nullptr;
    m_deadline.clear();
    m_input.clear();
    const bool wasStreaming = m_phase == Phase::Streaming;
    m_phase = Phase::Closed;
    if (wasStreaming)
        closeStream();
    if (m_core == nullptr)
        return;
    if (m_tls || m_tlsContext)
        m_core->pacer.ended(*this);
    if (m_isAdmitted)
        m_core->peers.left(m_peer, m_isAuthenticated);
    if (m_isTurnedAway)
        --m_core->refusing;
    m_core->unfinishedBodyBytes -= std::exchange(m_bodyBytesCounted, 0);
    --m_core->counters.connections;
    m_core->connections.remove(this);
    m_core->connectionClosed();
}

// Handles what has come. A handler may answer before it returns (the loop goes on) or later (respond() comes back here).
void Connection::run()
{
    if (m_isRunning || m_socket == nullptr)
        return;
    m_isRunning = true;
    int turns = 0;
    while (m_phase == Phase::Reading && m_socket->bytesToWrite() < unsentToStopReading) {
        if (++turns > requestsATurn) {
            later(&Connection::readable);
            break;
        }
        if (!readSome())
            break;
    }
    if (m_socket != nullptr)
        m_socket->flush();
    m_isRunning = false;
    if (m_phase == Phase::Reading)
        waitForRequest();
}

void Connection::later(void (Connection::*work)())
{
    const auto call = [weak = weak_from_this(), work] {
        if (const auto connection = weak.lock())
            connection->handle(work);
    };
    QMetaObject::invokeMethod(m_socket, call, Qt::QueuedConnection);
}

// One step: a piece of bytes, at most one request. False: nothing more to do now.
bool Connection::readSome()
{
    const QByteArrayView bytes = m_tls ? m_input.next(*m_tls, m_core->scratch, m_needsMore)
                                       : m_input.next(*m_socket, m_core->scratch, m_needsMore);
    if (bytes.isEmpty()) {
        tlsEnded();
        return false;
    }
    m_input.consume(bytes, m_parser.feed(bytes));
    m_needsMore = true;
    if (!hasRoomForBody())
        return false;
    switch (m_parser.state()) {
    case RequestParser::State::Head: break;
    case RequestParser::State::Body:
        if (m_parser.wantsContinue() && !m_sentContinue && m_parser.bodyBytes() == 0)
            write("HTTP/1.1 100 Continue\r\n\r\n");
        m_sentContinue = true;
        break;
    case RequestParser::State::Complete:
        m_needsMore = false;
        dispatch();
        break;
    case RequestParser::State::Refused: refuse(m_parser.fault()); break;
    }
    return m_phase == Phase::Reading;
}

void Connection::dispatch()
{
    m_isHttp10 = m_parser.isHttp10();
    m_keepsAlive = m_parser.keepsAlive() && !m_core->isDraining;
    m_sentContinue = false;
    Request request = m_parser.take();
    request.peer = m_peer;
    request.peerCertificate = m_peerCertificate;
    request.peerCertificateName = m_peerCertificateName;
    request.isSecure = m_tls != nullptr;
    m_isHead = request.method == "HEAD";
    ++m_core->counters.requests;
    m_waiting = Waiting::Nothing;
    m_deadline.clear();
    m_phase = Phase::Handling;
    ++m_request;
    if (m_core->counters.inFlight >= m_core->limits.inFlightMax) {
        m_core->counters.refuse(503);
        send(tryAgainResponse({503, "too many requests"}));
        afterAnswer();
        return;
    }
    ++m_core->counters.inFlight;
    m_inFlight = true;
    TXDESK_FAILPOINT("http.parsed");
    m_core->handler(std::move(request), Responder(shared_from_this(), m_request));
}

void Connection::leaveFlight()
{
    if (m_inFlight && m_core != nullptr)
        --m_core->counters.inFlight;
    m_inFlight = false;
}

void Connection::respond(quint64 request, Response response)
{
    if (request != m_request || !m_inFlight)
        return;
    leaveFlight();
    if (m_socket == nullptr || m_phase != Phase::Handling)
        return;
    const Entered entered(*this);
    m_keepsAlive = m_keepsAlive && !response.close && !m_core->isDraining;
    TXDESK_FAILPOINT("http.reply.before");
    send(response);
    afterAnswer();
    run();
    TXDESK_FAILPOINT("http.reply.after");
}

void Connection::markAuthenticated(quint64 request)
{
    if (m_isAuthenticated || request != m_request || !m_inFlight || m_core == nullptr || m_socket == nullptr)
        return;
    m_isAuthenticated = true;
    m_core->peers.authenticated(m_peer);
}

void Connection::drop(quint64 request)
{
    if (request != m_request || !m_inFlight)
        return;
    leaveFlight();
    closeNow();
}

void Connection::send(const Response &response)
{
    const QByteArray bytes = responseBytes(response, {.isHttp10 = m_isHttp10, .isHead = m_isHead, .closes = !m_keepsAlive});
    if (m_tls) {
        m_tls->write(bytes);
        return;
    }
    const qsizetype sent = m_keepsAlive ? sendAtOnce(*m_socket, bytes) : 0; // whoever closes waits for what is written
    if (sent < bytes.size())
        m_socket->write(bytes.constData() + sent, bytes.size() - sent);
}

void Connection::write(QByteArrayView bytes)
{
    if (m_tls)
        m_tls->write(bytes);
    else
        m_socket->write(bytes.data(), bytes.size());
}

void Connection::afterAnswer()
{
    if (m_keepsAlive)
        m_phase = Phase::Reading;
    else
        close();
}

std::shared_ptr<Stream> Connection::beginStream(quint64 request, Response head)
{
    if (request != m_request || !m_inFlight)
        return std::make_shared<EventStream>(nullptr);
    leaveFlight();
    if (m_socket == nullptr || m_phase != Phase::Handling)
        return std::make_shared<EventStream>(nullptr); // not open
    const Entered entered(*this);
    auto stream = std::make_shared<EventStream>(shared_from_this());
    m_keepsAlive = m_keepsAlive && !m_isHttp10;
    m_phase = Phase::Streaming;
    m_stream = stream;
    write(responseBytes(
        head, {.isHttp10 = m_isHttp10, .isHead = m_isHead, .closes = !m_keepsAlive, .isStream = true}));
    m_socket->flush();
    return stream;
}

void Connection::writeStream(const QByteArray &bytes)
{
    if (!isStreaming() || m_isHead)
        return;
    const Entered entered(*this);
    write(m_isHttp10 ? bytes : chunkBytes(bytes));
    m_socket->flush();
    if (m_phase != Phase::Streaming)
        return;
    const qint64 unsent = m_socket->bytesToWrite();
    if (unsent > m_core->limits.unsentBytesMax) {
        m_isTooSlow = true; // not open from now on; closed, and the writer told, when it has returned
        later(&Connection::closeNow);
    } else if (unsent > 0 && m_waiting != Waiting::Send) {
        waitFor(Waiting::Send);
    }
}

void Connection::endStream()
{
    if (m_phase != Phase::Streaming)
        return;
    const Entered entered(*this);
    if (!m_isHttp10 && !m_isHead)
        write(lastChunk());
    m_waiting = Waiting::Nothing;
    m_phase = Phase::Handling;
    afterAnswer();
    run();
}

void Connection::closeStream()
{
    if (const auto stream = m_stream.lock())
        stream->closed();
}

void Connection::close()
{
    m_phase = Phase::Flushing;
    waitFor(Waiting::Send);
    m_input.clear();
    if (m_tls)
        m_tls->close();
    m_socket->flush();
    if (m_phase == Phase::Flushing && m_socket->bytesToWrite() == 0)
        startLinger();
}

// Closing with unread input would make the kernel reset the connection and the peer lose the answer: say that nothing
// more comes, and wait for the peer to close. Source: RFC 9112 section 9.6.
void Connection::startLinger()
{
    m_phase = Phase::Lingering;
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    waitFor(Waiting::Linger);
    discard();
}

void Connection::discard()
{
    while (m_socket != nullptr) {
        const qint64 bytes = readInto(m_core->scratch);
        if (bytes <= 0)
            return;
        if ((m_discarded += bytes) > discardedBytesMax)
            closeNow();
    }
}

// Only what a stream's peer says is still TLS that goes on; the rest is thrown away as it comes.
qint64 Connection::readInto(std::vector<char> &scratch)
{
    const auto size = static_cast<qint64>(scratch.size());
    return m_tls && m_phase == Phase::Streaming ? m_tls->read(scratch.data(), size) : m_socket->read(scratch.data(), size);
}

} // namespace txdesk::http
