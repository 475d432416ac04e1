// Where a database file may live, and how it is created.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

namespace txdesk::store {

// The name of a file system that SQLite's WAL cannot trust (network, FUSE, overlay); empty for any other.
// `type`: f_type of statfs(2).
[[nodiscard]] QString distrustedFileSystem(qint64 type);

// InvalidRequest when the directory of `file` does not exist or lies on such a file system.
[[nodiscard]] Result<> checkFileSystem(const QString &file, bool any);

// Creates `file` with mode 0600 unless it exists, and makes its name durable.
[[nodiscard]] Result<> createPrivateFile(const QString &file);

} // namespace txdesk::store
