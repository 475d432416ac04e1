// An icon with a number on it: how many alerts fire.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QIcon>

namespace txdesk::console {

[[nodiscard]] QString badgeText(int count); // "7", "99+"; empty for 0
[[nodiscard]] QIcon badgedIcon(const QIcon &plain, int count);

} // namespace txdesk::console
