// What must not leave the desk in a case file.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/casefile/case_file.h"
#include "console/text/redaction.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringDecoder>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// Luhn's sum: a card number, or one digit string in ten.
bool isCardNumber(QStringView digits)
{
    int sum = 0;
    bool twice = false;
    for (auto digit = digits.crbegin(); digit != digits.crend(); ++digit) {
        if (!digit->isDigit())
            continue;
        int value = digit->digitValue() * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        twice = !twice;
    }
    return sum % 10 == 0;
}

QString withoutCards(const QString &text)
{
    static const QRegularExpression card(u"(?<![0-9A-Za-z])[3-6][0-9](?:[ -]?[0-9]){11,17}(?![0-9A-Za-z])"_s);
    QString result;
    qsizetype done = 0;
    for (auto matches = card.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        if (!isCardNumber(match.capturedView()))
            continue;
        result += QStringView(text).mid(done, match.capturedStart() - done);
        result += redactedMark(match.capturedLength());
        done = match.capturedEnd();
    }
    result += QStringView(text).mid(done);
    return result;
}

QString hidden(QString text, const QRegularExpression &pattern, int group)
{
    qsizetype from = 0;
    for (QRegularExpressionMatch match = pattern.match(text, from); match.hasMatch(); match = pattern.match(text, from)) {
        const bool secret = group == 1 || isSecretKey(match.capturedView(1));
        const QString mark = redactedMark(match.capturedLength(group));
        from = match.capturedEnd(group);
        if (!secret || match.captured(group).startsWith(u"••••"_s))
            continue;
        text.replace(match.capturedStart(group), match.capturedLength(group), mark);
        from = match.capturedStart(group) + mark.size();
    }
    return text;
}

// Text from anywhere: also secrets in a query, in the middle of a sentence, in JSON within JSON.
QString safe(const QString &text)
{
    static const QRegularExpression credential(u"(?i)\\b(?:bearer|basic)\\s+([A-Za-z0-9._~+/=-]{6,})"_s);
    static const QRegularExpression query(u"[?&]([^=&#\\s\"']+)=([^&#\\s\"'\\\\]+)"_s);
    static const QRegularExpression userInfo(u"://[^/@:\\s]*:([^/@\\s]+)@"_s);
    static const QRegularExpression quoted(u"\\\\\"([A-Za-z0-9_-]+)\\\\\"\\s*:\\s*\\\\\"((?:[^\"\\\\]|\\\\(?!\"))*)"_s);
    QString result = redactText(text);
    result = hidden(result, userInfo, 1);
    result = hidden(result, query, 2);
    result = hidden(result, quoted, 2);
    result = hidden(result, credential, 1);
    return withoutCards(result);
}

// Not text: nobody can tell what is in it.
QByteArray safePayload(const QByteArray &payload)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(payload);
    const bool isText = !decoder.hasError() && !text.contains(QChar(u'\0'));
    return isText ? safe(text).toUtf8() : QByteArray();
}

QString safeBase64(const QString &text)
{
    const QByteArray::FromBase64Result decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QString::fromLatin1(safePayload(*decoded).toBase64()) : safe(text);
}

// A workflow's data is base64 in JSON.
QString safeCustomData(const QString &text)
{
    QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    if (!json.value("data"_L1).isString())
        return safe(text);
    json["data"_L1] = safeBase64(json.value("data"_L1).toString());
    return safe(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

void hide(GlobalTransaction &t)
{
    for (QString &value : t.options.branchHeaders)
        if (!value.startsWith(u"••••"_s))
            value = redactedMark(value.size());
    t.options.successBody = safe(t.options.successBody);
    t.customData = safeCustomData(t.customData);
    t.custom.workflowData.clear();
    t.queryPrepared = safe(redactUrl(t.queryPrepared));
    t.rollbackReason = safe(t.rollbackReason);
    t.lastError = safe(t.lastError);
    t.businessKey = safe(t.businessKey);
    t.result = safeBase64(t.result);
}

} // namespace

CaseFile redacted(CaseFile file)
{
    hide(file.detail.snapshot.transaction);
    if (file.detail.payloadBytes.isEmpty()) // how large they were stays known
        for (const BranchOp &op : std::as_const(file.detail.snapshot.ops))
            file.detail.payloadBytes.append(op.payload.size());
    for (BranchOp &op : file.detail.snapshot.ops) {
        op.url = safe(redactUrl(op.url));
        op.payload = safePayload(op.payload);
        op.lastError = safe(op.lastError);
    }
    for (JournalEvent &event : file.detail.events)
        event.text = safe(event.kind == EventKind::Called ? redactUrl(event.text) : event.text);
    for (PlannedCall &call : file.detail.planned)
        call.url = safe(redactUrl(call.url));
    for (AuditRecord &record : file.audit) {
        record.reason = safe(record.reason);
        record.target = safe(record.target);
        record.mac.clear();
        record.by.tokenId.clear();
    }
    file.verdict = safe(file.verdict);
    file.diagram = safe(file.diagram);
    file.profile = safe(redactUrl(file.profile));
    return file;
}

} // namespace txdesk::console
