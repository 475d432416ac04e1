// TLS's part of a connection of the server: its handshake, when it is its turn.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/connection.h"

namespace txdesk::http {

// Nothing is computed for who has said nothing. The first step, the dear one, waits for its turn.
void Connection::secure()
{
    if (m_hasTurn)
        continueHandshake();
    else if (m_socket->bytesAvailable() > 0)
        m_core->pacer.ask(*this);
}

void Connection::takeTurn()
{
    m_hasTurn = true;
    m_tls = std::make_unique<TlsSession>(m_tlsContext->newConnection(), *m_socket);
    m_tlsContext.reset();
    handle(&Connection::continueHandshake);
}

void Connection::giveWay()
{
    closeNow();
}

void Connection::continueHandshake()
{
    if (m_phase != Phase::Securing)
        return;
    m_tls->handshake();
    if (m_tls->state() == TlsSession::State::Handshake)
        return;
    m_core->pacer.ended(*this);
    if (m_tls->state() == TlsSession::State::Open) {
        secured();
        return;
    }
    ++m_core->counters.handshakesFailed;
    close(); // the alert is on its way
}

void Connection::secured()
{
    ++m_core->counters.handshakes;
    if (m_tls->isResumed())
        ++m_core->counters.handshakesResumed;
    if (const X509 *certificate = m_tls->peerCertificate()) {
        m_peerCertificate = fingerprintOf(*certificate);
        m_peerCertificateName = commonNameOf(*certificate);
    }
    m_phase = Phase::Reading;
    waitFor(Waiting::FirstByte);
    run();
}

// The peer has said that it sends nothing more, or what it sends is not TLS.
void Connection::tlsEnded()
{
    if (m_tls && m_phase == Phase::Reading && m_tls->state() != TlsSession::State::Open)
        close();
}

} // namespace txdesk::http
