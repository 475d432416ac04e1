// The coordinator's time as far as the console can tell: our clock and the measured offset.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"

namespace txdesk::console {

// Thread: GUI. Follows the link's offset. While the link is down the offset of its last life stays.
class ServerClock final : public QObject, public Clock
{
    Q_OBJECT

public:
    ServerClock(const Clock &local, CoordinatorLink &link, QObject *parent = nullptr);

    [[nodiscard]] Instant now() const override { return m_local.now() + m_offset; }
    [[nodiscard]] const Clock &local() const { return m_local; }

private:
    const Clock &m_local;
    Milliseconds m_offset{0};
};

} // namespace txdesk::console
