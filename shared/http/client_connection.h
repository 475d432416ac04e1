// The client's side of one connection: connects, sends one request at a time, reads its answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/client_core.h"
#include "shared/http/input_buffer.h"
#include "shared/http/response_parser.h"

#include <QTcpSocket>

#include <memory>

namespace txdesk::http {

// Thread: the client's. Invariant: an answer is given last, after the connection is idle or closed.
class ClientConnection final : public ExchangeHolder, public std::enable_shared_from_this<ClientConnection>
{
public:
    ClientConnection(ClientCore &core, HostPool &pool);
    ~ClientConnection() override;

    void open(std::unique_ptr<Exchange> exchange); // connects, then sends it
    void send(std::unique_ptr<Exchange> exchange); // on a connection that was used before
    void waitIdle();
    void close();                                  // an idle one; the pool is told
    void abandon();                                // the pool is not told
    void timedOut(Exchange &exchange) override;

private:
    enum class Phase { Connecting, Busy, Idle, Closed };

    void connectSocket();
    void write(std::unique_ptr<Exchange> exchange);
    void handle(void (ClientConnection::*signal)());
    void connected();
    void readable();
    void ended();
    void endedWhileBusy(const QString &why);
    void readAll();
    void completed(bool mayBeUsedAgain);
    void failed(ClientResult::Kind kind, const QString &error);
    void deadlinePassed();
    void closeSocket();

    ClientCore &m_core;
    HostPool &m_pool;
    QTcpSocket *m_socket = nullptr; // a QSslSocket for https; null when closed
    std::unique_ptr<Exchange> m_exchange;
    ResponseParser m_parser;
    TimerWheel::Deadline m_deadline; // to connect, or of being idle
    InputBuffer m_input;
    Phase m_phase = Phase::Connecting;
    int m_depth = 0; // of handle()
    bool m_endsLater = false; // inside a call of the socket that may report its end at once
    bool m_isReused = false;
    bool m_gotBytes = false;
};

} // namespace txdesk::http
