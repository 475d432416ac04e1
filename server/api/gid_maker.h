// Makes gids in DTM's form: 22 characters of its alphabet. 48 bits of time first, then random bits, so that the keys of
// the store's index arrive in order (random ones cost the store double, docs/performance.md).
// Thread: one.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QString>

namespace txdesk::api {

class GidMaker
{
public:
    // Greater than every gid this maker made before, also when the clock stands still or goes back.
    [[nodiscard]] QString next(Instant now);

private:
    quint64 m_high = 0; // of the newest gid: 48 bits of time, 16 random bits
    quint64 m_low = 0;
};

} // namespace txdesk::api
