// The console's own icons, drawn in the theme's text colour at every scale.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QIcon>

namespace txdesk::console {

// name: a file of resources/icons without ".svg". Unknown names give an empty icon.
[[nodiscard]] QIcon themedIcon(QLatin1StringView name, const QColor &color);
[[nodiscard]] QPixmap themedPixmap(QLatin1StringView name, const QColor &color, int size, qreal devicePixelRatio);

} // namespace txdesk::console
