// Calls, their answers, and what follows from them. Source: DTM, what a result does; after each branch call; alerts.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/ladder.h"
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"
#include "shared/engine/saga_steps.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

// A decision is carried out only when it is durable, by the coordinator that the row names.
bool TransactionMachine::Impl::mayPlan() const
{
    if (!m_present || isFinished() || m_store == Store::Loading || m_store == Store::BackingOff || m_lapsed)
        return false;
    if (TXDESK_MUTANT(CallBeforeCreate) && !m_stored && m_owned)
        return true;
    if (TXDESK_MUTANT(DecisionNotDurable) && m_stored && m_owned)
        return true;
    if (TXDESK_MUTANT(ResolutionNotDurable) && m_stored && m_owned && transaction().resolution != Resolution::None)
        return true;
    return m_owned && m_stored && m_durableChange >= m_decision;
}

Plan TransactionMachine::Impl::nextPlan()
{
    return plan({.snapshot = m_snapshot, .runs = m_runs, .query = m_query, .queryOutcome = m_queryOutcome,
                 .rejection = m_rejection, .retriesUsed = m_retriesUsed, .now = m_now, .settings = m_settings});
}

void TransactionMachine::Impl::advance()
{
    while (mayPlan()) {
        const std::optional<Instant> due = transaction().nextDueAt;
        if (!due || m_now >= *due)
            startRound();
        const Plan plan = nextPlan();
        m_wakeAt = plan.wakeAt;
        if (plan.event)
            return apply(*plan.event, plan.reason);
        if (plan.park != Parked::No)
            return park(plan);
        if (!run(plan))
            return wait(plan);
    }
}

// true: an op ended without a call, so that there is more to plan.
bool TransactionMachine::Impl::run(const Plan &plan)
{
    bool ended = !plan.giveUp.isEmpty();
    for (const qsizetype index : plan.giveUp)
        giveUp(index);
    if (plan.queryNow)
        callQuery();
    for (const qsizetype index : plan.runNow) {
        if (m_snapshot.ops.at(index).url.isEmpty()) {
            finishOp(index, OpStatus::Succeeded);
            ended = true;
        } else if (mayRunAhead()) {
            callOp(index);
        } else {
            m_urgent = true; // the outcomes it builds on first
        }
    }
    return ended;
}

// A saga's call may build on outcomes that are not durable only while the row says so: whoever finds the row after a
// crash then knows that it may not show everything that was called.
bool TransactionMachine::Impl::mayRunAhead() const
{
    if (transaction().kind != TransactionKind::Saga || transaction().status != TransactionStatus::Submitted)
        return true;
    if (m_storedRanAhead && (m_store != Store::Writing || m_issuedRanAhead))
        return true;
    for (std::size_t i = 0; i < m_runs.size(); ++i)
        if (m_snapshot.ops.at(static_cast<qsizetype>(i)).status != m_runs[i].stored)
            return false;
    return true;
}

void TransactionMachine::Impl::callOp(qsizetype index)
{
    startCall(m_runs[static_cast<std::size_t>(index)], m_snapshot.ops.at(index));
}

void TransactionMachine::Impl::callQuery()
{
    startCall(m_query, queryOp());
}

// The call that belongs to no row: a message's sender is asked, a workflow's client is woken.
BranchOp TransactionMachine::Impl::queryOp() const
{
    const GlobalTransaction &t = transaction();
    if (t.kind == TransactionKind::Workflow)
        return {.branch = {u"00"_s}, .kind = OpKind::Resume, .url = t.queryPrepared, .payload = t.custom.workflowData};
    return {.branch = {u"00"_s}, .kind = OpKind::Query, .url = t.queryPrepared};
}

void TransactionMachine::Impl::startCall(OpRun &run, const BranchOp &op)
{
    GlobalTransaction &t = transaction();
    const Seconds wanted = t.options.requestTimeout;
    run.call = ++m_lastCall;
    ++run.attempts;
    ++t.attempts;
    ++m_callsInFlight;
    m_resting = false;
    note({.kind = EventKind::Called, .branch = op.branch, .op = op.kind, .attempt = run.attempts, .text = op.url});
    touch(false);
    m_out->emplace_back(Call{.call = run.call, .gid = m_gid, .kind = t.kind, .branch = op.branch, .op = op.kind,
                             .attempt = run.attempts, .url = op.url, .payload = op.payload,
                             .opText = op.kind == OpKind::Resume ? t.custom.workflowName : op.kind == OpKind::Rollback ? rollbackText() : QString(), .protocol = t.protocol,
                             .headers = t.options.branchHeaders, .successBody = t.options.successBody,
                             .timeout = wanted.count() > 0 ? wanted : m_settings.requestTimeout});
}

void TransactionMachine::Impl::on(CallAnswered &&answer)
{
    if (m_query.inFlight() && m_query.call == answer.call) {
        m_query.call = 0;
        --m_callsInFlight;
        return answeredQuery(answer);
    }
    for (std::size_t i = 0; i < m_runs.size(); ++i)
        if (m_runs[i].inFlight() && m_runs[i].call == answer.call) {
            m_runs[i].call = 0;
            --m_callsInFlight;
            return answeredOp(static_cast<qsizetype>(i), answer);
        }
}

static JournalEvent answeredEvent(const BranchOp &op, int attempt, const CallAnswered &answer)
{
    return {.kind = EventKind::Answered, .branch = op.branch, .op = op.kind, .attempt = attempt, .outcome = answer.outcome,
            .statusCode = answer.statusCode, .took = answer.took, .barrier = answer.barrier, .text = answer.text};
}

// An answer is recorded whenever it comes; it moves nothing but its own op.
void TransactionMachine::Impl::answeredOp(qsizetype index, const CallAnswered &given)
{
    OpRun &run = m_runs[static_cast<std::size_t>(index)];
    const BranchOp op = m_snapshot.ops.at(index);
    if (m_lost)
        return;
    CallAnswered answer = given;
    if (TXDESK_MUTANT(LostIsFailed) && answer.outcome == Outcome::Unknown)
        answer.outcome = Outcome::Rejected;
    if (TXDESK_MUTANT(FailureSkipsStep) && op.kind == OpKind::Compensate && answer.outcome != Outcome::Ongoing)
        answer.outcome = Outcome::Succeeded;
    if (TXDESK_MUTANT(PhaseTwoGivesUp) && isTwoPhase(transaction().kind) && answer.outcome != Outcome::Ongoing)
        answer.outcome = Outcome::Succeeded;
    note(answeredEvent(op, run.attempts, answer));
    touch(false);
    if (op.status != OpStatus::Prepared)
        return;
    const bool refusable = transaction().kind == TransactionKind::Saga && op.kind == OpKind::Action;
    const bool late = isFinished() || (op.kind == OpKind::Action && transaction().status == TransactionStatus::Aborting);
    if (TXDESK_MUTANT(LateAnswerResurrects) && late && !isFinished() && answer.outcome == Outcome::Succeeded)
        transaction().status = TransactionStatus::Submitted;
    if (answer.outcome == Outcome::Succeeded && late && SagaSteps(m_snapshot, m_runs).wouldImplicateOthers(index) && !isFinished()) {
        run.heldBack = true; // the journal tells it; the row stays in doubt, which means compensated
        return;
    }
    if (answer.outcome == Outcome::Succeeded)
        return finishOp(index, OpStatus::Succeeded);
    if (answer.outcome == Outcome::Rejected && refusable) {
        if (m_rejection.isEmpty())
            m_rejection = cutText(texts::rejectedAction(op.url, answer.text), reasonLimit);
        transaction().lastError = cutText(answer.text, reasonLimit);
        return finishOp(index, OpStatus::Failed);
    }
    if (answer.outcome == Outcome::Rejected && transaction().kind == TransactionKind::At && op.kind == OpKind::Rollback && !late)
        return foundDirty(index, answer.text);
    if (!late && op.kind == OpKind::Action && hasLadder(transaction()))
        return failedDelivery(index, answer);
    if (late)
        return;
    countFailure(index, answer);
    badAnswer(run, op, answer);
}

// Of this op alone, for people and for what they may do about it; when it is tried again is the transaction's affair.
void TransactionMachine::Impl::countFailure(qsizetype index, const CallAnswered &answer)
{
    if (answer.outcome == Outcome::Ongoing)
        return;
    BranchOp &op = m_snapshot.ops[index];
    ++op.failures;
    op.lastError = cutText(answer.text, reasonLimit);
    ++m_runs[static_cast<std::size_t>(index)].revision;
}

void TransactionMachine::Impl::answeredQuery(const CallAnswered &given)
{
    if (m_lost)
        return;
    CallAnswered answer = given;
    if (TXDESK_MUTANT(LostBackCheckIsNo) && answer.outcome == Outcome::Unknown)
        answer.outcome = Outcome::Rejected;
    const BranchOp op = queryOp();
    note(answeredEvent(op, m_query.attempts, answer));
    touch(false);
    if (transaction().status != TransactionStatus::Prepared)
        return;
    if (op.kind == OpKind::Resume)
        return answeredResume(answer);
    if (answer.outcome == Outcome::Succeeded || answer.outcome == Outcome::Rejected) {
        m_queryOutcome = answer.outcome;
        return;
    }
    unansweredCheck(answer);
}

// What the client answers decides nothing: it reports its end by itself. Success without a report: again, at the same pace.
void TransactionMachine::Impl::answeredResume(const CallAnswered &answer)
{
    GlobalTransaction &t = transaction();
    if (answer.outcome != Outcome::Succeeded)
        return badAnswer(m_query, queryOp(), answer);
    m_query.waiting = true;
    t.updatedAt = m_now;
    t.failures = 0;
    t.retryInterval = baseInterval();
    t.nextDueAt = m_now + m_settings.retry.wait(t.retryInterval, m_roll);
}

void TransactionMachine::Impl::finishOp(qsizetype index, OpStatus status)
{
    BranchOp &op = m_snapshot.ops[index];
    op.status = status;
    op.finishedAt = m_now;
    m_runs[static_cast<std::size_t>(index)].waiting = false;
    GlobalTransaction &t = transaction();
    t.updatedAt = m_now;
    touch(false);
    if (status != OpStatus::Succeeded || isFinished())
        return;
    if (op.kind == OpKind::Rollback && !TXDESK_MUTANT(ResolutionLingers))
        t.resolution = Resolution::None; // it was about this branch
    t.failures = 0;
    t.retryInterval = baseInterval();
    const bool somebodyWaits = std::ranges::any_of(m_runs, [](const OpRun &run) { return run.waiting; });
    if (!somebodyWaits)
        t.nextDueAt = m_now + t.retryInterval;
}

// ONGOING keeps the interval; anything else that is not an answer doubles it. With retry_limit an action of a saga is
// called again at once instead.
void TransactionMachine::Impl::badAnswer(OpRun &run, const BranchOp &op, const CallAnswered &answer)
{
    GlobalTransaction &t = transaction();
    const bool ongoing = answer.outcome == Outcome::Ongoing;
    m_badAnswer = std::pair(answer.outcome, answer.text);
    run.waiting = true;
    t.updatedAt = m_now;
    if (!ongoing)
        backOff(op, answer.text);
    t.nextDueAt = m_now + m_settings.retry.wait(t.retryInterval, m_roll);
    const bool retriesAtOnce = t.options.retryLimit > 0 && t.kind == TransactionKind::Saga && op.kind == OpKind::Action;
    if (!retriesAtOnce)
        return;
    ++m_retriesUsed;
    run.waiting = false;
    m_roundFailed = false;
}

void TransactionMachine::Impl::backOff(const BranchOp &op, const QString &error)
{
    GlobalTransaction &t = transaction();
    t.lastError = cutText(error, reasonLimit);
    if (!m_roundFailed) {
        ++t.failures;
        t.retryInterval = m_settings.retry.afterFailure(t.retryInterval);
    }
    m_roundFailed = true;
    if (t.failures >= m_settings.alertAfterFailures)
        m_out->emplace_back(Alert{.gid = m_gid, .status = t.status, .branchUrl = op.url,
                                  .error = texts::unknownResult(t.lastError), .retryCount = t.failures});
}

// Nothing is under way and nothing can be called: it rests until it is due, and that is stored.
void TransactionMachine::Impl::wait(const Plan &plan)
{
    if (m_callsInFlight > 0 || !plan.runNow.isEmpty() || plan.queryNow || m_resting)
        return;
    m_resting = true;
    GlobalTransaction &t = transaction();
    const std::optional<Instant> due = t.paused ? t.nextDueAt : TXDESK_MUTANT(NeverRetries) && m_stored ? std::nullopt : plan.wakeAt;
    const bool wasDue = t.nextDueAt.has_value();
    if (std::exchange(t.nextDueAt, due) == due && m_announced == due && !dirty())
        return;
    if (wasDue && !due && !t.paused && !plan.reason.isEmpty())
        note({.kind = EventKind::Note, .text = plan.reason}); // once: from now on nothing happens by itself
    if (plan.wakeAt && m_announced != due)
        note({.kind = EventKind::Scheduled, .until = due, .text = plan.reason});
    m_announced = due;
    touch(true);
}

void TransactionMachine::Impl::startRound()
{
    for (OpRun &run : m_runs)
        run.waiting = false;
    m_query.waiting = false;
    m_roundFailed = false;
    m_resting = false;
    m_guest = false;
    m_badAnswer.reset();
}

} // namespace txdesk::engine
