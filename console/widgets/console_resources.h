// Makes the icons and translations that are built into the program readable under ":/icons" and ":/i18n".
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace txdesk::console {

void loadConsoleResources(); // may be called again

} // namespace txdesk::console
