// Tells the service manager (systemd) how far this process is, when it asked to be told: Type=notify in the unit.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArrayView>

namespace txdesk::app {

// `state`: "READY=1", "STOPPING=1", "RELOADING=1" and the like. Does nothing without NOTIFY_SOCKET in the environment.
// Source: sd_notify(3).
void tellServiceManager(QByteArrayView state);

} // namespace txdesk::app
