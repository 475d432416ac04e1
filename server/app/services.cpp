// SPDX-License-Identifier: Apache-2.0
#include "server/app/services.h"

#include "server/api/api.h"
#include "server/app/service_settings.h"
#include "server/branch/alert_hook.h"
#include "server/branch/branch_router.h"
#include "server/grpc/grpc_front.h"
#include "server/security/doorkeeper.h"
#include "server/security/url_policy.h"

#include <QLoggingCategory>

namespace txdesk::app {
namespace {

Q_LOGGING_CATEGORY(appLog, "txdesk.app")

// Where calls may lead; shared with those who call.
struct Policies
{
    std::shared_ptr<security::UrlPolicy> calls;
    std::shared_ptr<security::UrlPolicy> alerts;
};

Result<Policies> policiesOf(const config::Config &config)
{
    Result<security::UrlPolicy> calls = urlPolicy(config), alerts = alertPolicy(config);
    if (!calls || !alerts)
        return tl::unexpected<Error>(calls ? alerts.error() : calls.error());
    return Policies{std::make_shared<security::UrlPolicy>(std::move(*calls)), std::make_shared<security::UrlPolicy>(std::move(*alerts))};
}

} // namespace

// In order of construction: each may use those above it.
class Services::Impl
{
public:
    Impl(const config::Config &config, const Clock &clock, Policies given)
        : policies(std::move(given)), caller(routerSettings(config, policies.calls)),
          alertHook(config.coordinator.alertWebHook, {.policy = policies.alerts, .node = nodeName(config)}),
          coordinator(coordinatorSettings(config, clock.now()), clock, openStore(config), openReader(config), caller),
          door(doorSettings(config), clock),
          api(coordinator, coordinator.clock(), door, apiSettings(config, policies.calls)),
          server(serverLimits(config),
                 [this](http::Request &&request, http::Responder &&responder) { api.handle(std::move(request), std::move(responder)); })
    {
        if (config.grpc.port >= 0)
            grpc = std::make_unique<grpcapi::GrpcFront>(grpcSettings(config), api.service(), [this](const char *method, bool ok, double seconds) {
                api.grpcDone(method, ok, seconds);
            });
        QObject::connect(&coordinator, &coordinator::Coordinator::alerted, &coordinator,
                         [this](const engine::Alert &alert) { alertHook.post(alert); });
    }

    Policies policies;
    branch::BranchRouter caller;
    branch::AlertHook alertHook;
    coordinator::Coordinator coordinator;
    security::Doorkeeper door;
    api::Api api;
    http::Server server;
    std::unique_ptr<grpcapi::GrpcFront> grpc; // empty: switched off
};

Services::Services(const config::Config &config) : m_config(config) {}

Services::~Services() = default;

void Services::start()
{
    Result<Policies> policies = policiesOf(m_config);
    if (!policies) {
        emit failed(policies.error().message);
        return;
    }
    m_impl = std::make_unique<Impl>(m_config, m_clock, std::move(*policies));
    coordinator::Coordinator &coordinator = m_impl->coordinator;
    connect(&coordinator, &coordinator::Coordinator::displaced, this, &Services::failed);
    connect(&coordinator, &coordinator::Coordinator::joined, this, [this] {
        m_impl->coordinator.reloadTopics([this](Result<> &&loaded) {
            if (loaded)
                loadTokens();
            else
                emit failed(loaded.error().message);
        });
    });
    if (const Result<> started = coordinator.start(); !started)
        emit failed(started.error().message);
}

void Services::loadTokens()
{
    m_impl->api.tokens().start([this](Result<> &&ready) {
        if (ready)
            listen();
        else
            emit failed(ready.error().message);
    });
}

void Services::listen()
{
    const Result<quint16> port = m_impl->server.listen(QHostAddress(m_config.http.bind), static_cast<quint16>(m_config.http.port));
    if (!port) {
        emit failed(port.error().message);
        return;
    }
    const Result<quint16> grpcPort = m_impl->grpc ? m_impl->grpc->listen() : Result<quint16>(quint16{0});
    if (!grpcPort) {
        emit failed(grpcPort.error().message);
        return;
    }
    for (const auto &policy : {m_impl->policies.calls, m_impl->policies.alerts})
        policy->listensOn(*grpcPort == 0 ? QList<quint16>{*port} : QList<quint16>{*port, *grpcPort});
    if (m_config.http.openIsKnown)
        qCWarning(appLog).noquote() << "open to everybody who can reach" << m_config.http.bind
                                    << "- there are no tokens and no TLS in this version";
    qCInfo(appLog).noquote() << "ready node=" << m_impl->coordinator.settings().node.node << "store=" << storeName(m_config);
    emit started(*port, *grpcPort);
}

void Services::drain()
{
    if (!m_impl) {
        emit drained();
        return;
    }
    qCInfo(appLog) << "shutting down: no new work, waiting for what is in flight";
    m_impl->server.stopAccepting();
    if (m_impl->grpc)
        m_impl->grpc->stopAccepting();
    connect(&m_impl->coordinator, &coordinator::Coordinator::drained, this, [this] {
        m_impl->api.close();
        emit drained();
    });
    m_impl->coordinator.drain(m_config.coordinator.drainTime);
}

} // namespace txdesk::app
