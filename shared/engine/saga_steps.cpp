// Steps of a saga, found by walking its rows once.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/saga_steps.h"

#include "shared/engine/mutants.h"

namespace txdesk::engine {

SagaSteps::SagaSteps(const TransactionSnapshot &saga, const OpRuns &runs) : m_saga(saga), m_runs(runs)
{
    qsizetype compensate = -1;
    for (qsizetype i = 0; i < saga.ops.size(); ++i) {
        if (saga.ops[i].kind == OpKind::Compensate) {
            compensate = i;
        } else if (saga.ops[i].kind == OpKind::Action) {
            m_steps.append(Step{i, compensate});
            compensate = -1;
        }
    }
}

bool SagaSteps::dependsOn(qsizetype step, qsizetype prerequisite) const
{
    const CustomData &custom = m_saga.transaction.custom;
    if (!custom.concurrent)
        return prerequisite == step - 1;
    const auto found = custom.orders.constFind(static_cast<int>(step));
    return found != custom.orders.cend() && found->contains(static_cast<int>(prerequisite));
}

bool SagaSteps::prerequisitesSucceeded(qsizetype step) const
{
    for (qsizetype other = 0; other < count(); ++other)
        if (dependsOn(step, other) && action(other).status != OpStatus::Succeeded)
            return false;
    return true;
}

// "Runnable right now" counts as run: a call whose answer was lost leaves its row Prepared, and so does a call that an
// earlier run of a coordinator made and did not live to record (ranAhead: even its prerequisites may be unrecorded).
bool SagaSteps::mayHaveRun(qsizetype step) const
{
    if (TXDESK_MUTANT(MarkedNotCompensated) && action(step).status == OpStatus::Failed)
        return false;
    if (action(step).status != OpStatus::Prepared)
        return true;
    if (TXDESK_MUTANT(SkipInDoubt))
        return false;
    if (m_saga.transaction.ranAhead && !TXDESK_MUTANT(TrustRowsThatLag))
        return true;
    return actionRun(step).inFlight() || prerequisitesSucceeded(step);
}

bool SagaSteps::wouldImplicateOthers(qsizetype action) const
{
    for (qsizetype step = 0; step < count(); ++step)
        for (qsizetype other = 0; at(step).action == action && other < count(); ++other)
            if (dependsOn(other, step) && !mayHaveRun(other))
                return true;
    return false;
}

bool SagaSteps::needsCompensation(qsizetype step) const
{
    const qsizetype compensate = at(step).compensate;
    return compensate >= 0 && m_saga.ops[compensate].status == OpStatus::Prepared && mayHaveRun(step);
}

} // namespace txdesk::engine
