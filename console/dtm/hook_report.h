// One alert that DTM posted to the web hook: a branch failed for the third time or more, and this is what it said.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"
#include "shared/base/strong_id.h"

#include <QString>

namespace txdesk::console {

struct HookReport
{
    Instant at{}; // when it came, by our clock
    Gid gid{};
    QString status{}; // of the transaction, in DTM's word
    QString url{};    // of the branch
    QString error{};  // at most 4096 characters
    int retryCount = 0; // failures in a row

    friend bool operator==(const HookReport &, const HookReport &) = default;
};

} // namespace txdesk::console
