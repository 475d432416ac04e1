// The connection that a profile asks for, with everything the profile says about it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"
#include "console/connection/profile.h"

#include <memory>

namespace txdesk::console {

class HookBook;
class RequestLog;

// What a link leans on; all must outlive it.
struct LinkParts
{
    const Clock &clock;
    DelayedCalls &delayed;
    HookBook &hooks;
    RequestLog *requests = nullptr; // null: nothing is noted
};

// Of a coordinator that answers over HTTP: one of ours, or a stock DTM. Not open yet.
[[nodiscard]] std::unique_ptr<CoordinatorLink> makeLink(const Profile &profile, const LinkParts &parts);

} // namespace txdesk::console
