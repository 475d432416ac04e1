// audit verify: the chains in the store, the key and the anchor beside it, no server.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/safe_text.h"
#include "server/ctl/store_place.h"
#include "server/ctl/time_text.h"
#include "server/ctl/verbs.h"
#include "server/security/seal_key.h"
#include "server/store/audit_verify.h"
#include "server/store/mysql_store.h"
#include "server/store/sqlite_store.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QString besideTheStore(const config::Config &config, const QString &name)
{
    return config.store.driver == "mysql"_L1 ? QDir().absoluteFilePath(name) : QFileInfo(config.store.file).absoluteDir().filePath(name);
}

// --option, what conf.yml says, the usual place.
QString firstOf(const QString &option, const QString &configured, const QString &usual)
{
    return !option.isEmpty() ? option : !configured.isEmpty() ? configured : usual;
}

Result<std::unique_ptr<store::TransactionReader>> openAudit(const config::StoreConfig &place)
{
    if (place.driver != "mysql"_L1) {
        if (!QFileInfo(place.file).isFile())
            return fail(ErrorCode::NotFound, u"there is no store %1"_s.arg(place.file));
        return store::sqliteReader({.file = place.file, .anyFileSystem = true})();
    }
    store::MysqlOptions options;
    options.host = place.host;
    options.port = place.port;
    options.user = place.user;
    options.password = place.password;
    options.database = place.database;
    options.timeZoneOffset = place.timeZoneOffset;
    return store::mysqlReader(options)();
}

struct Evidence
{
    store::AuditVerdict verdict;
    QList<store::AuditAnchor> anchors;
    QString keyFile;
    QString anchorFile;
    QStringList accusing; // anchors that a server has set aside because its audit did not fit them
};

Result<QList<store::AuditAnchor>> anchorsIn(const QString &file, bool isAsked)
{
    const Result<store::AuditAnchor> anchor = store::readAnchor(file);
    if (anchor)
        return QList<store::AuditAnchor>{*anchor};
    if (anchor.error().code == ErrorCode::NotFound && !isAsked)
        return QList<store::AuditAnchor>();
    return tl::unexpected<Error>(anchor.error());
}

// The server goes on with a new anchor, to which the rest of a cut chain fits: the old one is what tells.
QStringList setAsideOf(const QString &anchorFile)
{
    const QFileInfo anchor(anchorFile);
    QStringList files;
    for (const QFileInfo &file : anchor.absoluteDir().entryInfoList({anchor.fileName() + u".fault-*"_s}, QDir::Files, QDir::Name))
        files.append(file.filePath());
    return files;
}

Result<Evidence> gather(const CommandLine &line)
{
    const Result<config::Loaded> place = storePlace(line);
    if (!place)
        return tl::unexpected<Error>(place.error());
    const config::Config &config = place->config;
    Evidence evidence;
    evidence.keyFile = firstOf(line.value(u"key-file"_s), config.audit.keyFile, besideTheStore(config, u"txdesk-audit.key"_s));
    evidence.anchorFile = firstOf(line.value(u"anchor"_s), config.audit.anchorFile, besideTheStore(config, u"txdesk-audit.anchor"_s));
    const Result<QByteArray> key = security::readSealKey(evidence.keyFile);
    if (!key)
        return tl::unexpected<Error>(key.error());
    const auto anchors = anchorsIn(evidence.anchorFile, line.has(u"anchor"_s));
    if (!anchors)
        return tl::unexpected<Error>(anchors.error());
    evidence.anchors = *anchors;
    if (!line.has(u"anchor"_s))
        evidence.accusing = setAsideOf(evidence.anchorFile);
    const auto reader = openAudit(config.store);
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    Result<store::AuditVerdict> verdict = store::verifyAudit(**reader, {.usual = *key}, *anchors);
    if (!verdict)
        return tl::unexpected<Error>(verdict.error());
    evidence.verdict = std::move(*verdict);
    return evidence;
}

bool isGood(const Evidence &evidence)
{
    return evidence.verdict.faults.isEmpty() && evidence.accusing.isEmpty();
}

QJsonObject verdictJson(const Evidence &evidence)
{
    QJsonArray chains;
    for (const store::VerifiedChain &chain : evidence.verdict.chains)
        chains.append(QJsonObject{{u"chain"_s, chain.chain}, {u"first"_s, chain.first}, {u"last"_s, chain.head.seq}});
    QJsonArray faults;
    for (const store::AuditFault &fault : evidence.verdict.faults)
        faults.append(QJsonObject{{u"chain"_s, fault.chain}, {u"seq"_s, fault.seq}, {u"damage"_s, nameIn(store::auditDamageNames, fault.damage)},
                                  {u"text"_s, fault.text}});
    return {{u"good"_s, isGood(evidence)}, {u"setAside"_s, QJsonArray::fromStringList(evidence.accusing)}, {u"records"_s, evidence.verdict.records}, {u"chains"_s, chains}, {u"faults"_s, faults},
            {u"anchored"_s, !evidence.anchors.isEmpty()}};
}

QString verdictText(const Evidence &evidence)
{
    QString text;
    for (const store::VerifiedChain &chain : evidence.verdict.chains)
        text += u"chain %1: records %2 to %3 fit\n"_s.arg(safeText(chain.chain)).arg(chain.first).arg(chain.head.seq);
    for (const store::AuditFault &fault : evidence.verdict.faults)
        text += u"chain %1: BAD at record %2 (%3): %4\n"_s.arg(safeText(fault.chain)).arg(fault.seq)
                    .arg(nameIn(store::auditDamageNames, fault.damage), safeText(fault.text));
    for (const store::AuditAnchor &anchor : evidence.anchors)
        text += u"anchor of chain %1: record %2 at %3\n"_s.arg(safeText(anchor.chain)).arg(anchor.head.seq).arg(timeText(anchor.at));
    if (evidence.anchors.isEmpty())
        text += u"there is no anchor file: a cut-off end or an older state of the store would not be noticed\n"_s;
    for (const QString &file : evidence.accusing)
        text += u"anchor %1 did not fit the audit when a server looked: verify with --anchor, and move it away when that is settled\n"_s.arg(safeText(file));
    return text + u"%1 records verified\n"_s.arg(evidence.verdict.records);
}

} // namespace

void verifyAudit(const JobPointer &job)
{
    const Result<Evidence> evidence = gather(job->line);
    if (!evidence) {
        const bool isMissing = evidence.error().code == ErrorCode::NotFound;
        const bool isAway = evidence.error().code == ErrorCode::Unavailable;
        return job->fail(isMissing ? ExitCode::NotFound : isAway ? ExitCode::NotReachable : ExitCode::WrongUsage, evidence.error().message);
    }
    const QString text = job->line.wantsJson() ? safeJson(verdictJson(*evidence)) : verdictText(*evidence);
    if (isGood(*evidence))
        return job->finish({ExitCode::Done, text.toUtf8(), {}});
    if (evidence->verdict.faults.isEmpty())
        return job->finish({ExitCode::VerificationFailed, text.toUtf8(), u"the audit did not fit an anchor that was set aside: %1"_s.arg(safeText(evidence->accusing.first()))});
    const store::AuditFault &first = evidence->verdict.faults.first();
    job->finish({ExitCode::VerificationFailed, text.toUtf8(), u"the audit was tampered with: chain %1, record %2"_s.arg(safeText(first.chain)).arg(first.seq)});
}

} // namespace txdesk::ctl
