// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_anchor.h"

#include "server/security/secret_file.h"

#include <QDateTime>
#include <QMap>
#include <QMessageAuthenticationCode>
#include <QTimeZone>

namespace txdesk::store {

using namespace Qt::StringLiterals;

QString auditKeyName(const QByteArray &key)
{
    return QString::fromLatin1(QMessageAuthenticationCode::hash("txdesk audit key", key, QCryptographicHash::Sha256).toHex().left(16));
}

QByteArray anchorText(const AuditAnchor &anchor)
{
    const QString at = QDateTime::fromMSecsSinceEpoch(toMs(anchor.at), Qt::UTC).toString(Qt::ISODateWithMs);
    return u"txdesk-audit-anchor 1\nchain %1\nseq %2\nmac %3\ncount %4\nat %5\nkey %6\n"_s
        .arg(anchor.chain, QString::number(anchor.head.seq), QString::fromLatin1(anchor.head.mac.toHex()), QString::number(anchor.count), at, anchor.key)
        .toUtf8();
}

Result<AuditAnchor> anchorFromText(const QByteArray &text)
{
    QMap<QString, QString> values;
    for (const QString &line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts))
        values.insert(line.section(u' ', 0, 0), line.section(u' ', 1));
    bool hasSeq = false, hasCount = false;
    const AuditHead head{values.value(u"seq"_s).toLongLong(&hasSeq), QByteArray::fromHex(values.value(u"mac"_s).toLatin1())};
    const qint64 count = values.value(u"count"_s).toLongLong(&hasCount);
    const QDateTime at = QDateTime::fromString(values.value(u"at"_s), Qt::ISODateWithMs);
    if (values.value(u"txdesk-audit-anchor"_s) != u'1' || !hasSeq || !hasCount || head.seq < 0 || head.mac.size() != 32 || !at.isValid())
        return fail(ErrorCode::InvalidRequest, u"not an audit anchor of this program"_s);
    return AuditAnchor{values.value(u"chain"_s), head, count, fromMs(at.toMSecsSinceEpoch()), values.value(u"key"_s)};
}

Result<AuditAnchor> readAnchor(const QString &file)
{
    const Result<QByteArray> text = security::readSecret(file);
    if (!text)
        return tl::unexpected(text.error());
    Result<AuditAnchor> anchor = anchorFromText(*text);
    if (!anchor)
        return fail(anchor.error().code, u"%1: %2"_s.arg(file, anchor.error().message));
    return anchor;
}

Result<> writeAnchor(const QString &file, const AuditAnchor &anchor)
{
    return security::replaceSecret(file, anchorText(anchor));
}

} // namespace txdesk::store
