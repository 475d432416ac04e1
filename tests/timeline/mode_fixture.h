// Hand-made transactions of tcc, xa and workflow, as their coordinator's journal would tell them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/timeline/story_fixture.h"

namespace txdesk::test {

[[nodiscard]] TransactionDetail tccConfirmed();
[[nodiscard]] TransactionDetail tccNestedCancelled();    // branch 0201 was registered by the participant of 02
[[nodiscard]] TransactionDetail tccConfirmFails(int attempts); // still going, folds
[[nodiscard]] TransactionDetail xaCommitted();
[[nodiscard]] TransactionDetail workflowResumed();       // two steps, its client dies, wake-up, replay, third step, end
[[nodiscard]] QList<NamedStory> modeStories();

} // namespace txdesk::test
