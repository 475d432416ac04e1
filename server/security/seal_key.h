// The key the audit is sealed with: a file of mode 0600 with 64 hexadecimal digits, outside the database.
// Thread: any; blocks on the disk.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>

namespace txdesk::security {

// 32 bytes. Errors as of readSecret(); InvalidRequest: the file holds something else.
[[nodiscard]] Result<QByteArray> readSealKey(const QString &path);

struct SealKey
{
    QByteArray key;
    bool isNew = false; // the file was made just now, from the kernel's random numbers
};
// Reads it, or makes it when there is no file.
[[nodiscard]] Result<SealKey> readOrMakeSealKey(const QString &path);

} // namespace txdesk::security
