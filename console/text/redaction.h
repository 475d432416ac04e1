// Hides secrets in what the console shows, copies and exports: "••••(34 chars)".
// A value is a secret by its key (authorization, token, password, secret, cookie, card, id_no) or by looking like a JWT.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace txdesk::console {

[[nodiscard]] bool isSecretKey(QStringView key);
[[nodiscard]] QString redactedMark(qsizetype characters); // in the reader's language

// JSON text, also broken or cut JSON; layout and everything else stay as they are. A secret key hides its whole value,
// objects and lists too.
[[nodiscard]] QString redactJson(const QString &text);
// Query values with a secret key, passwords before '@', and JWTs anywhere.
[[nodiscard]] QString redactUrl(const QString &url);
// Any text: JSON if it begins like it, else "key: value" and "key=value" lines, and JWTs.
[[nodiscard]] QString redactText(const QString &text);

} // namespace txdesk::console
