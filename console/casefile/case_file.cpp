// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/casefile/case_file.h"

#include "console/casefile/gzip.h"
#include "console/text/time_text.h"
#include "shared/codec/audit_codec.h"
#include "shared/codec/transaction_codec.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

class Lines
{
public:
    void add(QLatin1StringView kind, QJsonObject json)
    {
        json.insert("line"_L1, QString(kind));
        m_text += QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
        ++m_count;
    }
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
    int m_count = 0;
};

QJsonObject manifestOf(const CaseFile &file)
{
    return {{"format"_L1, u"txcase"_s},
            {"version"_L1, file.version},
            {"console"_L1, file.consoleVersion},
            {"savedAt"_L1, toMs(file.savedAt)},
            {"environment"_L1, file.environment},
            {"profile"_L1, file.profile},
            {"timeZone"_L1, file.timeZone},
            {"node"_L1, file.node},
            {"product"_L1, file.capabilities.product},
            {"features"_L1, file.capabilities.features.toInt()},
            {"redaction"_L1, u"Secrets are hidden: by key, tokens, cards; headers; payloads that are no text are left out."_s}};
}

} // namespace

QByteArray caseFileBytes(const CaseFile &whole)
{
    const CaseFile file = redacted(whole);
    Lines lines;
    lines.add("manifest"_L1, manifestOf(file));
    TransactionDetail bare = file.detail;
    bare.events.clear();
    for (BranchOp &op : bare.snapshot.ops)
        op.payload.clear();
    lines.add("transaction"_L1, codec::toJson(bare));
    for (const JournalEvent &event : file.detail.events)
        lines.add("event"_L1, codec::toJson(event));
    for (qsizetype i = 0; i < file.detail.snapshot.ops.size(); ++i)
        if (!file.detail.snapshot.ops[i].payload.isEmpty())
            lines.add("payload"_L1, {{"op"_L1, i}, {"text"_L1, QString::fromUtf8(file.detail.snapshot.ops[i].payload)}});
    for (const AuditRecord &record : file.audit)
        lines.add("audit"_L1, {{"record"_L1, codec::toJson(record)}});
    lines.add("verdict"_L1, {{"text"_L1, file.verdict}});
    lines.add("diagram"_L1, {{"text"_L1, file.diagram}});
    lines.add("end"_L1, {{"lines"_L1, lines.count()}});
    return gzipped(lines.text());
}

Result<> saveCaseFile(const CaseFile &file, const QString &path)
{
    const QByteArray bytes = caseFileBytes(file);
    if (bytes.isEmpty() || bytes.size() > caseFileBytesMax)
        return fail(ErrorCode::Internal, u"It is larger than %1 MB."_s.arg(caseFileBytesMax / (1024 * 1024)));
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return fail(ErrorCode::Unavailable, out.errorString());
    return {};
}

Result<CaseFile> readCaseFile(const QString &path)
{
    QFile in(path);
    if (!in.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unavailable, in.errorString());
    if (in.size() > caseFileBytesMax)
        return fail(ErrorCode::InvalidRequest, u"it is larger than %1 MB"_s.arg(caseFileBytesMax / (1024 * 1024)));
    return caseFileFrom(in.read(caseFileBytesMax));
}

QString caseFileName(const CaseFile &file)
{
    const auto plain = [](const QString &text, qsizetype max) {
        QString kept;
        for (const QChar c : text.left(max))
            kept += c.isLetterOrNumber() && c.unicode() < 128 ? c : QChar(u'-');
        return kept;
    };
    const QString at = QDateTime::fromMSecsSinceEpoch(toMs(file.savedAt), Qt::UTC).toString(u"yyyyMMdd-hhmmss"_s);
    return u"case-%1-%2.txcase"_s.arg(plain(file.detail.snapshot.transaction.gid.value, 24), at);
}

} // namespace txdesk::console
