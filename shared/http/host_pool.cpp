#include "shared/http/host_pool.h"

#include "shared/http/client_connection.h"

#include <algorithm>

namespace txdesk::http {

using namespace Qt::StringLiterals;

HostPool::HostPool(ClientCore &core, ClientUrl url) : m_core(core), m_url(std::move(url)) {}

HostPool::~HostPool()
{
    for (const auto &connection : std::as_const(m_connections))
        connection->abandon();
    std::erase(m_core.starved, this);
}

void HostPool::submit(std::unique_ptr<Exchange> exchange)
{
    if (!m_idle.empty()) {
        ClientConnection *newest = m_idle.back();
        m_idle.pop_back();
        newest->send(std::move(exchange));
    } else if (mayOpen()) {
        open(std::move(exchange));
    } else if (m_waiting.size() < static_cast<size_t>(m_core.limits.waitingPerHostMax)) {
        exchange->holder = this;
        exchange->bytes.squeeze();
        m_waiting.push_back(std::move(exchange));
    } else {
        m_core.answer(std::move(exchange), failure(ClientResult::Kind::Refused, u"too many requests wait for this host"_s));
    }
}

bool HostPool::mayOpen()
{
    return m_connections.size() < m_core.limits.perHostMax && m_core.takeSlot(*this);
}

void HostPool::open(std::unique_ptr<Exchange> exchange)
{
    const auto connection = std::make_shared<ClientConnection>(m_core, *this);
    m_connections.insert(connection.get(), connection);
    connection->open(std::move(exchange));
}

std::unique_ptr<Exchange> HostPool::takeWaiting()
{
    std::unique_ptr<Exchange> exchange = std::move(m_waiting.front());
    m_waiting.pop_front();
    return exchange;
}

void HostPool::giveUpLate()
{
    while (!m_waiting.empty() && m_waiting.front()->isLate())
        giveUp(takeWaiting());
}

void HostPool::giveUp(std::unique_ptr<Exchange> exchange)
{
    m_core.answerLater(std::move(exchange),
                       failure(ClientResult::Kind::NotConnected, u"all connections to this host were busy for the whole time"_s));
}

void HostPool::serveWaiting()
{
    giveUpLate();
    while (!m_waiting.empty() && mayOpen())
        open(takeWaiting());
}

void HostPool::timedOut(Exchange &waiting)
{
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [&waiting](const auto &exchange) { return exchange.get() == &waiting; });
    if (found == m_waiting.end())
        return;
    std::unique_ptr<Exchange> exchange = std::move(*found);
    m_waiting.erase(found);
    giveUp(std::move(exchange));
}

void HostPool::released(ClientConnection &connection)
{
    giveUpLate();
    if (!m_waiting.empty()) {
        connection.send(takeWaiting());
    } else if (!m_core.starved.empty()) {
        connection.close(); // another host needs it more
    } else {
        m_idle.push_back(&connection);
        connection.waitIdle();
    }
}

void HostPool::remove(ClientConnection &connection)
{
    m_idle.erase(std::remove(m_idle.begin(), m_idle.end(), &connection), m_idle.end());
    m_connections.remove(&connection);
}

void HostPool::closed(ClientConnection &connection)
{
    remove(connection);
    m_core.freeSlot();
    serveWaiting();
}

void HostPool::replace(ClientConnection &stale, std::unique_ptr<Exchange> exchange)
{
    remove(stale);
    open(std::move(exchange)); // in its place: the count stays
}

void HostPool::forgetTls()
{
    m_resumption.session.reset();
    while (m_url.isSecure && closeOldestIdle()) {
    }
}

bool HostPool::closeOldestIdle()
{
    if (m_idle.empty())
        return false;
    m_idle.front()->close();
    return true;
}

} // namespace txdesk::http
