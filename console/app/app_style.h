// The look of the whole application: palette and spacing from the theme, nothing else knows a colour.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/console_settings.h"
#include "console/theme/theme.h"

class QApplication;

namespace txdesk::console {

// systemIsDark: what the desktop asked for when the application started.
[[nodiscard]] Theme themeOf(ThemeChoice choice, bool systemIsDark);

void applyTheme(QApplication &app, const Theme &theme);

} // namespace txdesk::console
