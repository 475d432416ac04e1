// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/demo_mode.h"

namespace txdesk::console {

DemoMode::DemoMode(QObject *parent) : QObject(parent) {}

} // namespace txdesk::console
