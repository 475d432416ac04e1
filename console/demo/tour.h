// The guided tour: five stories in four minutes, and what to look at in each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>

namespace txdesk::demo {

struct TourStation
{
    int story = 0;
    const char *look = nullptr; // context "Story": what a person should see there
};

// In the order in which they are visited.
[[nodiscard]] const std::array<TourStation, 5> &tourStations();

} // namespace txdesk::demo
