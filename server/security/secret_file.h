// Files that hold a secret: read only when nobody else can read them, written so that nobody else ever could.
// Thread: any; blocks on the disk.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>

namespace txdesk::security {

inline constexpr qint64 secretBytesMax = 64 * 1024;

// The bytes of a file, as they are. NotFound: there is none. NotAllowed: its mode is wider than 0600 (the message holds
// the chmod command that mends it), or a link leads to another user's file. InvalidRequest: no regular file, empty, larger
// than `bytesMax`. Unavailable: the system's own error.
[[nodiscard]] Result<QByteArray> readSecret(const QString &path, qint64 bytesMax = secretBytesMax);

// A new file of mode 0600, durable on return; it is seen whole or not at all. Conflict: there is one already, which
// stays as it is.
[[nodiscard]] Result<> createSecret(const QString &path, QByteArrayView content);

// The same in place of what is there, which stays whole until then.
[[nodiscard]] Result<> replaceSecret(const QString &path, QByteArrayView content);

} // namespace txdesk::security
