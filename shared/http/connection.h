// The server's side of one connection: reads requests one after another, answers in order, closes on time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/fault.h"
#include "shared/http/handshake_pacer.h"
#include "shared/http/input_buffer.h"
#include "shared/http/request_parser.h"
#include "shared/http/server.h"
#include "shared/http/server_core.h"
#include "shared/http/tls_session.h"

#include <QTcpSocket>

#include <memory>

namespace txdesk::http {

class EventStream;

// Thread: the server's. Invariant: while a request is handled nothing more is read than the socket's small buffer
// holds, so a pipelining client costs bounded memory. Lives until the socket has closed and no Responder is left.
class Connection final : public Responder::Target,
                         private HandshakePacer::Waiter,
                         public std::enable_shared_from_this<Connection>
{
public:
    // Takes the socket; `tls` null: not encrypted.
    Connection(ServerCore &core, QTcpSocket *socket, std::shared_ptr<const TlsServerContext> tls, const QHostAddress &peer);

    void start();              // of one that the register of peers has admitted
    void turnAway(Fault fault); // instead of start(): answers and closes
    void refuse(Fault fault);  // answers and closes, whatever comes
    void drain();              // finish the request, then close
    void closeNow();
    void abandon();            // close at once; the core is not used any more

    void respond(quint64 request, Response response) override;
    void drop(quint64 request) override;
    void markAuthenticated(quint64 request) override;
    [[nodiscard]] bool isGone(quint64 request) const override { return request != m_request || m_socket == nullptr || m_phase == Phase::Closed; }
    [[nodiscard]] std::shared_ptr<Stream> beginStream(quint64 request, Response head) override;

    void writeStream(const QByteArray &bytes);
    void endStream();
    [[nodiscard]] bool isStreaming() const { return m_phase == Phase::Streaming && !m_isTooSlow; }

private:
    static constexpr qint64 unsentToStopReading = 1024 * 1024; // who does not read answers sends no more requests

    enum class Phase {
        Securing,  // TLS's handshake
        Reading,   // the next request, or its rest
        Handling,  // the handler has it
        Streaming, // the answer goes on
        Flushing,  // the last answer is being sent
        Lingering, // all is sent; the peer's end is waited for, so that it can read the answer
        Closed,
    };
    enum class Waiting { Nothing, Handshake, FirstByte, Head, Body, Send, Linger };

    // While there is one, neither the connection nor its socket, whose signal or call may be under way, is deleted.
    class Entered
    {
    public:
        explicit Entered(Connection &connection) : m_connection(connection.shared_from_this()) { ++connection.m_depth; }
        ~Entered() { --m_connection->m_depth; }
        Entered(const Entered &) = delete;
        Entered &operator=(const Entered &) = delete;

    private:
        const std::shared_ptr<Connection> m_connection;
    };

    void handle(void (Connection::*signal)());
    void readable();
    void written();
    void disconnected();
    void run();
    void secure();
    void takeTurn() override;
    void giveWay() override;
    void continueHandshake();
    void secured();
    bool readSome();
    void tlsEnded();
    void write(QByteArrayView bytes);
    [[nodiscard]] qint64 readInto(std::vector<char> &scratch);
    void later(void (Connection::*work)());
    void dispatch();
    void send(const Response &response);
    void afterAnswer();
    void close();
    void startLinger();
    void discard();
    void waitFor(Waiting waiting);
    void waitForRequest();
    void timedOut();
    void checkBodyRate();
    [[nodiscard]] bool hasRoomForBody(); // false: refused
    void leaveFlight();
    void closeStream();

    ServerCore *m_core; // null after abandon()
    QTcpSocket *m_socket; // null when closed
    std::shared_ptr<const TlsServerContext> m_tlsContext; // until it is its turn to do its handshake; null: plain
    std::unique_ptr<TlsSession> m_tls; // from then on. Not used when the socket is null
    const QHostAddress m_peer;
    QByteArray m_peerCertificate;
    QString m_peerCertificateName;
    RequestParser m_parser;
    TimerWheel::Deadline m_deadline;
    InputBuffer m_input; // behind the request that is handled, or of a head that is not whole
    std::weak_ptr<EventStream> m_stream;
    quint64 m_request = 0;        // number of the present one
    qint64 m_bodyBytesSeen = 0;   // at the last look at the rate
    qint64 m_bodyBytesCounted = 0; // in what all connections hold
    qint64 m_discarded = 0;
    int m_bodyChecks = 0;
    int m_depth = 0; // how many Entered there are
    Phase m_phase = Phase::Reading;
    Waiting m_waiting = Waiting::Nothing;
    bool m_isRunning = false;
    bool m_needsMore = true;      // what is left over of the input is not enough
    bool m_sentContinue = false;
    bool m_isHttp10 = false;
    bool m_isHead = false;
    bool m_keepsAlive = true;
    bool m_inFlight = false;
    bool m_isTooSlow = false;
    bool m_hasTurn = false;       // to do its handshake
    bool m_isAdmitted = false;    // counted by the register of peers
    bool m_isTurnedAway = false;
    bool m_isAuthenticated = false;
};

} // namespace txdesk::http
