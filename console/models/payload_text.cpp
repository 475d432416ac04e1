// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/payload_text.h"

#include "console/models/protobuf_text.h"
#include "console/text/redaction.h"

#include <QJsonDocument>
#include <QStringDecoder>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int base64Min = 16; // characters; shorter words are words

std::optional<QString> asText(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(bytes);
    if (utf8.hasError() || text.contains(QChar(u'\0')))
        return std::nullopt;
    return text;
}

bool isJson(const QByteArray &bytes)
{
    const auto first = std::find_if(bytes.cbegin(), bytes.cend(), [](char c) { return c != ' ' && c != '\n' && c != '\t' && c != '\r'; });
    return first != bytes.cend() && (*first == '{' || *first == '[') && !QJsonDocument::fromJson(bytes).isNull();
}

PayloadForm formOf(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return PayloadForm::Empty;
    if (isJson(bytes))
        return PayloadForm::Json;
    if (isPlainText(bytes))
        return PayloadForm::Text;
    return isProtobuf(bytes) ? PayloadForm::Protobuf : asText(bytes) ? PayloadForm::Text : PayloadForm::Binary;
}

std::optional<QByteArray> fromBase64(const QByteArray &payload)
{
    const QByteArray text = payload.trimmed();
    if (text.size() < base64Min || text.size() % 4 != 0)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
        return std::nullopt;
    return *decoded;
}

// The end of the string that begins at `at`.
qsizetype stringEnd(QStringView json, qsizetype at)
{
    for (++at; at < json.size(); ++at) {
        if (json[at] == u'\\')
            ++at;
        else if (json[at] == u'"')
            return at + 1;
    }
    return json.size();
}

PayloadText told(const SniffedPayload &sniffed, bool indented, bool secretsShown)
{
    PayloadText result{.form = sniffed.form, .text = {}, .truncated = sniffed.truncated, .base64 = sniffed.base64};
    if (sniffed.form == PayloadForm::Empty)
        return result;
    if (sniffed.form == PayloadForm::Binary) {
        result.text = hexLines(sniffed.bytes);
        return result;
    }
    if (sniffed.form == PayloadForm::Protobuf) {
        const ProtobufText message = readProtobuf(sniffed.bytes, secretsShown).value_or(ProtobufText{{}, sniffed.bytes});
        result.text = indented ? message.text : hexLines(message.bytes);
        return result;
    }
    const QString text = QString::fromUtf8(sniffed.bytes);
    const bool json = sniffed.form == PayloadForm::Json;
    const QString shown = json && indented ? indentedJson(text) : text;
    result.text = secretsShown ? shown : json ? redactJson(shown) : redactText(shown);
    return result;
}

} // namespace

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

SniffedPayload sniffPayload(const QByteArray &payload)
{
    const PayloadForm form = formOf(payload);
    if (form != PayloadForm::Text)
        return {.form = form, .bytes = payload};
    if (const auto decoded = fromBase64(payload)) {
        const PayloadForm inner = formOf(*decoded);
        if (inner == PayloadForm::Json || inner == PayloadForm::Text)
            return {.form = inner, .bytes = *decoded, .base64 = true};
    }
    return {.form = form, .bytes = payload};
}

SniffedPayload sniffShown(const QByteArray &payload)
{
    if (payload.size() <= payloadShownMax)
        return sniffPayload(payload);
    // A cut document is no JSON any more: it is shown as the text it is, unless the cut is in the middle of a character.
    QByteArray head = payload.first(payloadShownMax);
    for (int i = 0; i < 3 && !asText(head) && head.size() > 3; ++i)
        head.chop(1);
    return {.form = asText(head) ? PayloadForm::Text : PayloadForm::Binary, .bytes = head, .base64 = false, .truncated = true};
}

QString indentedJson(QStringView json)
{
    QString out;
    out.reserve(json.size() + json.size() / 2);
    int depth = 0;
    const auto line = [&out, &depth] {
        out += u'\n';
        out.resize(out.size() + 4 * depth, u' ');
    };
    for (qsizetype at = 0; at < json.size();) {
        const QChar c = json[at];
        if (c == u'"') {
            const qsizetype end = stringEnd(json, at);
            out += json.sliced(at, end - at);
            at = end;
            continue;
        }
        ++at;
        if (c.isSpace())
            continue;
        if (c == u'{' || c == u'[') {
            while (at < json.size() && json[at].isSpace())
                ++at;
            out += c;
            if (at < json.size() && (json[at] == u'}' || json[at] == u']')) {
                out += json[at++];
                continue;
            }
            ++depth;
            line();
        } else if (c == u'}' || c == u']') {
            depth = std::max(0, depth - 1);
            line();
            out += c;
        } else if (c == u',') {
            out += c;
            line();
        } else if (c == u':') {
            out += ": "_L1;
        } else {
            out += c;
        }
    }
    return out;
}

PayloadText readablePayload(const SniffedPayload &payload, bool secretsShown) { return told(payload, true, secretsShown); }

PayloadText rawPayload(const SniffedPayload &payload, bool secretsShown) { return told(payload, false, secretsShown); }

PayloadText readablePayload(const QByteArray &payload, bool secretsShown) { return readablePayload(sniffShown(payload), secretsShown); }

PayloadText rawPayload(const QByteArray &payload, bool secretsShown) { return rawPayload(sniffShown(payload), secretsShown); }

} // namespace txdesk::console
