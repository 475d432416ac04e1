// The checks, one function a subject. Each is what a start does, without its effects.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/config_report.h"

#include "server/app/outbound_settings.h"
#include "server/app/process_setup.h"
#include "server/app/service_settings.h"
#include "server/security/seal_key.h"
#include "server/store/file_system.h"
#include "server/store/payload_cipher.h"

#include <QFile>
#include <QFileInfo>
#include <QTcpServer>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace txdesk::app {

using namespace Qt::StringLiterals;

namespace {

using Findings = QList<Finding>;

template<class T>
Result<> asCheck(const Result<T> &result)
{
    return result ? Result<>() : Result<>(tl::unexpected<Error>(result.error()));
}

Result<> blamed(Result<> result, const QString &key)
{
    if (!result)
        result.error().field = key;
    return result;
}

Result<QStringList> tlsWarnings(const config::Config &config)
{
    if (!hasTls(config))
        return QStringList();
    Result<QStringList> warnings = http::checkServerTls(serverTls(config));
    if (!warnings) {
        const QString &field = warnings.error().field;
        warnings.error().field = field == "keyFile"_L1 ? u"Tls.Key"_s : field == "clientCaFile"_L1 ? u"Tls.ClientCa"_s : u"Tls.Certificate"_s;
    }
    return warnings;
}

Result<> checkParticipantTls(const config::Config &config)
{
    const Result<http::ClientTls> tls = participantTls(config);
    return tls ? blamed(asCheck(http::checkClientTls(*tls)), u"Tls.ParticipantCa"_s) : asCheck(tls);
}

void addAddresses(const config::Config &config, Findings &out)
{
    const QList<QHostAddress> addresses = bindAddresses(config);
    for (const QHostAddress &address : addresses) {
        QTcpServer probe;
        if (probe.listen(address, 0))
            continue;
        if (address.isLoopback() && addresses.size() > 1)
            out.append({Weight::Warning, u"Bind: this machine has no %1: it is left out"_s.arg(address.toString())});
        else
            out.append({Weight::Error, u"Bind: this machine cannot listen on %1: %2"_s.arg(address.toString(), probe.errorString())});
    }
    if (config.http.openIsKnown)
        out.append({Weight::Warning, u"IKnowThisIsOpen: everybody who reaches this server can do everything"_s});
    if (!isLoopbackBound(config) && config.security.urlAllow.isEmpty())
        out.append({Weight::Warning, u"Security.UrlAllow is empty: a server that other machines reach calls only what it names, so no branch can be called"_s});
}

void addTls(const config::Loaded &loaded, Findings &out)
{
    const Result<QStringList> warnings = tlsWarnings(loaded.config);
    if (!warnings)
        return; // checkStart() told
    for (const QString &warning : *warnings)
        out.append({Weight::Warning, warning});
    if (hasTls(loaded.config))
        out.append({Weight::Good, u"certificate and key fit: %1"_s.arg(loaded.config.tls.certificateFile)});
}

// A missing one is made by the start.
Result<> checkAuditKey(const config::Config &config)
{
    const QString file = auditKeyFile(config);
    const Result<QByteArray> key = security::readSealKey(file);
    if (key || key.error().code == ErrorCode::NotFound)
        return {};
    return blamed(asCheck(key), u"Audit.KeyFile"_s);
}

Result<> checkPayloadKey(const config::Config &config)
{
    if (config.payload.keyFile.isEmpty())
        return {};
    return blamed(asCheck(store::PayloadCipher::fromFile(config.payload.keyFile)), u"Payload.KeyFile"_s);
}

void addAuditKey(const config::Config &config, Findings &out)
{
    const QString file = auditKeyFile(config);
    if (security::readSealKey(file))
        out.append({Weight::Good, u"the key of the audit is there: %1"_s.arg(file)});
    else if (!QFileInfo::exists(file) && QFileInfo::exists(config.store.file) && config.store.driver != "mysql"_L1)
        out.append({Weight::Warning, u"there is a store but no key of its audit (%1): the next start makes a new one, and what was sealed before fits it no more"_s.arg(file)});
}

// Empty: nobody holds it.
QString holderOf(const QString &lockFile)
{
    QFile file(lockFile);
    if (!file.open(QIODevice::ReadOnly) || ::flock(file.handle(), LOCK_SH | LOCK_NB) == 0)
        return {};
    return QString::fromLatin1(file.readAll().trimmed());
}

// A running server has the file for itself; it is not opened.
void addSqlite(const config::Config &config, Findings &out)
{
    const QString file = config.store.file;
    const QFileInfo info(file);
    if (const Result<> fits = store::checkFileSystem(file, config.store.anyFileSystem); !fits) {
        out.append({Weight::Error, fits.error().message});
        return;
    }
    if (::access(QFile::encodeName(info.path()).constData(), W_OK) != 0)
        out.append({Weight::Error, u"Store.File: the folder %1 cannot be written"_s.arg(info.path())});
    if (!info.exists()) {
        out.append({Weight::Good, u"the store %1 does not exist yet: the first start makes it"_s.arg(file)});
        return;
    }
    if ((info.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)) != 0)
        out.append({Weight::Warning, u"others than its owner may use the store; run: chmod 600 %1"_s.arg(file)});
    const QString pid = holderOf(file + u".lock"_s);
    out.append({Weight::Good, pid.isEmpty() ? u"the store %1 is there, nobody uses it"_s.arg(file)
                                            : u"the store %1 is in use by pid %2: a server runs on it"_s.arg(file, pid)});
}

void addMysql(const config::Config &config, Findings &out)
{
    if (const auto reader = openReader(config)(); !reader)
        out.append({Weight::Error, reader.error().message});
    else
        out.append({Weight::Good, u"the store %1 answers"_s.arg(storeName(config))});
}

} // namespace

Result<> checkStart(const config::Loaded &loaded)
{
    const config::Config &config = loaded.config;
    for (const Result<> &check : {asCheck(tlsWarnings(config)), checkParticipantTls(config), asCheck(policiesOf(config)), asCheck(resultRules(config)),
                                  blamed(asCheck(security::certificateRolesFrom(config.tls.clientRoles)), u"Tls.ClientRoles"_s), checkAuditKey(config),
                                  checkPayloadKey(config)})
        if (!check)
            return tl::unexpected<Error>(config::placed(loaded, check.error()));
    return {};
}

QList<Finding> findingsOf(const config::Loaded &loaded)
{
    Findings out;
    for (const QString &warning : loaded.warnings + processWarnings(loaded.config.http.connectionsMax))
        out.append({Weight::Warning, warning});
    if (const Result<> good = checkStart(loaded); !good)
        out.append({Weight::Error, good.error().message});
    addAddresses(loaded.config, out);
    addTls(loaded, out);
    addAuditKey(loaded.config, out);
    if (loaded.config.store.driver == "mysql"_L1)
        addMysql(loaded.config, out);
    else
        addSqlite(loaded.config, out);
    return out;
}

bool isGood(const QList<Finding> &findings)
{
    return std::ranges::none_of(findings, [](const Finding &finding) { return finding.weight == Weight::Error; });
}

QString reportText(const QList<Finding> &findings)
{
    const auto count = [&findings](Weight weight) {
        return std::ranges::count_if(findings, [weight](const Finding &finding) { return finding.weight == weight; });
    };
    QString text;
    for (const Finding &finding : findings)
        text += (finding.weight == Weight::Error ? u"error: "_s : finding.weight == Weight::Warning ? u"warning: "_s : u"good: "_s)
            + finding.text + u'\n';
    return text + u"%1 errors, %2 warnings"_s.arg(count(Weight::Error)).arg(count(Weight::Warning));
}

} // namespace txdesk::app
