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
    if (m_present || m_store != Store::Rest)
        return ask(PrepareIntent{request.request});
    create(std::move(request.wanted), TransactionEvent::Prepare, PrepareIntent{request.request});
}

void TransactionMachine::Impl::on(SubmitRequest &&request)
{
    const GlobalTransaction &wanted = request.wanted.transaction;
    SubmitIntent intent{request.request, wanted.options, wanted.customData, wanted.custom};
    if (m_present || m_store != Store::Rest)
        return ask(std::move(intent));
    create(std::move(request.wanted), TransactionEvent::Submit, std::move(intent));
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
    GlobalTransaction &t = transaction();
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
    touch(true);
    if (!submitted)
        wait(nextPlan());
    decide(std::move(intent));
}

// Decided at once when the state is known, else when the store has told it.
void TransactionMachine::Impl::ask(Intent &&intent)
{
    if (m_present && m_store != Store::Loading && m_store != Store::BackingOff)
        return decide(std::move(intent));
    addWaiter({.until = Waiter::Until::Known, .reply = {}, .intent = std::move(intent)});
    if (m_store == Store::Rest)
        load();
}

void TransactionMachine::Impl::decide(Intent &&intent)
{
    std::visit([this](auto &what) { decide(what); }, intent);
}

void TransactionMachine::Impl::decide(const PrepareIntent &intent)
{
    const TransactionStatus status = transaction().status;
    if (status == TransactionStatus::Prepared)
        return waitUntilDurable(intent.request, Reply::Kind::Success, {}, intent);
    waitUntilDurable(intent.request, Reply::Kind::Failure, texts::cannotPrepare(status), intent);
}

void TransactionMachine::Impl::decide(const SubmitIntent &intent)
{
    const TransactionStatus status = transaction().status;
    const bool isOwnCreation = !m_stored && status == TransactionStatus::Submitted;
    if (status == TransactionStatus::Prepared)
        submitPrepared(intent);
    else if (status != TransactionStatus::Submitted)
        return waitUntilDurable(intent.request, Reply::Kind::Failure, texts::cannotSubmit(status), intent);
    else if (!isOwnCreation && m_owned && m_callsInFlight == 0)
        startRound(); // the client is there and asks: no reason to wait for the next round
    if (TXDESK_MUTANT(SubmitRunsAgain) && !isOwnCreation)
        for (std::size_t i = 0; i < m_runs.size(); ++i)
            m_snapshot.ops[static_cast<qsizetype>(i)].status = OpStatus::Prepared;
    if (intent.options.waitResult)
        return addWaiter({.until = Waiter::Until::Result, .change = m_change, .reply = {.request = intent.request}, .intent = intent});
    waitUntilDurable(intent.request, Reply::Kind::Success, {}, intent);
}

// The submit's options and custom data drive this coordinator's work; a message names its delay only here.
void TransactionMachine::Impl::submitPrepared(const SubmitIntent &intent)
{
    GlobalTransaction &t = transaction();
    t.options = intent.options;
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
    const bool isMessage = t.kind == TransactionKind::Message && request.kindText != u"tcc"_s && request.kindText != u"xa"_s;
    if (!isMessage || t.status != TransactionStatus::Prepared)
        return waitUntilDurable(request.request, Reply::Kind::Failure, texts::cannotAbort(t), request);
    note({.kind = EventKind::Requested, .text = u"abort"_s});
    apply(TransactionEvent::Abort, request.reason);
    waitUntilDurable(request.request, Reply::Kind::Success, {}, request);
}

// Rows join a prepared transaction of their kind; the same rows again are no news.
void TransactionMachine::Impl::decide(const RegisterRequest &request)
{
    waitUntilDurable(request.request, Reply::Kind::Error, u"unknow trans type: %1"_s.arg(nameIn(transactionKindNames, request.kind)), request);
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
    const ActionState state = gate(what.action, transaction(), m_now);
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

void TransactionMachine::Impl::decide(const ManualRequest &request)
{
    if (refuse(request))
        return;
    const bool alreadyCalling = m_callsInFlight > 0;
    const QString verb = nameIn(actionNames, request.what.action);
    note({.kind = EventKind::ManualAct,
          .text = request.what.reason.isEmpty() ? verb : verb + u": "_s + request.what.reason,
          .actor = request.what.actor});
    act(request.what);
    touch(true);
    const bool nothingToDo = request.what.action == Action::Retry && alreadyCalling;
    waitUntilDurable(request.request, Reply::Kind::Success, nothingToDo ? u"calls are under way already"_s : QString(), request);
}

void TransactionMachine::Impl::act(const ActionRequest &what)
{
    GlobalTransaction &t = transaction();
    switch (what.action) {
    case Action::Retry:
        t.nextDueAt = m_now;
        startRound();
        break;
    case Action::Abort:
    case Action::ForceStop:
        turnByHand(what);
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
