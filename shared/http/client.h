// An HTTP/1.1 client with keep-alive pools: one pool per scheme, host and port, newest idle connection first,
// capped; requests beyond the cap wait in a bounded queue of that participant only, so a slow one delays no other.
// Thread: lives in one thread. Buffered sockets, one request in flight per connection, no redirects, no cookies,
// no proxies, no content encodings. Certificates of https are always verified; see tls.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/http/message.h"
#include "shared/http/tls.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace txdesk::http {

struct ClientLimits
{
    int perHostMax = 256;                          // connections of one host
    int totalMax = 8192;                           // connections in all
    int waitingPerHostMax = 10'000;                // beyond it: ClientResult::Refused at once
    qsizetype headBytesMax = 32 * 1024;
    qsizetype bodyBytesMax = 1024 * 1024;          // longer: BadResponse
    std::chrono::milliseconds connectTime{3'000};
    std::chrono::milliseconds idleTime{30'000};    // idle connections are closed after it
};

struct ClientRequest
{
    QByteArray method = "GET";
    QString url{};               // http:// or https://, absolute; query included
    QList<Header> headers{};     // Host, Content-Length and Connection are set by the client
    QByteArray body{};
    std::chrono::milliseconds timeout{3'000}; // the whole exchange, waiting for a connection included
};

struct ClientResult
{
    enum class Kind {
        Answered,      // status, headers and body are set
        BadUrl,        // nothing was sent
        Refused,       // queue full, nothing was sent
        Forbidden,     // the address check refused where the URL leads: nothing was sent, nobody was connected to
        NotConnected,  // unknown name, refused, unreachable, TLS failed: nothing was sent
        TimedOut,      // it may have been received
        Broken,        // the connection ended without a whole answer: it may have been received
        BadResponse,   // not HTTP, or over a limit: it was received
    };
    Kind kind = Kind::Broken;
    int status = 0;
    QList<Header> headers{};
    QByteArray body{};
    QString error{};                   // one sentence, empty when Answered
    std::chrono::milliseconds took{};  // from send() on
};

class Client : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(ClientResult &&)>;
    using AddressCheck = std::function<Result<void>(const QHostAddress &address, quint16 port, const QString &host)>;
    using Resolved = std::function<void(const QList<QHostAddress> &addresses, const QString &error)>;
    using Resolver = std::function<void(const QString &name, const Resolved &resolved)>;

    explicit Client(ClientLimits limits = {}, QObject *parent = nullptr);
    ~Client() override; // answers nothing more

    // `done` is called exactly once, never before send() returns, unless the client is destroyed first.
    void send(ClientRequest request, Done done);

    // For connections from now on; idle ones of https are closed. InvalidRequest, and nothing changes: the files cannot be
    // used. The value: warnings as of checkClientTls(). Without it the system's authorities are trusted.
    [[nodiscard]] Result<QStringList> setTls(const ClientTls &tls);

    // Asked before each new connection, about every address of the host (a name, or the address itself): its name is resolved once, one refused address
    // refuses the request, and the connection goes to an address that was asked about, never through a second look-up.
    // Null: everything is allowed.
    void setAddressCheck(AddressCheck check);

    // Instead of the system's; only used with an address check. May call back at once, later or never; in this thread.
    void setResolver(Resolver resolver);

    [[nodiscard]] int inFlight() const;
    [[nodiscard]] int connectionsTo(const QString &hostAndPort) const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::http
