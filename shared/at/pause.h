// The one place where this library sleeps: its functions block, and between two tries there is nothing to wait for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QThread>

#include <algorithm>

namespace txdesk::at {

// At most a second, whatever somebody else has asked for.
inline void pauseFor(Milliseconds time)
{
    QThread::msleep(static_cast<unsigned long>(std::clamp(time, Milliseconds{1}, Milliseconds{1'000}).count()));
}

} // namespace txdesk::at
