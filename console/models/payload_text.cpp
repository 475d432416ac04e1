// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/payload_text.h"

#include "console/text/redaction.h"

#include <QJsonDocument>
#include <QStringDecoder>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QString hexLines(const QByteArray &bytes)
{
    constexpr qsizetype perLine = 16;
    QString text;
    for (qsizetype at = 0; at < bytes.size(); at += perLine) {
        const QByteArray line = bytes.mid(at, perLine);
        QString readable;
        for (const char c : line)
            readable += QLatin1Char(c >= 0x20 && c < 0x7f ? c : '.');
        text += u"%1  %2  %3\n"_s.arg(at, 8, 16, QLatin1Char('0'))
                    .arg(QString::fromLatin1(line.toHex(' ')), -47)
                    .arg(readable);
    }
    return text;
}

} // namespace

PayloadText readablePayload(const QByteArray &payload)
{
    if (payload.isEmpty())
        return {};
    PayloadText result;
    result.truncated = payload.size() > payloadShownMax;
    // A cut document is no JSON any more: it is shown as the text it is.
    const QJsonDocument json = result.truncated ? QJsonDocument() : QJsonDocument::fromJson(payload);
    if (!json.isNull()) {
        result.form = PayloadForm::Json;
        result.text = redactJson(QString::fromUtf8(json.toJson(QJsonDocument::Indented)).trimmed());
        return result;
    }
    const QByteArray shown = payload.left(payloadShownMax);
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(shown);
    if (!utf8.hasError() && !text.contains(QChar(u'\0'))) {
        result.form = PayloadForm::Text;
        result.text = redactText(text);
    } else {
        result.form = PayloadForm::Binary;
        result.text = hexLines(shown);
    }
    return result;
}

} // namespace txdesk::console
