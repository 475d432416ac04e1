// TCC and XA: the initiator tries every branch; the coordinator then confirms all of them or takes all of them back.
// Source: DTM, tcc and xa. Order is the order of the rows, never of the ids: TCC backwards, XA forwards. Pure.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/mutants.h"
#include "shared/engine/plan.h"

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

Seconds timeoutOf(const GlobalTransaction &transaction, const EngineSettings &settings)
{
    const Seconds wanted = transaction.options.timeoutToFail;
    return wanted.count() > 0 ? wanted : settings.timeoutToFail;
}

QString waitingFor(OpKind op, const BranchId &branch)
{
    return u"waits to call the %1 of %2 again"_s.arg(QString(nameIn(opKindNames, op)), branch.value);
}

// One branch after the other; a branch that does not accept holds up the rest. Every registered branch gets its call, also
// one whose try failed or never arrived: only its participant knows.
Plan planPhaseTwo(const PlanInput &input, OpKind op, bool backwards, TransactionEvent done)
{
    const qsizetype count = input.snapshot.ops.size();
    for (qsizetype step = 0; step < count; ++step) {
        const qsizetype i = backwards ? count - 1 - step : step;
        const BranchOp &row = input.snapshot.ops[i];
        if (row.kind != op || row.status != OpStatus::Prepared)
            continue;
        if (TXDESK_MUTANT(CancelSkipsNewest) && done == TransactionEvent::AllCancelled && i >= count - 2)
            continue;
        const OpRun &run = input.runs[static_cast<std::size_t>(i)];
        if (run.inFlight())
            return {.reason = u"waits for an answer"_s};
        if (run.waiting)
            return {.wakeAt = input.snapshot.transaction.nextDueAt.value_or(input.now), .reason = waitingFor(op, row.branch)};
        return {.runNow = {i}, .reason = u"calls the branch that is next"_s};
    }
    return {.event = done};
}

} // namespace

Instant decisionDeadline(const GlobalTransaction &transaction, const EngineSettings &settings)
{
    return transaction.createdAt + timeoutOf(transaction, settings);
}

QString lateText(const GlobalTransaction &transaction, const EngineSettings &settings)
{
    return u"Timeout after %1 seconds"_s.arg(timeoutOf(transaction, settings).count());
}

// Until its initiator has decided nothing is called; whoever says nothing for too long has decided to take it back.
Plan planUndecided(const PlanInput &input)
{
    const GlobalTransaction &t = input.snapshot.transaction;
    const Instant deadline = decisionDeadline(t, input.settings);
    if (input.now < deadline)
        return {.wakeAt = deadline, .reason = u"waits for the client's submit or abort"_s};
    const TransactionEvent event = TXDESK_MUTANT(TimeoutConfirms) ? TransactionEvent::Submit : TransactionEvent::DeadlinePassed;
    return {.event = event, .reason = lateText(t, input.settings)};
}

OpKind phaseTwoOp(TransactionKind kind, bool forward)
{
    if (kind == TransactionKind::Tcc)
        return forward ? OpKind::Confirm : OpKind::Cancel;
    return forward ? OpKind::Commit : OpKind::Rollback;
}

Plan planTwoPhase(const PlanInput &input)
{
    const GlobalTransaction &t = input.snapshot.transaction;
    const bool backwards = t.kind == TransactionKind::Tcc ? !TXDESK_MUTANT(TccForward) : TXDESK_MUTANT(XaBackward);
    switch (t.status) {
    case TransactionStatus::Prepared: return planUndecided(input);
    case TransactionStatus::Submitted:
        return planPhaseTwo(input, phaseTwoOp(t.kind, true), backwards, TransactionEvent::AllConfirmed);
    case TransactionStatus::Aborting:
        return planPhaseTwo(input, phaseTwoOp(t.kind, false), backwards, TransactionEvent::AllCancelled);
    case TransactionStatus::Succeeded:
    case TransactionStatus::Failed: break;
    }
    return {};
}

} // namespace txdesk::engine
