// A payload as a person may read it: what it is, decoded, and as indented JSON, text or hex, secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

namespace txdesk::console {

enum class PayloadForm { Empty, Json, Text, Binary, Protobuf };

struct PayloadText
{
    PayloadForm form = PayloadForm::Empty;
    QString text;           // redacted
    bool truncated = false; // more than payloadShownMax was there
    bool base64 = false;    // it came as base64, and is shown decoded

    friend bool operator==(const PayloadText &, const PayloadText &) = default;
};

inline constexpr qsizetype payloadShownMax = 16 * 1024 * 1024; // bytes
inline constexpr qsizetype payloadHighlightedMax = 256 * 1024;  // coloured at once; above, what is in sight

// What the bytes are: JSON, else text, else a protobuf message, else anything; base64 of JSON or text counts as what it holds.
struct SniffedPayload
{
    PayloadForm form = PayloadForm::Empty;
    QByteArray bytes; // decoded
    bool base64 = false;
    bool truncated = false; // only the first payloadShownMax of them
};
[[nodiscard]] SniffedPayload sniffPayload(const QByteArray &payload);
[[nodiscard]] SniffedPayload sniffShown(const QByteArray &payload); // of a very long one the beginning, as the text or bytes it is

// JSON text with one member a line; names, their order and the digits of numbers stay as they were sent.
[[nodiscard]] QString indentedJson(QStringView json);

[[nodiscard]] PayloadText readablePayload(const QByteArray &payload, bool secretsShown = false); // indented
[[nodiscard]] PayloadText rawPayload(const QByteArray &payload, bool secretsShown = false);      // as it was sent
[[nodiscard]] PayloadText readablePayload(const SniffedPayload &payload, bool secretsShown = false); // the same, where it is known what it is
[[nodiscard]] PayloadText rawPayload(const SniffedPayload &payload, bool secretsShown = false);
[[nodiscard]] QString hexLines(const QByteArray &bytes);

} // namespace txdesk::console
