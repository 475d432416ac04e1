// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/console_resources.h"

#include <QtGlobal>
#include <qresource.h>

// Outside of any namespace, as Q_INIT_RESOURCE wants it; needed because the resources live in a static library.
static void initialiseConsoleResources()
{
    Q_INIT_RESOURCE(console_icons);
    Q_INIT_RESOURCE(console_i18n);
}

namespace txdesk::console {

void loadConsoleResources() { initialiseConsoleResources(); }

} // namespace txdesk::console
