// The shape of the log: one line a fact on stderr, "2026-11-21T08:00:00.123Z info txdesk.coordinator words key=value".
// Control characters are escaped: a participant's answer can never start a line of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

namespace txdesk::app {

void formatLog(const QString &level); // debug, info, warn, error: the least that is written

} // namespace txdesk::app
