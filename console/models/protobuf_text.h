// A protobuf message as a person may read it without its schema: field numbers, messages in braces, texts, and what a number may mean.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

#include <optional>

namespace txdesk::console {

inline constexpr qsizetype protobufReadMax = 4 * 1024 * 1024; // bytes; of more nothing is read
inline constexpr int protobufDepthMax = 32;                   // messages within messages; what is deeper is shown as bytes
inline constexpr int protobufLinesMax = 20'000;

struct ProtobufText
{
    QString text;            // a field a line; secrets hidden
    QByteArray bytes;        // as they came, but each letter of a hidden secret is a '*'
    bool truncated = false;  // there is more than protobufLinesMax lines; the last line says so
};

// They are one message from the first byte to the last, with one field at least. Any bytes may be handed in.
[[nodiscard]] bool isProtobuf(const QByteArray &bytes);

// A text for people rather than a message: valid UTF-8 without control characters but tab and line ends. A message that
// begins with a text of its own and holds nothing else begins with a line feed, too: such one is a message.
[[nodiscard]] bool isPlainText(const QByteArray &bytes);

// Field names are not in the bytes: a secret is known by what it looks like, or by the key of a map's entry.
[[nodiscard]] std::optional<ProtobufText> readProtobuf(const QByteArray &bytes, bool secretsShown = false);

} // namespace txdesk::console
