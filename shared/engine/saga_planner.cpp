// Saga: run the actions in order; when one is rejected, run the compensations of what may have run, backwards.
// Source: DTM, saga. Pure.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/mutants.h"
#include "shared/engine/plan.h"
#include "shared/engine/saga_steps.h"

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

bool anyAction(const SagaSteps &steps, OpStatus status)
{
    for (qsizetype i = 0; i < steps.count(); ++i)
        if (steps.action(i).status == status)
            return true;
    return false;
}

std::optional<Instant> deadlineOf(const GlobalTransaction &saga)
{
    if (saga.options.timeoutToFail.count() <= 0)
        return std::nullopt;
    return saga.createdAt + saga.options.timeoutToFail;
}

std::optional<Plan> forwardEvent(const PlanInput &input, const SagaSteps &steps)
{
    const TransactionOptions &options = input.snapshot.transaction.options;
    const std::optional<Instant> deadline = deadlineOf(input.snapshot.transaction);
    if (anyAction(steps, OpStatus::Failed))
        return Plan{.event = TransactionEvent::ActionRejected,
                    .reason = input.rejection.isEmpty() ? u"fail message lost"_s : input.rejection};
    if (!anyAction(steps, OpStatus::Prepared))
        return Plan{.event = TransactionEvent::AllActionsDone};
    if (deadline && input.now >= *deadline)
        return Plan{.event = TransactionEvent::DeadlinePassed,
                    .reason = u"Timeout after %1 seconds"_s.arg(options.timeoutToFail.count())};
    if (options.retryLimit > 0 && input.retriesUsed > options.retryLimit)
        return Plan{.event = TransactionEvent::RetriesExhausted,
                    .reason = u"RetryCount is greater than RetryLimit, RetryLimit: %1"_s.arg(options.retryLimit)};
    return std::nullopt;
}

Plan planForward(const PlanInput &input, const SagaSteps &steps)
{
    if (std::optional<Plan> event = forwardEvent(input, steps))
        return *std::move(event);
    Plan plan{.wakeAt = deadlineOf(input.snapshot.transaction), .reason = u"calls the actions that are next"_s};
    for (qsizetype i = 0; i < steps.count(); ++i) {
        const OpRun &run = steps.actionRun(i);
        if (steps.action(i).status != OpStatus::Prepared || run.inFlight() || !steps.prerequisitesSucceeded(i))
            continue;
        if (!run.waiting) {
            plan.runNow.append(steps.at(i).action);
            continue;
        }
        plan.wakeAt = earlier(plan.wakeAt, input.snapshot.transaction.nextDueAt.value_or(input.now));
        plan.reason = u"waits to call the action of %1 again"_s.arg(steps.action(i).branch.value);
    }
    return plan;
}

// A step is next when no step that depends on it is still to be compensated.
bool isNextBackward(const SagaSteps &steps, qsizetype step)
{
    for (qsizetype other = 0; other < steps.count(); ++other) {
        const bool dependent = TXDESK_MUTANT(CompensateForward) ? steps.dependsOn(step, other) : steps.dependsOn(other, step);
        if (dependent && steps.needsCompensation(other))
            return false;
    }
    return true;
}

Plan planBackward(const PlanInput &input, const SagaSteps &steps)
{
    Plan plan{.reason = u"calls the compensations that are next"_s};
    bool allDone = true;
    for (qsizetype i = steps.count() - 1; i >= 0; --i) {
        if (!steps.needsCompensation(i))
            continue;
        allDone = false;
        const OpRun &run = steps.compensateRun(i);
        const bool actionUnderWay = steps.actionRun(i).inFlight() && !TXDESK_MUTANT(CompensateInFlight);
        if (actionUnderWay || run.inFlight() || !isNextBackward(steps, i))
            continue;
        if (!run.waiting) {
            plan.runNow.append(steps.at(i).compensate);
            continue;
        }
        plan.wakeAt = earlier(plan.wakeAt, input.snapshot.transaction.nextDueAt.value_or(input.now));
        plan.reason = u"waits to call the compensation of %1 again"_s.arg(steps.action(i).branch.value);
    }
    return allDone ? Plan{.event = TransactionEvent::AllCompensationsDone} : plan;
}

} // namespace

Plan planSaga(const PlanInput &input)
{
    const TransactionStatus status = input.snapshot.transaction.status;
    if (status != TransactionStatus::Submitted && status != TransactionStatus::Aborting)
        return {};
    const SagaSteps steps(input.snapshot, input.runs);
    return status == TransactionStatus::Submitted ? planForward(input, steps) : planBackward(input, steps);
}

} // namespace txdesk::engine
