// The client's side of one connection: connects, sends one request at a time, reads its answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/client_core.h"
#include "shared/http/input_buffer.h"
#include "shared/http/response_parser.h"
#include "shared/http/tls_session.h"

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

    void resolved(const QList<QHostAddress> &addresses, const QString &error);
    [[nodiscard]] QString refusalOf(const QList<QHostAddress> &addresses) const;
    void refused();
    void connectTo(const QHostAddress *address);
    void reached();
    void secure();
    [[nodiscard]] bool triesNextAddress();
    void write(std::unique_ptr<Exchange> exchange);
    void handle(void (ClientConnection::*signal)());
    void connected();
    void readable();
    void ended();
    void endedWhileBusy(const QString &why);
    void readAll();
    [[nodiscard]] QByteArrayView nextBytes();
    [[nodiscard]] bool hasTlsEnded() const;
    [[nodiscard]] QString whyEnded() const;
    [[nodiscard]] QString tlsFailure(const QString &why) const;
    void later(void (ClientConnection::*work)()); // unless the socket is another one by then
    void completed(bool mayBeUsedAgain);
    void failed(ClientResult::Kind kind, const QString &error);
    void deadlinePassed();
    void closeSocket();
    void dropSocket();

    ClientCore &m_core;
    HostPool &m_pool;
    QTcpSocket *m_socket = nullptr; // null when closed, and while the name is looked up
    std::unique_ptr<TlsSession> m_tls; // of https, from when the socket is connected; not used when that is null
    QList<QHostAddress> m_addresses;   // checked ones that are not tried yet
    QString m_refusal;                 // of the address check, or of the look-up
    ClientResult::Kind m_refusalKind = ClientResult::Kind::NotConnected;
    std::unique_ptr<Exchange> m_exchange;
    ResponseParser m_parser;
    TimerWheel::Deadline m_deadline; // to connect, or of being idle
    InputBuffer m_input;
    Phase m_phase = Phase::Connecting;
    int m_depth = 0; // of handle()
    bool m_endsLater = false; // inside a call of the socket that may report its end at once
    const int m_tlsChanges; // of the core, when this was made
    bool m_isReused = false;
    bool m_gotBytes = false;
};

} // namespace txdesk::http
