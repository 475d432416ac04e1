// What clients and operators ask for. Source: DTM, entry points by state; action_gate for operators.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/action_gate.h"
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

// A transaction that is not in memory is most likely new: it is created at once, and a conflict tells that it is not.
void TransactionMachine::Impl::on(PrepareRequest &&request)
{
    PrepareIntent intent{.request = request.request, .withProgress = request.withProgress};
    if (m_present || m_store != Store::Rest) {
        intent.wanted = kept(std::move(request.wanted));
        return ask(std::move(intent));
    }
    create(std::move(request.wanted), TransactionEvent::Prepare, intent);
}

void TransactionMachine::Impl::on(SubmitRequest &&request)
{
    const GlobalTransaction &wanted = request.wanted.transaction;
    const bool mayCreate = next(wanted.kind, std::nullopt, TransactionEvent::Submit).has_value();
    SubmitIntent intent{request.request, wanted.kind, wanted.options, wanted.customData, wanted.custom, std::move(request.end)};
    intent.origin = std::move(request.origin);
    if (!mayCreate)
        return ask(std::move(intent));
    if (m_present || m_store != Store::Rest) {
        intent.wanted = kept(std::move(request.wanted));
        return ask(std::move(intent));
    }
    create(std::move(request.wanted), TransactionEvent::Submit, std::move(intent));
}

Wanted TransactionMachine::Impl::kept(TransactionSnapshot &&wanted) const
{
    return m_present ? nullptr : std::make_shared<TransactionSnapshot>(std::move(wanted));
}

// It is not there, and somebody who would create it came while that was being found out: the first of them does.
bool TransactionMachine::Impl::createWhatWasAsked()
{
    for (auto waiter = m_waiters.begin(); waiter != m_waiters.end(); ++waiter) {
        auto *prepare = std::get_if<PrepareIntent>(&waiter->intent);
        auto *submit = std::get_if<SubmitIntent>(&waiter->intent);
        const Wanted wanted = prepare ? std::move(prepare->wanted) : submit ? std::move(submit->wanted) : nullptr;
        if (!wanted)
            continue;
        const TransactionEvent event = prepare ? TransactionEvent::Prepare : TransactionEvent::Submit;
        Intent intent = std::move(waiter->intent);
        m_waiters.erase(waiter);
        answerNotFound();
        forget();
        create(std::move(*wanted), event, std::move(intent));
        decideKnown();
        return true;
    }
    return false;
}

void TransactionMachine::Impl::on(FlushRequest &&request)
{
    if (m_store == Store::Rest && !m_present) {
        m_out->emplace_back(Reply{.request = request.request});
        return;
    }
    ask(std::move(request));
}

void TransactionMachine::Impl::create(TransactionSnapshot &&wanted, TransactionEvent event, Intent &&intent)
{
    wanted.transaction.epoch = wanted.transaction.lastSeq = 0;
    wanted.transaction.ranAhead = false;
    replaceSnapshot(std::move(wanted));
    m_storedOps = 0;
    m_lookWanted = false; // whoever asked for its progress asked before there was any
    GlobalTransaction &t = transaction();
    m_query.waiting = t.kind == TransactionKind::Workflow; // its client is at work: woken when it does not report in time
    const bool submitted = event == TransactionEvent::Submit;
    t.gid = m_gid;
    t.status = *next(t.kind, std::nullopt, event);
    t.createdAt = t.updatedAt = m_now;
    t.retryInterval = baseInterval();
    t.nextDueAt = m_now + t.retryInterval;
    m_present = true;
    m_owned = submitted;
    note({.kind = EventKind::Requested, .text = submitted ? u"submit"_s : u"prepare"_s});
    note({.kind = EventKind::StatusChanged, .to = t.status});
    if (const auto *submit = std::get_if<SubmitIntent>(&intent); submit && submit->origin)
        noteOrigin(*submit->origin);
    touch(true);
    if (!submitted)
        wait(nextPlan());
    decide(std::move(intent));
}

void TransactionMachine::Impl::noteOrigin(const Origin &origin)
{
    note({.kind = EventKind::Note, .text = texts::copyOf(origin.from), .actor = origin.actor});
    AuditRecord record;
    record.at = m_now;
    record.by = origin.by;
    record.action = u"resubmit"_s;
    record.gid = m_gid.value;
    record.target = origin.from.value;
    record.reason = origin.reason.isEmpty() ? u"(none given)"_s : cutText(origin.reason, reasonLimit);
    m_journal.add(ManualAct{.record = record, .to = transaction().status, .creates = true});
}

// Decided at once when the state is known, else when the store has told it.
void TransactionMachine::Impl::ask(Intent &&intent)
{
    const bool looks = wantsProgress(intent);
    m_lookWanted = m_lookWanted || looks;
    if (m_present && !looks && m_store != Store::Loading && m_store != Store::BackingOff)
        return decide(std::move(intent));
    const bool claims = std::holds_alternative<AbortRequest>(intent) || std::holds_alternative<ManualRequest>(intent);
    addWaiter({.until = Waiter::Until::Known, .intent = std::move(intent)});
    if (m_store == Store::Rest)
        load(claims);
}

void TransactionMachine::Impl::decide(Intent &&intent)
{
    std::visit([this](auto &what) { decide(what); }, intent);
}

void TransactionMachine::Impl::decide(const PrepareIntent &intent)
{
    const TransactionStatus status = transaction().status;
    if (intent.withProgress) {
        m_urgent = m_urgent || dirty();
        return addWaiter({.until = Waiter::Until::Stored, .change = m_decision, .request = intent.request, .intent = intent});
    }
    if (status == TransactionStatus::Prepared)
        return waitUntilDurable(intent.request, Reply::Kind::Success, {}, intent);
    waitUntilDurable(intent.request, Reply::Kind::Failure, texts::cannotPrepare(status), intent);
}

void TransactionMachine::Impl::decide(const SubmitIntent &intent)
{
    if (transaction().kind == TransactionKind::Workflow || intent.kind == TransactionKind::Workflow)
        return endWorkflow(intent);
    turnBackIfLate();
    const TransactionStatus status = transaction().status;
    const bool isOwnCreation = !m_stored && status == TransactionStatus::Submitted;
    if (intent.origin && !isOwnCreation)
        return waitUntilDurable(intent.request, Reply::Kind::Failure, texts::rowExists(), intent);
    if (status == TransactionStatus::Prepared)
        submitPrepared(intent);
    else if (status != TransactionStatus::Submitted)
        return waitUntilDurable(intent.request, Reply::Kind::Failure, texts::cannotSubmit(status), intent);
    else if (!isOwnCreation && m_owned && m_callsInFlight == 0)
        startRound(); // the client is there and asks: no reason to wait for the next round
    if (TXDESK_MUTANT(SubmitRunsAgain) && !isOwnCreation)
        for (std::size_t i = 0; i < m_runs.size(); ++i)
            m_snapshot.ops[static_cast<qsizetype>(i)].status = OpStatus::Prepared;
    if (TXDESK_MUTANT(ResubmitForgetsRows) && status == TransactionStatus::Submitted && isTwoPhase(transaction().kind))
        for (qsizetype i = 0; i < m_snapshot.ops.size(); ++i)
            m_snapshot.ops[i].status = OpStatus::Succeeded;
    if (intent.options.waitResult)
        return waitForResult(intent.request, SubmitIntent(intent));
    waitUntilDurable(intent.request, Reply::Kind::Success, {}, intent);
}

void TransactionMachine::Impl::waitForResult(RequestId request, Intent &&intent)
{
    addWaiter({.until = Waiter::Until::Result, .change = m_change, .request = request, .intent = std::move(intent)});
}

// What the submit leaves open stays as it was prepared: many clients name their options once.
static TransactionOptions joined(TransactionOptions prepared, const TransactionOptions &submitted)
{
    prepared.waitResult = submitted.waitResult;
    prepared.concurrent = prepared.concurrent || submitted.concurrent;
    if (submitted.timeoutToFail.count() > 0)
        prepared.timeoutToFail = submitted.timeoutToFail;
    if (submitted.requestTimeout.count() > 0)
        prepared.requestTimeout = submitted.requestTimeout;
    if (submitted.retryInterval.count() > 0)
        prepared.retryInterval = submitted.retryInterval;
    if (submitted.retryLimit > 0)
        prepared.retryLimit = submitted.retryLimit;
    if (!submitted.branchHeaders.isEmpty())
        prepared.branchHeaders = submitted.branchHeaders;
    return prepared;
}

// The submit's options and custom data drive this coordinator's work; a message names its delay only here.
void TransactionMachine::Impl::submitPrepared(const SubmitIntent &intent)
{
    GlobalTransaction &t = transaction();
    t.options = joined(std::move(t.options), intent.options);
    if (!intent.customData.isEmpty()) {
        t.customData = intent.customData;
        t.custom = intent.custom;
    }
    note({.kind = EventKind::Requested, .text = u"submit"_s});
    apply(TransactionEvent::Submit, {});
}

void TransactionMachine::Impl::decide(const AbortRequest &request)
{
    const GlobalTransaction &t = transaction();
    const bool asksDtm = request.kindText == u"tcc"_s || request.kindText == u"xa"_s; // either name for either kind
    const bool isMessage = t.kind == TransactionKind::Message || t.kind == TransactionKind::Notify;
    const bool suits = isMessage || (t.kind == TransactionKind::At ? request.kindText == u"at"_s : isTwoPhase(t.kind) && asksDtm);
    const bool again = isTwoPhase(t.kind) && t.status == TransactionStatus::Aborting;
    if (!suits || (t.status != TransactionStatus::Prepared && !again))
        return waitUntilDurable(request.request, Reply::Kind::Failure, texts::cannotAbort(t), request);
    if (!again) {
        note({.kind = EventKind::Requested, .text = u"abort"_s});
        apply(TransactionEvent::Abort, request.reason);
    } else if (m_owned && m_callsInFlight == 0) {
        startRound(); // the client is there and asks
    }
    if (request.waitResult && isTwoPhase(t.kind))
        return waitForResult(request.request, AbortRequest(request));
    waitUntilDurable(request.request, Reply::Kind::Success, {}, request);
}

void TransactionMachine::Impl::decide(const FlushRequest &request)
{
    m_urgent = m_urgent || dirty();
    waitUntilDurable(request.request, Reply::Kind::Success, {}, request);
}

// What the operator looked at must still be so. Our own claim, made to serve this request, does not count as a move.
bool TransactionMachine::Impl::hasMoved(const ActionRequest &what) const
{
    if (what.expectedStatus && *what.expectedStatus != transaction().status)
        return true;
    return what.expectedEpoch && *what.expectedEpoch != m_storedEpoch && what.expectedEpoch != m_epochBeforeClaim;
}

// true: answered, nothing may be done. Requests without expected values and actor come from DTM's routes and get DTM's words.
bool TransactionMachine::Impl::refuse(const ManualRequest &request)
{
    const ActionRequest &what = request.what;
    const bool fromOldRoute = !what.expectedStatus && !what.expectedEpoch && what.actor.isEmpty();
    if (hasMoved(what)) {
        waitUntilDurable(request.request, Reply::Kind::Moved, u"the transaction has moved since it was looked at"_s, request);
        return true;
    }
    const bool ofOneOp = isAboutOneOp(what.action, what.branch, transaction());
    const bool triesAgain = (what.action == Action::Retry && !ofOneOp) || what.action == Action::ForceRollback || what.action == Action::AcceptCurrent;
    if (triesAgain && !what.branch.value.isEmpty() && !waitsFor(what.branch)) {
        waitUntilDurable(request.request, Reply::Kind::Denied, texts::nothingToResend(), request);
        return true;
    }
    const ActionState state = gateOf(what);
    if (state.allowed || (fromOldRoute && what.action == Action::Retry && !isFinished() && !transaction().paused))
        return false;
    if (fromOldRoute && what.action == Action::ForceStop)
        waitUntilDurable(request.request, Reply::Kind::Failure, texts::cannotForceStop(transaction().status), request);
    else if (fromOldRoute && what.action == Action::Retry)
        waitUntilDurable(request.request, Reply::Kind::Success, {}, request);
    else
        waitUntilDurable(request.request, Reply::Kind::Denied, state.reason, request);
    return true;
}

static AuditRecord recordOf(const ActionRequest &what, Instant now)
{
    AuditRecord record;
    record.at = now;
    record.by = what.by.value_or(AuditContext{});
    record.action = nameIn(actionNames, what.action);
    record.gid = what.gid.value;
    record.target = what.branch.value;
    record.reason = what.reason.isEmpty() ? u"(none given)"_s : cutText(what.reason, reasonLimit);
    return record;
}

void TransactionMachine::Impl::decide(const ManualRequest &request)
{
    if (refuse(request))
        return;
    const ActionRequest &what = request.what;
    const bool alreadyCalling = m_callsInFlight > 0;
    const GlobalTransaction &t = transaction();
    ManualAct done{.record = recordOf(what, m_now), .from = t.status, .wasPaused = t.paused, .wasParked = t.parked};
    note(eventOf(what));
    if (what.by && !m_beforeActs)
        m_beforeActs = std::make_unique<BeforeActs>(BeforeActs{t.nextDueAt, m_runs, m_query.waiting, t.failures, t.retryInterval});
    act(what);
    done.to = t.status;
    done.isPaused = t.paused;
    done.isParked = t.parked;
    if (what.by)
        m_journal.add(std::move(done));
    touch(true);
    const bool nothingToDo = what.action == Action::Retry && alreadyCalling;
    waitUntilDurable(request.request, Reply::Kind::Success, nothingToDo ? u"calls are under way already"_s : QString(), request);
    m_waiters.back().acted = true;
}

void TransactionMachine::Impl::act(const ActionRequest &what)
{
    if (isAboutOneOp(what.action, what.branch, transaction()))
        return actOnOp(what);
    GlobalTransaction &t = transaction();
    switch (what.action) {
    case Action::Skip:
    case Action::MarkFailed: break; // about one op
    case Action::Retry:
    case Action::ForceRollback:
    case Action::AcceptCurrent:
        if (what.action != Action::Retry)
            t.resolution = what.action == Action::ForceRollback ? Resolution::Force : Resolution::Accept;
        unpark(what.branch);
        hasten(what.branch);
        t.nextDueAt = m_now;
        startRound();
        break;
    case Action::Abort:
    case Action::ForceStop:
        turnByHand(what);
        break;
    case Action::Submit:
        apply(TransactionEvent::OperatorSubmit, u"submitted by %1: %2"_s.arg(what.actor, what.reason));
        break;
    case Action::Pause:
        t.paused = true;
        break;
    case Action::Resume:
        t.paused = false;
        t.nextDueAt = m_now;
        startRound();
        break;
    }
}

void TransactionMachine::Impl::turnByHand(const ActionRequest &what)
{
    const bool forced = what.action == Action::ForceStop;
    const QString reason = u"%1 by %2: %3"_s.arg(forced ? u"stopped"_s : u"aborted"_s, what.actor, what.reason);
    apply(forced ? TransactionEvent::ForceStop : TransactionEvent::OperatorAbort, what.actor.isEmpty() ? QString() : reason);
    transaction().forced = forced;
}

} // namespace txdesk::engine
