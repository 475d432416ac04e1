// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/delivery_ladder.h"

#include "console/text/call_text.h"
#include "shared/engine/settings.h"
#include "shared/model/participant_name.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

StepState stateOfStep(const BranchOp &op, int number)
{
    if (number <= op.failures)
        return StepState::Failed;
    const bool isNext = number == op.failures + 1;
    switch (op.status) {
    case OpStatus::Succeeded: return isNext ? StepState::Delivered : StepState::Never;
    case OpStatus::Dead:
    case OpStatus::Failed:
    case OpStatus::Dirty: return StepState::Never;
    case OpStatus::Prepared: break;
    }
    return isNext ? StepState::Next : StepState::Open;
}

// From the next step on each one has a time, as far as its predecessor has one.
void plan(DeliveryLadder &ladder, const BranchOp &op)
{
    std::optional<Instant> at = op.dueAt;
    for (LadderStep &step : ladder.steps) {
        if (step.state == StepState::Open && at)
            at = *at + step.wait;
        else if (step.state != StepState::Next)
            continue;
        step.at = at;
        if (at && ladder.windowEnd && *at > *ladder.windowEnd)
            step.state = StepState::Never;
    }
}

// When the deliveries of this run of the ladder were made; earlier runs are in the journal, too.
void tellWhen(DeliveryLadder &ladder, const QList<JournalEvent> &events)
{
    QList<Instant> called;
    for (const JournalEvent &event : events)
        if (event.kind == EventKind::Called && event.branch == ladder.branch && event.op == OpKind::Action)
            called.append(event.at);
    const qsizetype made = ladder.failures + (ladder.status == OpStatus::Succeeded ? 1 : 0);
    for (qsizetype i = 0; i < std::min(made, ladder.steps.size()); ++i)
        if (called.size() >= made)
            ladder.steps[i].at = called[called.size() - made + i];
}

DeliveryLadder ladderOf(const GlobalTransaction &t, const BranchOp &op, const QList<JournalEvent> &events)
{
    DeliveryLadder ladder{.branch = op.branch,
                          .receiver = participantOf(op.url),
                          .path = callPath(op.url),
                          .status = op.status,
                          .failures = op.failures,
                          .lastError = op.lastError,
                          .steps = {},
                          .windowEnd = {},
                          .assumed = t.options.retryLadder.isEmpty()};
    if (t.options.window.count() > 0)
        ladder.windowEnd = t.createdAt + t.options.window;
    const QList<Seconds> waits = ladder.assumed ? engine::EngineSettings{}.notifyLadder : t.options.retryLadder;
    for (qsizetype i = 0; i <= waits.size(); ++i) {
        LadderStep step{.number = static_cast<int>(i) + 1, .wait = i == 0 ? Seconds{0} : waits[i - 1]};
        step.state = stateOfStep(op, step.number);
        ladder.steps.append(step);
    }
    plan(ladder, op);
    tellWhen(ladder, events);
    return ladder;
}

} // namespace

const LadderStep *DeliveryLadder::next() const
{
    const auto found = std::find_if(steps.cbegin(), steps.cend(), [](const LadderStep &step) { return step.state == StepState::Next; });
    return found == steps.cend() ? nullptr : &*found;
}

bool hasLadder(const GlobalTransaction &transaction)
{
    return transaction.kind == TransactionKind::Notify
           || (transaction.kind == TransactionKind::Message && !transaction.options.retryLadder.isEmpty());
}

QList<DeliveryLadder> deliveryLadders(const TransactionDetail &detail)
{
    QList<DeliveryLadder> ladders;
    if (!hasLadder(detail.snapshot.transaction))
        return ladders;
    for (const BranchOp &op : detail.snapshot.ops)
        if (op.kind == OpKind::Action && !op.url.isEmpty())
            ladders.append(ladderOf(detail.snapshot.transaction, op, detail.events));
    return ladders;
}

QString LadderWords::state(const LadderStep &step)
{
    switch (step.state) {
    case StepState::Failed: return tr("✖ failed");
    case StepState::Delivered: return tr("✔ delivered");
    case StepState::Next: return tr("▶ next");
    case StepState::Open: return tr("◌ if those before fail");
    case StepState::Never: return tr("– not any more");
    }
    return {};
}

QString LadderWords::summary(const DeliveryLadder &ladder)
{
    const QString all = QString::number(ladder.steps.size());
    switch (ladder.status) {
    case OpStatus::Succeeded: return tr("✔ delivered, at delivery %1 of at most %2").arg(QString::number(ladder.failures + 1), all);
    case OpStatus::Dead: return tr("⚑ given up after %n deliveries", nullptr, ladder.failures);
    case OpStatus::Prepared:
    case OpStatus::Failed:
    case OpStatus::Dirty: break;
    }
    if (ladder.failures == 0)
        return tr("▶ not tried yet, at most %1 deliveries").arg(all);
    return tr("◔ %1 of at most %2 deliveries failed").arg(QString::number(ladder.failures), all);
}

} // namespace txdesk::console
