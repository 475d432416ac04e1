// One connection of the gRPC port: bytes between a socket, encrypted or not, and its HTTP/2 session.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/grpc/http2_session.h"
#include "server/security/doorkeeper.h"
#include "shared/http/handshake_pacer.h"
#include "shared/http/peer_register.h"
#include "shared/http/timer_wheel.h"
#include "shared/http/tls_context.h"
#include "shared/http/tls_session.h"

#include <QTcpSocket>

#include <memory>

namespace txdesk::grpcapi {

class Connection;

// What all connections share. Thread: the endpoint's. Outlives them.
struct ConnectionCore
{
    http::ServerLimits limits{};                      // of it: numbers of connections, handshakes
    Http2Limits session{};
    std::chrono::milliseconds strangerTime{60'000};   // without a call that was let in: closed
    std::chrono::milliseconds silence{60'000};        // then a ping asks whether anybody is there
    http::ServerCounters counters{};
    http::TimerWheel wheel{};
    http::PeerRegister peers{limits, counters};
    http::HandshakePacer pacer{limits, counters};
    std::shared_ptr<const http::TlsServerContext> tls{}; // null: not encrypted
    BufferedBytes buffered{};
    QHash<const Connection *, std::shared_ptr<Connection>> connections{};
    std::vector<char> scratch = std::vector<char>(64 * 1024);
    std::function<void(const std::shared_ptr<Connection> &, Http2Session::Call &&)> called{};
    std::function<bool(const QByteArray &)> knows{};
};

// Thread: the endpoint's.
class Connection final : public std::enable_shared_from_this<Connection>, private http::HandshakePacer::Waiter, private Http2Session::Owner
{
public:
    // Of a peer that the register has admitted. Takes the socket; `tls` is of it, null: not encrypted.
    Connection(ConnectionCore &core, QTcpSocket *socket, std::unique_ptr<http::TlsSession> tls, const QHostAddress &peer);
    ~Connection() override;

    void start();
    void reply(qint32 stream, const Http2Session::Reply &reply);
    void letIn();    // a call of it was: it is no stranger any more
    void farewell(); // sends what there is and closes

    [[nodiscard]] const QHostAddress &address() const { return m_peer; }
    [[nodiscard]] const QByteArray &certificate() const { return m_certificate; }
    [[nodiscard]] const QString &certificateName() const { return m_certificateName; }

private:
    static constexpr qint64 unsentToStop = 1024 * 1024; // who does not read answers is neither heard nor answered

    void takeTurn() override;
    void giveWay() override;
    void called(Http2Session::Call &&call) override;
    [[nodiscard]] bool knows(const QByteArray &path) override;

    void readable();
    void shakeHands();
    void hear();
    void send();
    void sendSoon();
    void timedOut();
    void discard();
    void close();

    ConnectionCore &m_core;
    QTcpSocket *m_socket; // null: closed
    const std::unique_ptr<http::TlsSession> m_tls;
    const QHostAddress m_peer;
    QByteArray m_certificate;
    QString m_certificateName;
    Http2Session m_session;
    http::TimerWheel::Deadline m_deadline; // the handshake, then silence
    http::TimerWheel::Deadline m_stranger;
    bool m_hasTurn = false;
    bool m_isOpen = false;    // the handshake, if there is one, is over
    bool m_isKnown = false;   // does not count as a stranger
    bool m_isPinged = false;
    bool m_isLeaving = false; // nothing is heard any more
    bool m_isBusy = false;     // feeding the session, or sending: no reentrance
    bool m_willSend = false;
};

} // namespace txdesk::grpcapi
