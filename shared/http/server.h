// An HTTP/1.1 server on QTcpServer with Boost.Beast's sans-IO parser and hard limits on everything.
// Thread: lives in one thread (an EpollDispatcher there keeps it fast with 10,000 connections).
// Requests of one connection are handled one after another, in order; a slow handler delays only its own connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/http/message.h"
#include "shared/http/server_counters.h"
#include "shared/http/server_limits.h"
#include "shared/http/tls.h"

#include <QObject>

#include <functional>
#include <memory>

namespace txdesk::http {

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
    // Who sends the answer: a connection; in tests of handlers, a recorder.
    class Target
    {
    public:
        virtual ~Target() = default;
        virtual void respond(quint64 request, Response response) = 0;
        virtual void drop(quint64 request) = 0;
        virtual void markAuthenticated(quint64) {} // of a request that is not answered yet
        [[nodiscard]] virtual bool isGone(quint64) const { return false; }
        [[nodiscard]] virtual std::shared_ptr<Stream> beginStream(quint64 request, Response head) = 0;
    };

    explicit Responder(std::shared_ptr<Target> target, quint64 request);
    ~Responder();
    Responder(Responder &&) noexcept;
    Responder &operator=(Responder &&) noexcept;

    void send(Response response);
    void markAuthenticated(); // the connection does not count as a stranger's any more; before the answer, costs nothing when repeated
    [[nodiscard]] bool isGone() const; // the client has closed the connection: nobody reads an answer
    void drop(); // closes the connection without an answer: what a crash looks like to the client
    [[nodiscard]] std::shared_ptr<Stream> beginStream(Response head); // body of `head` is sent first; chunked

private:
    std::shared_ptr<Target> m_target; // null once used
    quint64 m_request = 0;
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
    // On all of them, on one port. ::1 may be among them on a machine without IPv6: it is left out.
    [[nodiscard]] Result<quint16> listen(const QList<QHostAddress> &addresses, quint16 port);
    // From now on connections use TLS with these files; also while listening: those that are open stay as they are.
    // InvalidRequest, and nothing changes: the files cannot be used. The value: warnings as of checkServerTls().
    [[nodiscard]] Result<QStringList> setTls(const ServerTls &tls);
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
