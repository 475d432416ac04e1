// What Prometheus' client libraries tell of every process: processor time, memory, open files, start.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>

namespace txdesk::api {

// Lines of the text format; empty where the kernel has no /proc.
[[nodiscard]] QByteArray processMetrics();

} // namespace txdesk::api
