// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/audit_watch.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>

#include <syslog.h>

namespace txdesk::coordinator {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(auditLog, "txdesk.coordinator.audit")

void tellSystem(const QByteArray &line)
{
    ::syslog(LOG_AUTHPRIV | LOG_NOTICE, "%s", line.constData());
}

void setAside(const QString &file, const char *why)
{
    const QString aside = u"%1.%2-%3"_s.arg(file, QLatin1StringView(why), QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s));
    if (QFile::rename(file, aside))
        qCWarning(auditLog).noquote() << "the anchor file is kept as" << aside;
}

// On the reader thread.
Result<AuditWatch::Look> lookAtAnchor(store::TransactionReader &reader, const AuditWatchSettings &settings)
{
    const Result<store::AuditAnchor> anchor = store::readAnchor(settings.anchorFile);
    if (!anchor && anchor.error().code == ErrorCode::NotFound)
        return AuditWatch::Look{};
    if (!anchor) {
        setAside(settings.anchorFile, "unreadable");
        return tl::unexpected<Error>(anchor.error());
    }
    if (anchor->chain != settings.audit.chain) { // this coordinator has another name now
        setAside(settings.anchorFile, "renamed");
        return AuditWatch::Look{*anchor, std::nullopt};
    }
    const Result<std::optional<store::AuditFault>> fault = store::verifySince(reader, settings.audit.key, *anchor);
    if (!fault)
        return tl::unexpected<Error>(fault.error());
    if (*fault)
        setAside(settings.anchorFile, "fault");
    return AuditWatch::Look{*anchor, *fault};
}

Result<store::AuditAnchor> writeHead(store::TransactionReader &reader, const AuditWatchSettings &settings, Instant now)
{
    const Result<store::AuditTail> tail = reader.auditTail(settings.audit.chain);
    if (!tail)
        return tl::unexpected<Error>(tail.error());
    const store::AuditAnchor anchor{settings.audit.chain, tail->head, tail->count, now, store::auditKeyName(settings.audit.key)};
    if (const Result<> written = store::writeAnchor(settings.anchorFile, anchor); !written)
        return tl::unexpected<Error>(written.error());
    return anchor;
}

// What the file remembers goes only for a head that continues it: also while we run, somebody may cut the chain's end.
Result<AuditWatch::Anchored> followHead(store::TransactionReader &reader, const AuditWatchSettings &settings, Instant now)
{
    const Result<AuditWatch::Look> look = lookAtAnchor(reader, settings);
    if (!look)
        return tl::unexpected<Error>(look.error());
    const Result<store::AuditAnchor> anchor = writeHead(reader, settings, now);
    if (!anchor)
        return tl::unexpected<Error>(anchor.error());
    return AuditWatch::Anchored{look->fault, *anchor};
}

} // namespace

AuditWatch::AuditWatch(Coordinator &coordinator, AuditWatchSettings settings) : m_coordinator(coordinator), m_settings(std::move(settings))
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { anchorNow(); });
}

void AuditWatch::start(OnLooked done)
{
    m_coordinator.read<Look>([settings = m_settings](store::TransactionReader &reader) { return lookAtAnchor(reader, settings); },
                             [this, done = std::move(done)](Result<Look> &&look) {
                                 looked(look);
                                 m_timer.start(m_settings.every);
                                 anchorNow([done, look] {
                                     if (done)
                                         done(look);
                                 });
                             });
}

void AuditWatch::looked(const Result<Look> &look)
{
    if (!look) {
        qCCritical(auditLog).noquote() << "the audit could not be compared with" << m_settings.anchorFile << ":" << look.error().message;
    } else if (look->fault) {
        accuse(*look->fault);
    } else if (!look->anchor) {
        qCInfo(auditLog).noquote() << "no anchor of the audit yet: it will be kept in" << m_settings.anchorFile;
    }
}

void AuditWatch::accuse(const store::AuditFault &fault)
{
    qCCritical(auditLog).noquote() << "AUDIT DOES NOT FIT ITS ANCHOR chain=" << fault.chain << "seq=" << fault.seq << "what=" << nameIn(store::auditDamageNames, fault.damage)
                                   << ":" << fault.text << "- run txdeskctl audit verify";
    ::syslog(LOG_AUTHPRIV | LOG_ALERT, "audit does not fit its anchor: chain=%s seq=%lld", qPrintable(fault.chain), static_cast<long long>(fault.seq));
}

void AuditWatch::anchorNow(std::function<void()> done)
{
    if (m_anchoring && !done)
        return; // the reader is slow: next minute
    m_anchoring = true;
    m_coordinator.read<Anchored>(
        [settings = m_settings, now = m_coordinator.clock().now()](store::TransactionReader &reader) { return followHead(reader, settings, now); },
        [this, done = std::move(done)](Result<Anchored> &&now) {
            m_anchoring = false;
            if (now && now->fault)
                accuse(*now->fault);
            anchored(now ? Result<store::AuditAnchor>(now->anchor) : tl::unexpected<Error>(now.error()));
            if (done)
                done();
        });
}

void AuditWatch::anchored(const Result<store::AuditAnchor> &anchor)
{
    if (!anchor) {
        qCWarning(auditLog).noquote() << "the audit's anchor cannot be written:" << anchor.error().message;
        return;
    }
    if (anchor->head == m_told)
        return;
    m_told = anchor->head;
    const QByteArray line = u"txdesk audit anchor chain=%1 seq=%2 mac=%3 count=%4 key=%5"_s
                                .arg(anchor->chain, QString::number(anchor->head.seq), QString::fromLatin1(anchor->head.mac.toHex()),
                                     QString::number(anchor->count), anchor->key)
                                .toUtf8();
    m_settings.tell ? m_settings.tell(line) : tellSystem(line);
}

} // namespace txdesk::coordinator
