// Workflow: its client runs it and reports each step; the coordinator wakes the client until it has reported the end.
// Source: DTM, workflow; the interval grows with failures, unlike DTM's. There is no deadline. Pure.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/plan.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

Plan planWorkflow(const PlanInput &input)
{
    const GlobalTransaction &workflow = input.snapshot.transaction;
    if (workflow.status != TransactionStatus::Prepared)
        return {};
    if (workflow.queryPrepared.isEmpty())
        return {.reason = u"its client left no address to wake it at: only the client itself can go on"_s};
    if (input.query.inFlight())
        return {.reason = u"its client is at work"_s};
    if (input.query.waiting)
        return {.wakeAt = workflow.nextDueAt.value_or(input.now), .reason = u"wakes its client if that does not report before"_s};
    return {.queryNow = true, .reason = u"wakes its client"_s};
}

} // namespace txdesk::engine
