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
[[nodiscard]] TransactionDetail atCommitted();           // two branches with locks
[[nodiscard]] TransactionDetail atDirty();                // the second branch back is refused, parked, decided, put back
[[nodiscard]] TransactionDetail notifyDead(int attempts); // given up, parked
[[nodiscard]] QList<NamedStory> modeStories();

} // namespace txdesk::test
