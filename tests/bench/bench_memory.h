// How much memory this process has in use, for benches.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QFile>

namespace txdesk::bench {

// Resident pages as the kernel counts them; 0 where there is no /proc.
[[nodiscard]] inline double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

} // namespace txdesk::bench
