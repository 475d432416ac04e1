// Message, notification: once the local transaction is known to have committed, call every receiver until it accepts.
// Source: DTM, message. Pure.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/ladder.h"
#include "shared/engine/mutants.h"

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

// A definite answer to the back-check decides; until its time has come nobody is asked.
Plan planPrepared(const PlanInput &input)
{
    const GlobalTransaction &message = input.snapshot.transaction;
    if (input.queryOutcome == Outcome::Succeeded)
        return {.event = TransactionEvent::LocalCommitted};
    if (input.queryOutcome == Outcome::Rejected)
        return {.event = TransactionEvent::LocalRolledBack, .reason = u"the local transaction was rolled back"_s};
    const Seconds wanted = message.options.timeoutToFail;
    const Instant askAt = message.createdAt + (wanted.count() > 0 ? wanted : input.settings.timeoutToFail);
    if (input.now < askAt)
        return {.wakeAt = askAt, .reason = u"waits for the client's submit or abort"_s};
    if (message.queryPrepared.isEmpty())
        return {.event = TransactionEvent::LocalCommitted, .reason = u"there is nobody to ask"_s};
    if (input.query.inFlight())
        return {};
    const int most = message.options.checkMax;
    if (most > 0 && message.failures >= most && !TXDESK_MUTANT(NeverParks))
        return {.park = Parked::Unanswered, .reason = u"its sender was asked %1 times and has not said whether it committed"_s.arg(most)};
    if (input.query.waiting)
        return {.wakeAt = message.nextDueAt.value_or(input.now), .reason = u"waits to ask the sender again"_s};
    return {.queryNow = true, .reason = u"asks whether the local transaction committed"_s};
}

Plan planSubmitted(const PlanInput &input)
{
    const GlobalTransaction &message = input.snapshot.transaction;
    const Instant notBefore = message.createdAt + message.custom.delay;
    if (message.custom.delay.count() > 0 && input.now < notBefore)
        return {.wakeAt = notBefore, .reason = u"delayed as its sender asked"_s};
    if (hasLadder(message))
        return planDeliveries(input);
    const bool concurrent = message.options.concurrent || message.custom.concurrent;
    Plan plan{.reason = u"calls the receivers that are next"_s};
    bool allDone = true;
    for (qsizetype i = 0; i < input.snapshot.ops.size(); ++i) {
        if (input.snapshot.ops[i].status != OpStatus::Prepared)
            continue;
        allDone = false;
        const OpRun &run = input.runs[static_cast<std::size_t>(i)];
        if (run.waiting && !run.inFlight()) {
            plan.wakeAt = message.nextDueAt.value_or(input.now);
            plan.reason = u"waits to call the receiver %1 again"_s.arg(input.snapshot.ops[i].branch.value);
        } else if (!run.inFlight()) {
            plan.runNow.append(i);
        }
        if (!concurrent)
            break;
    }
    return allDone ? Plan{.event = TransactionEvent::AllActionsDone} : plan;
}

} // namespace

Plan planMessage(const PlanInput &input)
{
    switch (input.snapshot.transaction.status) {
    case TransactionStatus::Prepared: return planPrepared(input);
    case TransactionStatus::Submitted: return planSubmitted(input);
    case TransactionStatus::Aborting:
    case TransactionStatus::Succeeded:
    case TransactionStatus::Failed: break;
    }
    return {};
}

} // namespace txdesk::engine
