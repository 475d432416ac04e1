// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/server_clock.h"

namespace txdesk::console {

ServerClock::ServerClock(const Clock &local, CoordinatorLink &link, QObject *parent) : QObject(parent), m_local(local)
{
    connect(&link, &CoordinatorLink::statusChanged, this, [this, &link] {
        const LinkStatus status = link.status();
        if (status.state == LinkState::Live)
            m_offset = status.clockOffset;
    });
}

} // namespace txdesk::console
