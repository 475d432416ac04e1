// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/ladder.h"

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

// A notification that was given up ends by itself when nobody has cared for so long.
std::optional<Instant> expiry(const PlanInput &input)
{
    const GlobalTransaction &t = input.snapshot.transaction;
    if (t.kind != TransactionKind::Notify || input.settings.keepExpired.count() <= 0)
        return std::nullopt;
    std::optional<Instant> givenUp;
    for (const BranchOp &op : input.snapshot.ops)
        if (op.status == OpStatus::Dead && op.finishedAt)
            givenUp = std::max(givenUp.value_or(*op.finishedAt), *op.finishedAt);
    return givenUp.value_or(t.updatedAt) + input.settings.keepExpired;
}

Instant dueAt(const BranchOp &op, const OpRun &run, const PlanInput &input)
{
    if (op.dueAt)
        return *op.dueAt;
    return run.waiting ? input.snapshot.transaction.nextDueAt.value_or(input.now) : input.now;
}

Plan parkedOn(qsizetype dead, const PlanInput &input)
{
    const BranchOp &op = input.snapshot.ops[dead];
    return {.park = Parked::DeadLetter, .about = dead, .wakeAt = expiry(input),
            .reason = u"given up after %1 deliveries: %2"_s.arg(op.failures).arg(op.lastError)};
}

} // namespace

bool hasLadder(const GlobalTransaction &transaction)
{
    return transaction.kind == TransactionKind::Notify
        || (transaction.kind == TransactionKind::Message && !transaction.options.retryLadder.isEmpty());
}

const QList<Seconds> &ladderOf(const GlobalTransaction &transaction, const EngineSettings &settings)
{
    return transaction.options.retryLadder.isEmpty() ? settings.notifyLadder : transaction.options.retryLadder;
}

std::optional<Instant> windowEnd(const GlobalTransaction &transaction)
{
    if (transaction.kind != TransactionKind::Notify || transaction.options.window.count() <= 0)
        return std::nullopt;
    return transaction.createdAt + transaction.options.window;
}

std::optional<Milliseconds> ladderStep(const QList<Seconds> &ladder, int failures)
{
    const qsizetype step = std::max(failures - 1, 0);
    return step < ladder.size() ? std::optional<Milliseconds>(ladder[step]) : std::nullopt;
}

// Receivers do not hold each other up. The first delivery of each is made whatever the window says.
Plan planDeliveries(const PlanInput &input)
{
    const std::optional<Instant> end = windowEnd(input.snapshot.transaction);
    Plan plan{.reason = u"delivers to every receiver that is due"_s};
    bool open = false;
    qsizetype dead = -1;
    for (qsizetype i = 0; i < input.snapshot.ops.size(); ++i) {
        const BranchOp &op = input.snapshot.ops[i];
        const OpRun &run = input.runs[static_cast<std::size_t>(i)];
        if (op.status == OpStatus::Dead && dead < 0)
            dead = i;
        if (op.status != OpStatus::Prepared)
            continue;
        open = true;
        if (run.inFlight())
            continue;
        const Instant due = dueAt(op, run, input);
        if (op.failures > 0 && end && input.now > *end) {
            plan.giveUp.append(i);
        } else if (due <= input.now) {
            plan.runNow.append(i);
        } else if (!plan.wakeAt || due < *plan.wakeAt) {
            plan.wakeAt = due;
            plan.reason = u"waits to deliver to %1 again"_s.arg(op.branch.value);
        }
    }
    if (open)
        return plan;
    return dead < 0 ? Plan{.event = TransactionEvent::AllActionsDone} : parkedOn(dead, input);
}

Plan planGivenUp(const PlanInput &input)
{
    const std::optional<Instant> end = expiry(input);
    if (end && input.now >= *end)
        return {.event = TransactionEvent::Expired, .reason = u"given up, and nobody has cared since"_s};
    return {.wakeAt = end, .reason = u"kept until then for a person to look at"_s};
}

} // namespace txdesk::engine
