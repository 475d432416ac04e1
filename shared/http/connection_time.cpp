// How long a connection may take for what, and how much it may hold meanwhile.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/connection.h"

#include <utility>

namespace txdesk::http {

namespace {

constexpr int bodyChecksMax = 6;

} // namespace

void Connection::waitFor(Waiting waiting)
{
    m_waiting = waiting;
    const ServerLimits &limits = m_core->limits;
    switch (waiting) {
    case Waiting::Nothing: m_deadline.clear(); break;
    case Waiting::Handshake: m_deadline.set(limits.handshakeTime); break;
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
    const Entered entered(*this);
    switch (m_waiting) {
    case Waiting::Head: refuse({408, "request timeout"}); break;
    case Waiting::Body: checkBodyRate(); break;
    case Waiting::Nothing: break;
    case Waiting::Handshake: ++m_core->counters.handshakesTimedOut; [[fallthrough]];
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

// A body is held before anybody knows whose it is. Small ones come whole and are not counted: they still pass.
bool Connection::hasRoomForBody()
{
    const qint64 held = m_parser.state() == RequestParser::State::Body ? m_parser.bodyBytes() : 0;
    m_core->unfinishedBodyBytes += held - std::exchange(m_bodyBytesCounted, held);
    if (held == 0 || m_core->unfinishedBodyBytes <= m_core->limits.unfinishedBodyBytesMax)
        return true;
    refuse({503, "too many requests"});
    return false;
}

} // namespace txdesk::http
