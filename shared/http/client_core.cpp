#include "shared/http/client_core.h"

#include "shared/base/check.h"
#include "shared/http/host_pool.h"

#include <QHostInfo>

#include <algorithm>

namespace txdesk::http {

ClientResult failure(ClientResult::Kind kind, const QString &error)
{
    return {.kind = kind, .error = error};
}

void ClientCore::answer(std::unique_ptr<Exchange> exchange, ClientResult result)
{
    if (isSending) {
        answerLater(std::move(exchange), std::move(result));
        return;
    }
    --inFlight;
    exchange->deadline.clear();
    result.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - exchange->startedAt);
    exchange->done(std::move(result));
}

void ClientCore::answerLater(std::unique_ptr<Exchange> exchange, ClientResult result)
{
    exchange->deadline.clear();
    const auto call = [this, kept = std::shared_ptr<Exchange>(std::move(exchange)), result = std::move(result)]() mutable {
        --inFlight;
        result.took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - kept->startedAt);
        kept->done(std::move(result));
    };
    QMetaObject::invokeMethod(&context, call, Qt::QueuedConnection);
}

const TlsClientContext &ClientCore::tlsContext()
{
    if (!tls) {
        auto loaded = TlsClientContext::load({});
        check(loaded.has_value(), "a context without files of its own can be made");
        tls = std::move(*loaded);
    }
    return *tls;
}

void ClientCore::resolve(const QString &name, Client::Resolved resolved)
{
    if (resolver) {
        resolver(name, resolved);
        return;
    }
    QHostInfo::lookupHost(name, &context, [resolved = std::move(resolved)](const QHostInfo &info) {
        resolved(info.addresses(), info.error() == QHostInfo::NoError ? QString() : info.errorString());
    });
}

bool ClientCore::takeSlot(HostPool &pool)
{
    while (connections >= limits.totalMax) { // again: who is starved may take the one that was closed
        if (closeIdleElsewhere(pool))
            continue;
        if (std::find(starved.begin(), starved.end(), &pool) == starved.end())
            starved.push_back(&pool);
        return false;
    }
    ++connections;
    return true;
}

void ClientCore::freeSlot()
{
    --connections;
    while (!starved.empty() && connections < limits.totalMax) { // the requests of some may have given up waiting
        HostPool *first = starved.front(); // the one that has waited longest; it comes again when it needs more
        starved.erase(starved.begin());
        first->serveWaiting();
    }
}

} // namespace txdesk::http
