// The key that seals the audit: 32 random bytes as 64 hexadecimal digits in a file of mode 0600, outside the database.
// Every coordinator on one database has a chain of its own and may have a key of its own.
// Thread: any; blocks on the disk.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>

namespace txdesk::store {

enum class WhenMissing { Fails, IsMade };

// NotFound: there is none; NotAllowed: its mode is too wide (the message holds the chmod command); InvalidRequest: not such a key.
[[nodiscard]] Result<QByteArray> auditKey(const QString &file, WhenMissing missing);

} // namespace txdesk::store
