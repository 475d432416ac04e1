// gzip in memory, with a limit on what comes out: a few bytes can stand for gigabytes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"

#include <QByteArray>

namespace txdesk::console {

[[nodiscard]] QByteArray gzipped(const QByteArray &bytes);
// InvalidRequest in words for a person: not gzip, cut off, broken, more than bytesMax, something behind its end.
[[nodiscard]] Result<QByteArray> gunzipped(const QByteArray &bytes, qsizetype bytesMax);

} // namespace txdesk::console
