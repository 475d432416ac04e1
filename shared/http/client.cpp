#include "shared/http/client.h"

#include "shared/http/client_core.h"
#include "shared/http/client_url.h"
#include "shared/http/host_pool.h"
#include "shared/http/request_writer.h"

#include <unordered_map>

namespace txdesk::http {

namespace {

constexpr size_t poolsBeforeSweep = 64; // pools without connections are removed when there are more

} // namespace

class Client::Impl
{
public:
    explicit Impl(ClientLimits limits);
    ~Impl();

    void send(ClientRequest &&request, Done &&done);
    [[nodiscard]] int connectionsTo(const QString &hostAndPort) const;
    void forgetTls();

    ClientCore core;

private:
    HostPool &poolOf(ClientUrl &&url);
    [[nodiscard]] bool closeIdleElsewhere(HostPool &asking);
    void sweep();

    std::unordered_map<QByteArray, std::unique_ptr<HostPool>> m_pools;
};

Client::Impl::Impl(ClientLimits limits) : core{.limits = limits}
{
    core.closeIdleElsewhere = [this](HostPool &asking) { return closeIdleElsewhere(asking); };
}

Client::Impl::~Impl() = default;

void Client::Impl::send(ClientRequest &&request, Done &&done)
{
    auto exchange = std::make_unique<Exchange>(core.wheel, std::move(done));
    ++core.inFlight;
    auto url = parseClientUrl(request.url);
    auto bytes = url ? requestBytes(request, *url) : tl::unexpected<Error>(url.error());
    if (!bytes) {
        core.answerLater(std::move(exchange), failure(ClientResult::Kind::BadUrl, bytes.error().message));
        return;
    }
    exchange->bytes = std::move(*bytes);
    exchange->isHead = request.method == "HEAD";
    exchange->timeout = request.timeout;
    exchange->deadline.set(request.timeout);
    core.isSending = true;
    poolOf(std::move(*url)).submit(std::move(exchange));
    core.isSending = false;
}

HostPool &Client::Impl::poolOf(ClientUrl &&url)
{
    const QByteArray key = url.poolKey();
    const auto found = m_pools.find(key);
    if (found != m_pools.end())
        return *found->second;
    if (m_pools.size() >= poolsBeforeSweep)
        sweep();
    return *m_pools.emplace(key, std::make_unique<HostPool>(core, std::move(url))).first->second;
}

void Client::Impl::sweep()
{
    std::erase_if(m_pools, [](const auto &entry) { return entry.second->isUnused(); });
}

bool Client::Impl::closeIdleElsewhere(HostPool &asking)
{
    for (const auto &[key, pool] : m_pools)
        if (pool.get() != &asking && pool->closeOldestIdle())
            return true;
    return false;
}

void Client::Impl::forgetTls()
{
    ++core.tlsChanges;
    for (const auto &[key, pool] : m_pools)
        pool->forgetTls();
}

int Client::Impl::connectionsTo(const QString &hostAndPort) const
{
    int count = 0;
    for (const auto &[key, pool] : m_pools)
        if (pool->url().host + u':' + QString::number(pool->url().port) == hostAndPort)
            count += pool->connections();
    return count;
}

Client::Client(ClientLimits limits, QObject *parent) : QObject(parent), m_impl(std::make_unique<Impl>(limits)) {}

Client::~Client() = default;

void Client::send(ClientRequest request, Done done)
{
    m_impl->send(std::move(request), std::move(done));
}

Result<QStringList> Client::setTls(const ClientTls &tls)
{
    auto context = TlsClientContext::load(tls);
    if (!context)
        return tl::unexpected(context.error());
    m_impl->core.tls = std::move(*context);
    m_impl->forgetTls();
    return m_impl->core.tls->warnings();
}

void Client::setAddressCheck(AddressCheck check)
{
    m_impl->core.addressCheck = std::move(check);
}

void Client::setResolver(Resolver resolver)
{
    m_impl->core.resolver = std::move(resolver);
}

int Client::inFlight() const
{
    return m_impl->core.inFlight;
}

int Client::connectionsTo(const QString &hostAndPort) const
{
    return m_impl->connectionsTo(hostAndPort);
}

} // namespace txdesk::http
