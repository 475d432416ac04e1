// SPDX-License-Identifier: Apache-2.0
#include "server/app/service_settings.h"

#include "server/app/outbound_settings.h"
#include "server/config/ladder.h"
#include "server/store/mysql_store.h"
#include "server/store/sqlite_store.h"

#include <QDir>
#include <QFileInfo>
#include <QSysInfo>

#include <algorithm>

namespace txdesk::app {
namespace {

using namespace Qt::StringLiterals;

// Bound to loopback, a Host header with another name is a web page's trick (DNS rebinding). Bound to other addresses,
// any name may lead here, and the certificate tells browsers which ones do.
QList<QByteArray> allowedHosts(const config::Config &config)
{
    const config::HttpConfig &http = config.http;
    if (http.openIsKnown || !isLoopbackBound(config))
        return {};
    QList<QByteArray> hosts{"localhost"_ba, "127.0.0.1"_ba, "[::1]"_ba, "::1"_ba};
    for (const QString &bind : http.bind)
        hosts.append((QHostAddress(bind).protocol() == QAbstractSocket::IPv6Protocol ? u"[%1]"_s : u"%1"_s).arg(bind).toLatin1().toLower());
    for (const QString &host : http.allowedHosts)
        hosts.append(host.toLatin1().toLower());
    return hosts;
}

bool isMysql(const config::Config &config)
{
    return config.store.driver == "mysql"_L1;
}

// Beside the SQLite file, or where the server was started.
QString besideStore(const config::Config &config, const QString &name)
{
    return isMysql(config) ? QDir().absoluteFilePath(name) : QFileInfo(config.store.file).absoluteDir().filePath(name);
}

store::StuckRule stuckRule(const config::Config &config)
{
    return {.failures = config.stuck.failures, .age = config.stuck.age, .overdue = config.stuck.overdue};
}

// The chain's name as it is stored: else its head would not be found again.
store::AuditSettings auditSettings(const config::Config &config, const StoreSecrets &secrets)
{
    AuditRecord stored;
    stored.chain = nodeName(config);
    return {.key = secrets.auditKey, .chain = store::fitted(std::move(stored)).chain};
}

store::SqliteOptions sqliteOptions(const config::Config &config, const StoreSecrets &secrets)
{
    return {.file = config.store.file, .anyFileSystem = config.store.anyFileSystem, .stuck = stuckRule(config), .audit = auditSettings(config, secrets), .cipher = secrets.payloadCipher};
}

store::MysqlOptions mysqlOptions(const config::Config &config, const StoreSecrets &secrets)
{
    store::MysqlOptions options;
    options.host = config.store.host;
    options.port = config.store.port;
    options.user = config.store.user;
    options.password = config.store.password;
    options.database = config.store.database;
    options.timeZoneOffset = config.store.timeZoneOffset;
    options.stuck = stuckRule(config);
    options.audit = auditSettings(config, secrets);
    options.cipher = secrets.payloadCipher;
    options.stallTime = config.coordinator.lease / 3;
    options.ioTime = config.coordinator.lease * 2;
    return options;
}

codec::RequestLimits requestLimits(const config::Config &config)
{
    codec::RequestLimits limits;
    limits.gidCharset = valueIn(codec::gidCharsetNames, config.limits.gidCharset).value_or(codec::GidCharset::Strict);
    limits.stepsMax = config.limits.stepsMax;
    limits.payloadBytesMax = config.limits.payloadBytesMax;
    limits.customDataBytesMax = config.limits.customDataBytesMax;
    limits.urlBytesMax = config.limits.urlBytesMax;
    limits.branchHeadersMax = config.limits.branchHeadersMax;
    limits.branchHeaderBytesMax = config.limits.branchHeaderBytesMax;
    limits.gidBytesMax = config.limits.gidBytesMax;
    limits.reasonCharactersMax = config.limits.reasonCharactersMax;
    limits.lockRowsMax = config.at.rowsMax;
    limits.lockValueBytesMax = config.at.keyBytesMax;
    limits.messageLadder = config::ladderFrom(config.message.retryLadder).value_or(limits.messageLadder); // checkTogether() told
    limits.notifyLadder = config::ladderFrom(config.notify.retryLadder).value_or(limits.notifyLadder);
    limits.json = {.depthMax = config.limits.jsonDepthMax,
                   .valuesMax = config.limits.jsonValuesMax,
                   .numberLengthMax = config.limits.jsonNumberMax,
                   .keyLengthMax = config.limits.jsonKeyMax};
    return limits;
}

} // namespace

QList<QHostAddress> bindAddresses(const config::Config &config)
{
    QList<QHostAddress> addresses;
    for (const QString &bind : config.http.bind)
        addresses.append(QHostAddress(bind));
    return addresses;
}

bool isLoopbackBound(const config::Config &config)
{
    const QList<QHostAddress> addresses = bindAddresses(config);
    return std::ranges::all_of(addresses, [](const QHostAddress &address) { return address.isLoopback(); });
}

bool hasTls(const config::Config &config)
{
    return !config.tls.certificateFile.isEmpty();
}

http::ServerTls serverTls(const config::Config &config)
{
    return {.certificateFile = config.tls.certificateFile, .keyFile = config.tls.keyFile, .clientCaFile = config.tls.clientCaFile};
}

QString nodeName(const config::Config &config)
{
    if (!config.coordinator.node.isEmpty())
        return config.coordinator.node;
    return u"%1:%2"_s.arg(QSysInfo::machineHostName()).arg(config.http.port);
}

http::ServerLimits serverLimits(const config::Config &config)
{
    http::ServerLimits limits;
    limits.bodyBytesMax = config.http.bodyBytesMax;
    limits.headTime = config.http.headTime;
    limits.bodyTime = config.http.bodyTime;
    limits.idleTime = config.http.idleTime;
    limits.connectionsMax = config.http.connectionsMax;
    limits.connectionsPerAddressMax = config.http.connectionsPerAddressMax;
    limits.connectionsPerLoopbackMax = config.http.connectionsPerLoopbackMax;
    limits.unauthenticatedMax = config.http.unauthenticatedMax;
    limits.handshakeTime = config.tls.handshakeTime;
    limits.handshakesPerSecondMax = config.tls.handshakesPerSecondMax;
    limits.inFlightMax = config.http.inFlightMax;
    limits.allowedHosts = allowedHosts(config);
    limits.requestLineBytesMax = config.http.requestLineMax;
    limits.headerBytesMax = config.http.headerMax;
    limits.headersBytesMax = config.http.headersMax;
    limits.headersMax = config.http.headerCountMax;
    limits.bodyBytesPerSecondMin = config.http.bodyRateMin;
    return limits;
}

branch::RouterSettings routerSettings(const config::Config &config, std::shared_ptr<const security::UrlPolicy> policy)
{
    branch::RouterSettings settings;
    settings.http.perHostMax = config.participant.connectionsMax;
    settings.http.totalMax = config.participant.connectionsTotalMax;
    settings.http.waitingPerHostMax = config.participant.waitingMax;
    settings.http.connectTime = config.participant.connectTime;
    settings.http.idleTime = config.participant.idleTime;
    settings.http.headBytesMax = config.participant.answerHeadMax;
    settings.http.bodyBytesMax = config.participant.answerBodyMax;
    settings.grpc.answerBytesMax = config.participant.answerBodyMax;
    settings.grpc.inFlightMax = config.participant.waitingMax;
    settings.grpc.connectTime = config.participant.connectTime;
    settings.grpc.idleTime = config.participant.idleTime;
    settings.outbound = {.policy = std::move(policy), .node = nodeName(config)};
    settings.results = resultRules(config).value_or(branch::ResultRules{}); // findingsOf() has tried them
    settings.insideDocker = config.participant.insideDocker;
    return settings;
}

store::OpenStore openStore(const config::Config &config, const StoreSecrets &secrets)
{
    return isMysql(config) ? store::mysqlStore(mysqlOptions(config, secrets)) : store::sqliteStore(sqliteOptions(config, secrets));
}

store::OpenReader openReader(const config::Config &config, const StoreSecrets &secrets)
{
    return isMysql(config) ? store::mysqlReader(mysqlOptions(config, secrets)) : store::sqliteReader(sqliteOptions(config, secrets));
}

QString storeName(const config::Config &config)
{
    const config::StoreConfig &store = config.store;
    if (!isMysql(config))
        return store.file;
    return u"mysql://%1@%2:%3/%4"_s.arg(store.user, store.host).arg(store.port).arg(store.database);
}

coordinator::CoordinatorSettings coordinatorSettings(const config::Config &config, Instant startedAt)
{
    coordinator::CoordinatorSettings settings;
    settings.node = {.node = nodeName(config), .version = QStringLiteral(TXDESK_VERSION), .store = config.store.driver,
                     .startedAt = startedAt, .alive = true, .self = true};
    settings.engine.retry = {.firstDelay = config.retry.interval, .longestDelay = config.retry.longest, .jitter = config.retry.jitter};
    settings.engine.timeoutToFail = config.retry.timeoutToFail;
    settings.engine.requestTimeout = config.retry.requestTimeout;
    settings.engine.writeBehind = config.coordinator.writeBehind;
    settings.engine.branchesMax = config.limits.branchesMax;
    settings.engine.alertAfterFailures = config.coordinator.alertRetryLimit;
    settings.engine.coordinator = settings.node.node;
    settings.engine.notifyLadder = requestLimits(config).notifyLadder;
    settings.engine.keepExpired = config.notify.keepExpired;
    settings.lockWaitMax = config.at.lockWaitMax;
    settings.lockWaitersMax = config.at.waitingMax;
    settings.lease = config.coordinator.lease;
    settings.pollInterval = config.coordinator.pollInterval;
    settings.commit = {.requestsMax = config.store.commitRequestsMax, .queuedMax = config.store.queuedMax};
    settings.claimBatch = config.coordinator.claimBatch;
    settings.inMemoryMax = config.coordinator.inMemoryMax;
    settings.keepFinished = config.store.keepFinished;
    settings.keepAudit = config.audit.keep;
    settings.topicRefresh = config.coordinator.topicRefresh;
    settings.sharedStore = isMysql(config); // a file is locked by its only user
    settings.testHooks = config.coordinator.testHooks;
    return settings;
}

QString auditKeyFile(const config::Config &config)
{
    return config.audit.keyFile.isEmpty() ? besideStore(config, u"txdesk-audit.key"_s) : config.audit.keyFile;
}

coordinator::AuditWatchSettings auditWatchSettings(const config::Config &config, const StoreSecrets &secrets)
{
    const QString &file = config.audit.anchorFile;
    return {.anchorFile = file.isEmpty() ? besideStore(config, u"txdesk-audit.anchor"_s) : file, .audit = auditSettings(config, secrets)};
}

QString adminTokenFile(const config::Config &config)
{
    return config.security.adminTokenFile.isEmpty() ? besideStore(config, u"txdesk-admin.token"_s) : config.security.adminTokenFile;
}

security::DoorSettings doorSettings(const config::Config &config)
{
    return {.loopbackTrust = config.security.loopbackTrust && isLoopbackBound(config),
            .compatOpenAdmin = config.security.compatOpenAdmin,
            .openIsKnown = config.http.openIsKnown,
            .certificates = security::certificateRolesFrom(config.tls.clientRoles).value_or(security::CertificateRoles{}), // checkStart() told
            .requests = {double(config.security.requestsPerSecond), double(config.security.requestsBurst)},
            .loopback = {double(config.security.loopbackPerSecond), 2.0 * config.security.loopbackPerSecond},
            .failuresPerMinute = config.security.failuresPerMinute};
}

api::ApiSettings apiSettings(const config::Config &config, std::shared_ptr<const security::UrlPolicy> policy)
{
    api::ApiSettings settings;
    settings.limits = requestLimits(config);
    settings.checkUrl = [policy = std::move(policy)](const QString &url) { return policy->checkUrl(url); };
    settings.streamsMax = config.limits.streamsMax;
    settings.waitResultHold = config.limits.waitResultHold;
    settings.subscribersMax = config.limits.subscribersMax;
    settings.stopWithoutAudit = config.audit.stopWithoutAudit;
    settings.tokens = {.adminTokenFile = adminTokenFile(config), .newAdminToken = config.security.newAdminToken};
    return settings;
}

grpcapi::FrontSettings grpcSettings(const config::Config &config)
{
    return {.endpoint = {.bind = config.http.bind.first(),
                         .port = config.grpc.port,
                         .messageBytesMax = config.http.bodyBytesMax,
                         .inFlightMax = config.http.inFlightMax,
                         .tls = hasTls(config) ? std::optional(serverTls(config)) : std::nullopt,
                         .connections = serverLimits(config),
                         .limits = requestLimits(config),
                         .alsoBind = config.http.bind.sliced(1)},
            .waitResultHold = config.limits.waitResultHold};
}

} // namespace txdesk::app
