// Saved views as a file that people hand to each other, and as one line of the settings.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/list_layout.h"
#include "shared/base/result.h"

#include <QByteArray>

namespace txdesk::console {

inline constexpr qsizetype viewsMax = 200;

[[nodiscard]] QByteArray viewsToText(const QList<SavedView> &views);
// InvalidRequest: it is no such file, or a filter in it means nothing to this console.
[[nodiscard]] Result<QList<SavedView>> viewsFromText(const QByteArray &text);

} // namespace txdesk::console
