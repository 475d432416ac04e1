// SPDX-License-Identifier: Apache-2.0
#include "server/app/services.h"

#include "server/api/api.h"
#include "server/app/outbound_settings.h"
#include "server/app/service_settings.h"
#include "server/branch/alert_hook.h"
#include "server/branch/branch_router.h"
#include "server/branch/undo_reader.h"
#include "server/config/config_text.h"
#include "server/grpc/grpc_front.h"
#include "server/security/doorkeeper.h"
#include "server/security/seal_key.h"
#include "server/security/url_policy.h"
#include "shared/http/tls.h"

#include <QLoggingCategory>

namespace txdesk::app {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(appLog, "txdesk.app")

void tellWarnings(const QStringList &warnings)
{
    for (const QString &warning : warnings)
        qCWarning(appLog).noquote() << warning;
}

// Shared with those who call; changed here only, on the I/O thread.
struct SharedPolicies
{
    explicit SharedPolicies(Policies &&given)
        : calls(std::make_shared<security::UrlPolicy>(std::move(given.calls))), alerts(std::make_shared<security::UrlPolicy>(std::move(given.alerts)))
    {
    }
    void put(Policies &&given, const QList<quint16> &ownPorts)
    {
        *calls = std::move(given.calls);
        *alerts = std::move(given.alerts);
        listenOn(ownPorts);
    }
    void listenOn(const QList<quint16> &ports)
    {
        calls->listensOn(ports);
        alerts->listensOn(ports);
    }

    std::shared_ptr<security::UrlPolicy> calls;
    std::shared_ptr<security::UrlPolicy> alerts;
};

// The same with another name on the other side of the layers.
api::UndoTold told(branch::UndoAnswer &&answer)
{
    using Kind = api::UndoTold::Kind;
    switch (answer.kind) {
    case branch::UndoAnswer::Kind::Told: return {.kind = Kind::Told, .body = std::move(answer.body), .why = {}};
    case branch::UndoAnswer::Kind::None: return {.kind = Kind::None, .body = {}, .why = {}};
    case branch::UndoAnswer::Kind::NoAnswer: break;
    }
    return {.kind = Kind::NoAnswer, .body = {}, .why = answer.why};
}

api::ApiSettings askingBy(branch::UndoReader &reader, api::ApiSettings settings)
{
    settings.readUndo = [&reader](const engine::Call &rollback, api::OnUndoTold done) {
        reader.read(rollback, [done = std::move(done)](branch::UndoAnswer &&answer) { done(told(std::move(answer))); });
    };
    return settings;
}

api::ApiSettings countedBy(const branch::BranchRouter &caller, api::ApiSettings settings)
{
    settings.outboundCounts = [&caller] {
        const branch::RouterCounts counts = caller.counts();
        return api::OutboundCounts{.decidedByText = counts.decidedByText, .forbidden = counts.forbidden};
    };
    return settings;
}

} // namespace

// In order of construction: each may use those above it.
class Services::Impl
{
public:
    Impl(const config::Config &config, const Clock &clock, Policies &&given, const StoreSecrets &secrets)
        : policies(std::move(given)), caller(routerSettings(config, policies.calls)),
          alertHook(config.coordinator.alertWebHook, {.policy = policies.alerts, .node = nodeName(config)}),
          undoReader({.policy = policies.calls, .node = nodeName(config)}, config.participant.insideDocker),
          coordinator(coordinatorSettings(config, clock.now()), clock, openStore(config, secrets), openReader(config, secrets), caller),
          auditWatch(coordinator, auditWatchSettings(config, secrets)), door(doorSettings(config), clock),
          api(coordinator, coordinator.clock(), door, askingBy(undoReader, countedBy(caller, apiSettings(config, policies.calls)))),
          server(serverLimits(config),
                 [this](http::Request &&request, http::Responder &&responder) { api.handle(std::move(request), std::move(responder)); })
    {
        if (config.grpc.port >= 0)
            grpc = std::make_unique<grpcapi::GrpcFront>(grpcSettings(config), api.service(), [this](const char *method, bool ok, double seconds) {
                api.grpcDone(method, ok, seconds);
            });
        api.countConnections(server.counters());
        QObject::connect(&coordinator, &coordinator::Coordinator::alerted, &coordinator,
                         [this](const engine::Alert &alert) { alertHook.post(alert); });
    }

    SharedPolicies policies;
    branch::BranchRouter caller;
    branch::AlertHook alertHook;
    branch::UndoReader undoReader;
    coordinator::Coordinator coordinator;
    coordinator::AuditWatch auditWatch;
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
    const Result<StoreSecrets> known = secrets();
    if (!known) {
        emit failed(known.error().message);
        return;
    }
    m_impl = std::make_unique<Impl>(m_config, m_clock, std::move(*policies), *known);
    if (const Result<> used = useParticipantTls(m_config); !used) {
        emit failed(used.error().message);
        return;
    }
    coordinator::Coordinator &coordinator = m_impl->coordinator;
    connect(&coordinator, &coordinator::Coordinator::displaced, this, &Services::failed);
    connect(&coordinator, &coordinator::Coordinator::joined, this, [this] {
        m_impl->auditWatch.start();
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
    const auto warnings = hasTls(m_config) ? m_impl->server.setTls(serverTls(m_config)) : Result<QStringList>(QStringList()); // gRPC has it from its settings
    if (!warnings) {
        emit failed(warnings.error().message);
        return;
    }
    tellWarnings(*warnings);
    const Result<quint16> port = m_impl->server.listen(bindAddresses(m_config), static_cast<quint16>(m_config.http.port));
    if (!port) {
        emit failed(port.error().message);
        return;
    }
    const Result<quint16> grpcPort = m_impl->grpc ? m_impl->grpc->listen() : Result<quint16>(quint16{0});
    if (!grpcPort) {
        emit failed(grpcPort.error().message);
        return;
    }
    m_ports = *grpcPort == 0 ? QList<quint16>{*port} : QList<quint16>{*port, *grpcPort};
    m_impl->policies.listenOn(m_ports);
    if (m_config.http.openIsKnown)
        warnWhileOpen();
    qCInfo(appLog).noquote() << "ready node=" << m_impl->coordinator.settings().node.node << "store=" << storeName(m_config);
    emit started(m_config.http.bind, *port, *grpcPort);
}

void Services::warnWhileOpen()
{
    const auto warn = [this] {
        qCWarning(appLog).noquote() << "open to everybody who can reach" << m_config.http.bind.join(u',') << "- no token is asked for (IKnowThisIsOpen)";
    };
    warn();
    connect(&m_openTimer, &QTimer::timeout, this, warn);
    m_openTimer.start(Seconds{60});
}

void Services::reload(const config::Config &config)
{
    if (m_impl) {
        reloadTls(config);
        reloadUrlPolicy(config);
        reloadDoor(config);
    }
    static const QStringList reloadable{u"Tls.Certificate"_s, u"Tls.Key"_s, u"Tls.ClientCa"_s, u"Tls.ParticipantCa"_s, u"Tls.ParticipantPins"_s,
                                        u"Tls.ClientRoles"_s, u"Security.UrlAllow"_s, u"Security.RequestsPerSecond"_s,
                                        u"Security.RequestsBurst"_s, u"Security.LoopbackPerSecond"_s, u"Security.FailuresPerMinute"_s,
                                        u"LogLevel"_s};
    const QStringList later = config::changedKeys(m_config, config, reloadable);
    if (!later.isEmpty())
        qCWarning(appLog).noquote() << "reload: these change at the next start only:" << later.join(u", "_s);
    emit reloaded();
}

Result<StoreSecrets> Services::secrets() const
{
    const QString file = auditKeyFile(m_config);
    const Result<security::SealKey> key = security::readOrMakeSealKey(file);
    if (!key)
        return tl::unexpected<Error>(key.error());
    if (key->isNew)
        qCWarning(appLog).noquote() << "the audit is sealed with a new key:" << file << "- keep a copy of it where the store is not";
    StoreSecrets secrets{.auditKey = key->key};
    if (m_config.payload.keyFile.isEmpty())
        return secrets;
    Result<store::PayloadCipherPtr> cipher = store::PayloadCipher::fromFile(m_config.payload.keyFile);
    if (!cipher)
        return tl::unexpected<Error>(cipher.error());
    qCInfo(appLog).noquote() << "payloads are encrypted by the key" << (*cipher)->newestKey();
    secrets.payloadCipher = std::move(*cipher);
    return secrets;
}

// Each reads the files for itself: they are checked before either does, so that not one of the two alone has the new certificate.
Result<> Services::useOwnTls(const config::Config &config)
{
    const http::ServerTls tls = serverTls(config);
    const Result<QStringList> warnings = http::checkServerTls(tls).and_then([&](const QStringList &) { return m_impl->server.setTls(tls); });
    if (!warnings)
        return tl::unexpected<Error>(warnings.error());
    tellWarnings(*warnings);
    if (!m_impl->grpc)
        return {};
    if (const auto used = m_impl->grpc->setTls(tls); !used) // the files were changed in between
        return fail(used.error().code, u"that of gRPC; HTTP has the new one: "_s + used.error().message);
    return {};
}

Result<> Services::useParticipantTls(const config::Config &config)
{
    const Result<http::ClientTls> tls = participantTls(config);
    if (!tls)
        return tl::unexpected<Error>(tls.error());
    const Result<QStringList> calls = m_impl->caller.setTls(*tls);
    const Result<QStringList> alerts = m_impl->alertHook.setTls(*tls);
    const Result<QStringList> undo = m_impl->undoReader.setTls(*tls);
    for (const Result<QStringList> *used : {&calls, &alerts, &undo})
        if (!*used)
            return tl::unexpected<Error>(used->error());
    tellWarnings(*calls);
    return {};
}

// Roles of certificates and rates. Who is trusted without showing anything stays as it was at start.
void Services::reloadDoor(const config::Config &config)
{
    security::DoorSettings settings = doorSettings(config);
    const security::DoorSettings &present = m_impl->door.settings();
    settings.loopbackTrust = present.loopbackTrust;
    settings.compatOpenAdmin = present.compatOpenAdmin;
    settings.openIsKnown = present.openIsKnown;
    m_impl->door.setSettings(std::move(settings));
}

void Services::reloadTls(const config::Config &config)
{
    if (const Result<> used = useParticipantTls(config); !used)
        qCCritical(appLog).noquote() << "reload: participants' certificates are judged as before:" << used.error().message;
    if (hasTls(config) != hasTls(m_config)) {
        qCWarning(appLog) << "reload: TLS is switched on and off by a start only";
        return;
    }
    if (!hasTls(config))
        return;
    if (const Result<> used = useOwnTls(config); !used)
        qCCritical(appLog).noquote() << "reload: the old certificate stays:" << used.error().message;
    else
        qCInfo(appLog).noquote() << "reload: certificate" << config.tls.certificateFile << "is in use for new connections";
}

void Services::reloadUrlPolicy(const config::Config &config)
{
    Result<Policies> policies = policiesOf(config);
    if (!policies) {
        qCCritical(appLog).noquote() << "reload: the old allow list stays:" << policies.error().message;
        return;
    }
    m_impl->policies.put(std::move(*policies), m_ports);
    qCInfo(appLog) << "reload: allow list with" << config.security.urlAllow.size() << "entries is in use";
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
        m_impl->auditWatch.anchorNow([this] { emit drained(); });
    });
    m_impl->coordinator.drain(m_config.coordinator.drainTime);
}

} // namespace txdesk::app
