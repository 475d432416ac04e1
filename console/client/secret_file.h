// A token that lies in a file of its own, readable by its owner only.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"

#include <QByteArray>

namespace txdesk::console {

// The first line. A file that others may read is refused, with the command that mends it (spec/reliability 4.4, row 88).
[[nodiscard]] Result<QByteArray> tokenFromFile(const QString &path);

// Whole or not at all, mode 0600.
[[nodiscard]] Result<> writeTokenFile(const QString &path, const QByteArray &token);

// What may stand in a header: letters, digits and -._~+/=, at most 512 of them.
[[nodiscard]] bool isTokenText(QByteArrayView token);

} // namespace txdesk::console
