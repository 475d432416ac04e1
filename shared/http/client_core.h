// What the host pools of one client share: limits, the timer wheel, the count of connections, and how answers are given.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/client.h"
#include "shared/http/timer_wheel.h"
#include "shared/http/tls_context.h"

#include <QObject>

#include <memory>
#include <vector>

namespace txdesk::http {

class HostPool;
struct Exchange;

// Where an exchange is at the moment: its pool's queue or a connection.
class ExchangeHolder
{
public:
    virtual ~ExchangeHolder() = default;
    virtual void timedOut(Exchange &exchange) = 0;
};

// One request and what became of it.
struct Exchange
{
    Exchange(TimerWheel &wheel, Client::Done whenDone)
        : done(std::move(whenDone)), deadline(wheel, [this] { holder->timedOut(*this); })
    {
    }

    // A process that was stopped learns of it before the timer wheel does; then nothing may be sent any more.
    [[nodiscard]] bool isLate() const { return std::chrono::steady_clock::now() >= startedAt + timeout; }

    QByteArray bytes{};   // the request as it goes on the wire
    Client::Done done;
    std::chrono::steady_clock::time_point startedAt = std::chrono::steady_clock::now();
    std::chrono::milliseconds timeout{};
    bool isHead = false;
    bool isRetried = false;
    ExchangeHolder *holder = nullptr;
    TimerWheel::Deadline deadline;
};

// Thread: the client's.
struct ClientCore
{
    ClientLimits limits;
    TimerWheel wheel{};
    std::vector<char> scratch = std::vector<char>(64 * 1024);
    int inFlight = 0;
    int connections = 0;
    bool isSending = false;             // send() has not returned: nothing is answered now
    std::vector<HostPool *> starved{};  // they wait for a connection of the total
    std::function<bool(HostPool &)> closeIdleElsewhere{};
    QObject context{};                  // queued answers end with the client
    std::unique_ptr<TlsClientContext> tls{}; // null until the first connection of https
    int tlsChanges = 0;                 // connections from before the last one are not kept
    Client::AddressCheck addressCheck{}; // may be null
    Client::Resolver resolver{};        // null: the system's

    // Answers now, or as soon as send() has returned. Nothing of the client may be touched after it: the answer may
    // have destroyed it.
    void answer(std::unique_ptr<Exchange> exchange, ClientResult result);
    void answerLater(std::unique_ptr<Exchange> exchange, ClientResult result);

    [[nodiscard]] bool takeSlot(HostPool &pool); // one connection of the total; false: the pool is called when one is free
    void freeSlot();
    [[nodiscard]] const TlsClientContext &tlsContext();
    void resolve(const QString &name, Client::Resolved resolved);
};

[[nodiscard]] ClientResult failure(ClientResult::Kind kind, const QString &error);

} // namespace txdesk::http
