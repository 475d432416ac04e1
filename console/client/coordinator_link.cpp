// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/coordinator_link.h"

namespace txdesk::console {

CoordinatorLink::CoordinatorLink(QObject *parent) : QObject(parent) {}

} // namespace txdesk::console
