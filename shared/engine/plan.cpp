// Which planner decides.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/ladder.h"

namespace txdesk::engine {

Plan plan(const PlanInput &input)
{
    const GlobalTransaction &t = input.snapshot.transaction;
    if (t.paused)
        return {};
    if (t.parked != Parked::No)
        return t.parked == Parked::DeadLetter ? planGivenUp(input) : Plan{};
    switch (t.kind) {
    case TransactionKind::Saga: return planSaga(input);
    case TransactionKind::Notify:
    case TransactionKind::Message: return planMessage(input);
    case TransactionKind::Tcc:
    case TransactionKind::Xa: return planTwoPhase(input);
    case TransactionKind::At: return planAt(input);
    case TransactionKind::Workflow: return planWorkflow(input);
    }
    return {};
}

} // namespace txdesk::engine
