// The connections to one participant and the requests that wait for one of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/client_core.h"
#include "shared/http/client_url.h"

#include <QHash>

#include <list>
#include <memory>
#include <vector>

namespace txdesk::http {

class ClientConnection;

// Thread: the client's. Newest idle connection first, so that those beyond the need grow old and are closed.
class HostPool final : public ExchangeHolder
{
public:
    HostPool(ClientCore &core, ClientUrl url);
    ~HostPool() override;

    void submit(std::unique_ptr<Exchange> exchange);
    void timedOut(Exchange &waiting) override;
    void serveWaiting();
    [[nodiscard]] bool closeOldestIdle();
    [[nodiscard]] int connections() const { return static_cast<int>(m_connections.size()); }
    [[nodiscard]] bool isUnused() const { return m_connections.isEmpty() && m_waiting.empty(); }
    [[nodiscard]] const ClientUrl &url() const { return m_url; }
    void forgetTls(); // connections that are made from now on begin anew

    // Called by the connections.
    [[nodiscard]] TlsResumption &resumption() { return m_resumption; }
    void released(ClientConnection &connection); // its exchange is over, it can have the next
    void closed(ClientConnection &connection);
    void replace(ClientConnection &stale, std::unique_ptr<Exchange> exchange); // sends again, on a new connection

private:
    void open(std::unique_ptr<Exchange> exchange);
    void remove(ClientConnection &connection);
    [[nodiscard]] bool mayOpen();
    [[nodiscard]] std::unique_ptr<Exchange> takeWaiting();
    void giveUpLate();
    void giveUp(std::unique_ptr<Exchange> exchange);

    ClientCore &m_core;
    const ClientUrl m_url;
    TlsResumption m_resumption; // outlives the connections
    QHash<ClientConnection *, std::shared_ptr<ClientConnection>> m_connections;
    std::vector<ClientConnection *> m_idle; // the newest last
    std::list<std::unique_ptr<Exchange>> m_waiting;
};

} // namespace txdesk::http
