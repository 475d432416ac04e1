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
constexpr qint64 unsentToStopReading = 1024 * 1024;  // who does not read answers sends no more requests
constexpr qint64 discardedBytesMax = 16 * 1024 * 1024;
constexpr int bodyChecksMax = 6;

} // namespace

Connection::Connection(ServerCore &core, QTcpSocket *socket)
    : m_core(&core), m_socket(socket), m_parser(core.limits), m_deadline(core.wheel, [this] { timedOut(); })
{
    m_socket->setReadBufferSize(static_cast<qint64>(core.scratch.size()));
    QObject::connect(m_socket, &QTcpSocket::readyRead, m_socket, [this] { handle(&Connection::readable); });
    QObject::connect(m_socket, &QTcpSocket::bytesWritten, m_socket, [this] { handle(&Connection::written); });
    QObject::connect(m_socket, &QTcpSocket::disconnected, m_socket, [this] { handle(&Connection::disconnected); });
}

// Within it neither this nor the socket, whose signal it answers, is deleted.
void Connection::handle(void (Connection::*signal)())
{
    const auto self = shared_from_this();
    ++m_depth;
    (this->*signal)();
    --m_depth;
}

void Connection::start()
{
    waitFor(Waiting::FirstByte);
    readable();
}

void Connection::refuse(Fault fault)
{
    if (m_socket == nullptr)
        return;
    ++m_core->counters.refused;
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
    m_keepsAlive = false;
    const auto self = shared_from_this();
    if (m_phase == Phase::Streaming) {
        closeStream();
        endStream();
    } else if (m_phase == Phase::Reading && m_waiting == Waiting::FirstByte) {
        close();
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
    const QByteArrayView bytes = m_input.next(*m_socket, m_core->scratch, m_needsMore);
    if (bytes.isEmpty())
        return false;
    m_input.consume(bytes, m_parser.feed(bytes));
    m_needsMore = true;
    switch (m_parser.state()) {
    case RequestParser::State::Head: break;
    case RequestParser::State::Body:
        if (m_parser.wantsContinue() && !m_sentContinue && m_parser.bodyBytes() == 0)
            m_socket->write(QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
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
    request.peer = m_socket->peerAddress();
    m_isHead = request.method == "HEAD";
    ++m_core->counters.requests;
    m_waiting = Waiting::Nothing;
    m_deadline.clear();
    m_phase = Phase::Handling;
    ++m_request;
    if (m_core->counters.inFlight >= m_core->limits.inFlightMax) {
        ++m_core->counters.refused;
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
    m_keepsAlive = m_keepsAlive && !response.close && !m_core->isDraining;
    TXDESK_FAILPOINT("http.reply.before");
    send(response);
    afterAnswer();
    run();
    TXDESK_FAILPOINT("http.reply.after");
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
    const qsizetype sent = m_keepsAlive ? sendAtOnce(*m_socket, bytes) : 0; // whoever closes waits for what is written
    if (sent < bytes.size())
        m_socket->write(bytes.constData() + sent, bytes.size() - sent);
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
    auto stream = std::make_shared<EventStream>(shared_from_this());
    m_keepsAlive = m_keepsAlive && !m_isHttp10;
    m_phase = Phase::Streaming;
    m_stream = stream;
    m_socket->write(responseBytes(
        head, {.isHttp10 = m_isHttp10, .isHead = m_isHead, .closes = !m_keepsAlive, .isStream = true}));
    m_socket->flush();
    return stream;
}

void Connection::writeStream(const QByteArray &bytes)
{
    if (!isStreaming() || m_isHead)
        return;
    const auto self = shared_from_this();
    m_socket->write(m_isHttp10 ? bytes : chunkBytes(bytes));
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
    if (!m_isHttp10 && !m_isHead)
        m_socket->write(lastChunk());
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
        const qint64 bytes = m_socket->read(m_core->scratch.data(), static_cast<qint64>(m_core->scratch.size()));
        if (bytes <= 0)
            return;
        m_discarded += bytes;
        if (m_discarded > discardedBytesMax)
            closeNow();
    }
}

void Connection::waitFor(Waiting waiting)
{
    m_waiting = waiting;
    const ServerLimits &limits = m_core->limits;
    switch (waiting) {
    case Waiting::Nothing: m_deadline.clear(); break;
    case Waiting::FirstByte: m_deadline.set(limits.idleTime); break;
    case Waiting::Head: m_deadline.set(limits.headTime); break;
    case Waiting::Body: m_deadline.set(limits.bodyTime / bodyChecksMax); break;
    case Waiting::Send: m_deadline.set(limits.bodyTime); break;
    case Waiting::Linger: m_deadline.set(limits.lingerTime); break;
    }
}

// The time of a head or body begins once, not with each of its bytes.
void Connection::waitForRequest()
{
    const bool isBody = m_parser.state() == RequestParser::State::Body;
    Waiting next = isBody ? Waiting::Body : m_input.isEmpty() ? Waiting::FirstByte : Waiting::Head;
    if (m_socket->bytesToWrite() >= unsentToStopReading)
        next = Waiting::Send;
    if (next == m_waiting)
        return;
    m_bodyChecks = 0;
    m_bodyBytesSeen = 0;
    waitFor(next);
}

void Connection::timedOut()
{
    const auto self = shared_from_this();
    switch (m_waiting) {
    case Waiting::Head: refuse({408, "request timeout"}); break;
    case Waiting::Body: checkBodyRate(); break;
    case Waiting::Nothing: break;
    case Waiting::FirstByte:
    case Waiting::Send:
    case Waiting::Linger:
        closeNow();
        break;
    }
}

void Connection::checkBodyRate()
{
    const ServerLimits &limits = m_core->limits;
    const qint64 wanted = limits.bodyBytesPerSecondMin * (limits.bodyTime / bodyChecksMax).count() / 1000;
    const qint64 came = m_parser.bodyBytes() - std::exchange(m_bodyBytesSeen, m_parser.bodyBytes());
    if (++m_bodyChecks >= bodyChecksMax || came < wanted)
        refuse({408, "request timeout"});
    else
        waitFor(Waiting::Body);
}

} // namespace txdesk::http
