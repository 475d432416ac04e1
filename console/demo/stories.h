// All stories, by number.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/story.h"

namespace txdesk::demo {

[[nodiscard]] const std::vector<Story> &allStories();
[[nodiscard]] const Story *storyNumbered(int number); // null: there is none
[[nodiscard]] QString storyText(const char *source);  // in the language of the moment

// Parts of allStories(), each in a file of its own.
[[nodiscard]] std::vector<Story> sagaStories();    // 1 to 5: success, refusal, and what the barrier is for
[[nodiscard]] std::vector<Story> messageStories(); // 6 to 9: two-phase messages, crashes of both sides
[[nodiscard]] std::vector<Story> troubleStories(); // 10, 19, 20: outage, order, timeout

} // namespace txdesk::demo
