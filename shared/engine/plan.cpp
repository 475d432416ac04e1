// Which planner decides.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/plan.h"

namespace txdesk::engine {

Plan plan(const PlanInput &input)
{
    const GlobalTransaction &t = input.snapshot.transaction;
    if (t.paused || t.parked != Parked::No)
        return {};
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
