// What the process asks of the kernel before it does anything: many descriptors, and no memory dumps.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QStringList>

namespace txdesk::app {

// Descriptors up to the hard limit. In programs not built for debugging: no core dumps, no debugger of the same user,
// for tokens and keys are in memory.
void setUpProcess();

// One sentence each: running as root, and fewer descriptors than `connectionsMax` connections need.
[[nodiscard]] QStringList processWarnings(int connectionsMax);

} // namespace txdesk::app
