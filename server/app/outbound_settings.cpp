// Where calls may lead, what certificates and answers of participants are worth.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/outbound_settings.h"

#include "server/app/service_settings.h"

#include <QNetworkInterface>
#include <QSysInfo>
#include <QUrl>

#include <algorithm>

namespace txdesk::app {

using namespace Qt::StringLiterals;

namespace {

// "host=sha256", both as an operator writes them.
Result<QHash<QString, QByteArray>> pinsFrom(const QStringList &items)
{
    QHash<QString, QByteArray> pins;
    for (const QString &item : items) {
        const qsizetype equals = item.indexOf(u'=');
        const QByteArray pin = http::normalPin(item.sliced(equals + 1).toLatin1());
        if (equals < 1 || pin.isEmpty())
            return fail(ErrorCode::InvalidRequest, u"Tls.ParticipantPins: %1 is not HOST=SHA256"_s.arg(item.left(64)), u"Tls.ParticipantPins"_s);
        pins.insert(item.first(equals).trimmed().toLower(), pin);
    }
    return pins;
}

Result<security::UrlPolicy> urlPolicy(const config::Config &config)
{
    security::UrlPolicySettings settings;
    settings.allow = config.security.urlAllow;
    settings.loopbackBound = isLoopbackBound(config);
    for (const int port : {config.http.port, config.grpc.port}) // 0: known when it listens
        if (port > 0)
            settings.ownPorts.append(static_cast<quint16>(port));
    settings.ownAddresses = QNetworkInterface::allAddresses();
    settings.ownNames = QStringList{QSysInfo::machineHostName()} + config.http.allowedHosts;
    settings.urlBytesMax = config.limits.urlBytesMax;
    Result<security::UrlPolicy> policy = security::UrlPolicy::from(std::move(settings));
    if (!policy)
        return fail(ErrorCode::InvalidRequest, u"Security.UrlAllow: "_s + policy.error().message, u"Security.UrlAllow"_s);
    return policy;
}

} // namespace

Result<http::ClientTls> participantTls(const config::Config &config)
{
    const auto pins = pinsFrom(config.tls.participantPins);
    if (!pins)
        return tl::unexpected<Error>(pins.error());
    return http::ClientTls{.caFile = config.tls.participantCaFile, .pinOfHost = *pins};
}

Result<branch::ResultRules> resultRules(const config::Config &config)
{
    Result<security::UrlPatterns> patterns = security::UrlPatterns::from(config.participant.statusOnlyUrls);
    if (!patterns)
        return fail(ErrorCode::InvalidRequest, u"StatusOnlyUrls: "_s + patterns.error().message, u"StatusOnlyUrls"_s);
    return branch::ResultRules{.usual = valueIn(branch::resultMatchNames, config.participant.resultMatch).value_or(branch::ResultMatch::Dtm),
                               .statusOnly = std::move(*patterns)};
}

Result<Policies> policiesOf(const config::Config &config)
{
    config::Config withHook = config;
    const QUrl hook(config.coordinator.alertWebHook);
    if (!hook.isEmpty())
        withHook.security.urlAllow.append(hook.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment));
    Result<security::UrlPolicy> calls = urlPolicy(config), alerts = urlPolicy(withHook);
    if (!calls || !alerts)
        return tl::unexpected<Error>(calls ? alerts.error() : calls.error());
    return Policies{std::move(*calls), std::move(*alerts)};
}

} // namespace txdesk::app
