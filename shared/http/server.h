// An HTTP/1.1 server on QTcpServer with Boost.Beast's sans-IO parser and hard limits on everything.
// Thread: lives in one thread (an EpollEventDispatcher there keeps it fast with 10,000 connections).
// Requests of one connection are handled one after another, in order; a slow handler delays only its own connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/http/message.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace txdesk::http {

// Source of the numbers: docs/limits.md. Reaching one is a tested answer, never growth.
struct ServerLimits
{
    qsizetype requestLineBytesMax = 8 * 1024;       // 414
    qsizetype headerBytesMax = 8 * 1024;            // one header: 431
    qsizetype headersBytesMax = 32 * 1024;          // all of them: 431
    int headersMax = 100;                           // 431
    qsizetype bodyBytesMax = 4 * 1024 * 1024;       // 413, before it is read when Content-Length tells
    std::chrono::milliseconds headTime{10'000};     // 408
    std::chrono::milliseconds bodyTime{30'000};     // 408; also when slower than bodyBytesPerSecondMin
    qsizetype bodyBytesPerSecondMin = 1024;
    std::chrono::milliseconds idleTime{60'000};     // closed silently
    int connectionsMax = 10'000;                    // 503, then closed
    int inFlightMax = 4096;                         // requests being handled: 503 with Retry-After
    qsizetype unsentBytesMax = 8 * 1024 * 1024;     // of one event stream: closed
    QList<QByteArray> allowedHosts;                 // Host header names; others 421. Empty: any
};

// A response that goes on: server-sent events. Thread: the server's.
class Stream
{
public:
    virtual ~Stream() = default;
    virtual void write(const QByteArray &bytes) = 0; // ignored once closed
    virtual void end() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    std::function<void()> onClosed; // the client went away or was too slow; not called after end()
};

// The one answer to one request. Move-only; destroyed unsent, it answers 500. May outlive the connection: the
// answer then goes nowhere. Thread: the server's.
class Responder
{
public:
    class Target;
    explicit Responder(std::weak_ptr<Target> target, quint64 request);
    ~Responder();
    Responder(Responder &&) noexcept;
    Responder &operator=(Responder &&) noexcept;

    void send(Response response);
    void drop(); // closes the connection without an answer: what a crash looks like to the client
    [[nodiscard]] std::shared_ptr<Stream> beginStream(Response head); // body of `head` is sent first; chunked

private:
    std::weak_ptr<Target> m_target;
    quint64 m_request = 0;
};

struct ServerCounters
{
    qint64 accepted = 0;
    qint64 requests = 0;
    qint64 refused = 0; // answered 4xx or 5xx by the parser or a limit
    int connections = 0;
    int inFlight = 0;
};

class Server : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(Request &&, Responder &&)>;

    Server(ServerLimits limits, Handler handler, QObject *parent = nullptr);
    ~Server() override;

    // port 0: any free one. Unavailable with the system's words when the address cannot be had.
    [[nodiscard]] Result<quint16> listen(const QHostAddress &address, quint16 port);
    void stopAccepting();   // existing connections finish their request and close
    void closeAll();
    [[nodiscard]] const ServerCounters &counters() const;

signals:
    void drained(); // after stopAccepting(): the last connection has closed

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::http
