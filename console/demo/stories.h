// All stories, by number.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/story.h"

namespace txdesk::demo {

[[nodiscard]] const std::vector<Story> &allStories();
[[nodiscard]] const Story *storyNumbered(int number); // null: there is none
[[nodiscard]] const Story *storyNamed(QStringView name); // "14", "S1", "s1"
// A sentence if this machine lacks what the story needs; empty: it can be played.
[[nodiscard]] QString whyNotPlayed(const Story &story);
[[nodiscard]] QString storyText(const char *source);  // in the language of the moment

// Of what is made up.
inline constexpr int stormUpdates = 2'000; // a second
inline constexpr int nightAttempts = 5'000;

// Parts of allStories(), each in a file of its own.
[[nodiscard]] std::vector<Story> sagaStories();    // 1 to 5: success, refusal, and what the barrier is for
[[nodiscard]] std::vector<Story> messageStories(); // 6 to 9: two-phase messages, crashes of both sides
[[nodiscard]] std::vector<Story> troubleStories(); // 10, 19, 20: outage, order, timeout
[[nodiscard]] std::vector<Story> bulkStories();     // 11: many at once
[[nodiscard]] std::vector<Story> phaseStories();    // 12 to 14: TCC and XA
[[nodiscard]] std::vector<Story> atStories();       // 15 to 17, S1 to S3: undo records, dirty writes, locks
[[nodiscard]] std::vector<Story> tccScenarios();    // S4 to S6
[[nodiscard]] std::vector<Story> messageScenarios(); // S7 to S10
[[nodiscard]] std::vector<Story> noticeScenarios(); // S11 to S13
[[nodiscard]] std::vector<Story> caseStories();     // C1 to C4: the case studies
[[nodiscard]] std::vector<Story> doorStories();     // 21: who may do what, and who did it
[[nodiscard]] std::vector<Story> scaleStories();    // 22 to 24: made up, for their size
[[nodiscard]] std::vector<Story> workflowStories(); // 18: several modes in one, replayed

} // namespace txdesk::demo
