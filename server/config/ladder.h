// Retry ladders as they are written: "10s, 5m, 2h".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QList>
#include <QStringList>

namespace txdesk::config {

// One wait a word, with s, m, h or d behind it, seconds without; 1 to 64 of them, ten years at most each. InvalidRequest names
// the word that is none and shows what would be.
[[nodiscard]] Result<QList<Seconds>> ladderFrom(const QStringList &waits);

} // namespace txdesk::config
