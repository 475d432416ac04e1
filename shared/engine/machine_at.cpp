// What the initiators and participants of AT tell while they are at work: branches with their locks, how phase one ended.
// Source: Seata, AT mode; spec/at-tcc-message-notify H.2-H.4.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/at_rows.h"
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

// Its client is too late, whatever it asks: the decision to turn back comes first. true: that was so.
bool TransactionMachine::Impl::turnBackIfLate()
{
    const GlobalTransaction &t = transaction();
    const bool undecided = t.kind == TransactionKind::At && t.status == TransactionStatus::Prepared && !t.paused;
    if (!undecided || m_now < decisionDeadline(t, m_settings))
        return false;
    apply(TransactionEvent::DeadlinePassed, lateText(t, m_settings));
    return true;
}

// A branch is registered in a write of its own, so that a row somebody else holds takes nothing else back with it.
void TransactionMachine::Impl::decide(const RegisterAtRequest &request)
{
    if (answersAtOnce(request))
        return;
    m_waiters.push_back({.until = Waiter::Until::Turn, .request = request.request, .intent = request});
}

// true: it is refused, or was registered before.
bool TransactionMachine::Impl::answersAtOnce(const RegisterAtRequest &request)
{
    const auto answer = [&](Reply::Kind kind, const QString &message) {
        waitUntilDurable(request.request, kind, message, request);
        return true;
    };
    turnBackIfLate();
    const GlobalTransaction &t = transaction();
    const bool open = t.status == TransactionStatus::Prepared || (TXDESK_MUTANT(RegisterAfterDecision) && !isFinished());
    if (t.kind != TransactionKind::At || !open)
        return answer(Reply::Kind::Failure, texts::cannotRegister(m_gid));
    if (const BranchOp *known = rowOfRequest(m_snapshot.ops, request.branch.requestId)) {
        const bool same = isSameBranch(*known, request.branch);
        return answer(same ? Reply::Kind::Success : Reply::Kind::Error, same ? QString() : texts::rowExists());
    }
    if (m_snapshot.ops.size() / 2 >= m_settings.branchesMax)
        return answer(Reply::Kind::Failure, texts::tooManyBranches(m_settings.branchesMax));
    return false;
}

bool TransactionMachine::Impl::somebodyRegisters() const
{
    return std::ranges::any_of(m_waiters, [](const Waiter &waiter) { return waiter.until == Waiter::Until::Turn; });
}

// All before it is durable: the first one that waits takes its turn.
void TransactionMachine::Impl::registerNext()
{
    while (!dirty()) {
        const auto next = std::ranges::find(m_waiters, Waiter::Until::Turn, &Waiter::until);
        if (next == m_waiters.end())
            return;
        const RegisterAtRequest request = std::move(std::get<RegisterAtRequest>(next->intent));
        m_waiters.erase(next);
        if (!answersAtOnce(request))
            return addAtBranch(request);
    }
}

void TransactionMachine::Impl::addAtBranch(const RegisterAtRequest &request)
{
    GlobalTransaction &t = transaction();
    const AtBranch &wanted = request.branch;
    const BranchId branch = nextAtBranch(m_snapshot.ops.size());
    m_registering = std::make_unique<Registering>(Registering{wanted.requestId, branch, wanted.locks, t.updatedAt, m_owned});
    for (const BranchOp &op : atOps(branch, wanted, m_now)) {
        m_snapshot.ops.append(op);
        m_runs.push_back({});
    }
    t.updatedAt = m_now;
    note({.kind = EventKind::Registered, .branch = branch, .op = OpKind::Action, .text = wanted.url});
    if (!wanted.locks.isEmpty())
        note({.kind = EventKind::Locked, .branch = branch, .text = lockedText(wanted.locks)});
    m_guest = m_guest || !m_owned;
    touch(true);
    waitUntilDurable(request.request, Reply::Kind::Success, {}, request);
}

// Exactly the registration is taken back; what was asked for meanwhile stays.
void TransactionMachine::Impl::on(WriteLocked &&locked)
{
    m_store = Store::Rest;
    check(m_registering != nullptr, "only a registration wants locks");
    const std::unique_ptr<Registering> undone = std::exchange(m_registering, nullptr);
    m_snapshot.ops.resize(m_storedOps);
    m_runs.resize(static_cast<std::size_t>(m_storedOps));
    m_issuedOps = m_storedOps;
    GlobalTransaction &t = transaction();
    if (m_change == m_issuedChange)
        t.updatedAt = undone->updatedAt;
    m_journal.dropIssued(m_storedSeq, t.lastSeq);
    m_durableChange = m_issuedChange;
    m_owned = undone->owned;
    std::erase_if(m_waiters, [&](const Waiter &waiter) {
        const auto *asked = std::get_if<RegisterAtRequest>(&waiter.intent);
        if (!asked || waiter.until != Waiter::Until::Durable || asked->branch.requestId != undone->requestId)
            return false;
        const bool locks = !TXDESK_MUTANT(LockedIsRegistered);
        m_out->emplace_back(Reply{.request = waiter.request, .kind = locks ? Reply::Kind::Locked : Reply::Kind::Success, .message = texts::rowsAreLocked(),
                                  .branch = locks ? BranchId{} : undone->branch, .holders = locked.holders});
        return true;
    });
    if (m_claimsIgnored > 0)
        load();
}

// The decision may have been made while the rows were being stored: then its local transaction must not commit any more.
void TransactionMachine::Impl::fillIn(Reply &reply, const RegisterAtRequest &asked) const
{
    const BranchOp *row = rowOfRequest(m_snapshot.ops, asked.branch.requestId);
    if (row && transaction().status == TransactionStatus::Prepared)
        reply.branch = row->branch;
    else
        reply = {.request = reply.request, .kind = Reply::Kind::Failure, .message = texts::cannotRegister(m_gid)};
}

// A branch whose phase one has failed has nothing to commit and nothing to roll back.
void TransactionMachine::Impl::decide(const BranchReport &report)
{
    const auto isItsRow = [&report](const BranchOp &op) { return op.branch == report.branch; };
    if (transaction().kind != TransactionKind::At || std::ranges::none_of(m_snapshot.ops, isItsRow))
        return waitUntilDurable(report.request, Reply::Kind::Failure, texts::noSuchBranch(report.branch), report);
    bool news = false;
    for (BranchOp &op : m_snapshot.ops) {
        if (!report.failed || isFinished() || !isItsRow(op) || op.status != OpStatus::Prepared)
            continue;
        op.status = OpStatus::Succeeded;
        op.finishedAt = m_now;
        transaction().resolution = op.kind == OpKind::Rollback ? Resolution::None : transaction().resolution;
        news = true;
    }
    if (news) {
        transaction().updatedAt = m_now;
        note({.kind = EventKind::Note, .branch = report.branch, .text = u"phase one failed: "_s + report.reason});
        m_guest = m_guest || !m_owned;
        touch(true);
    }
    m_urgent = m_urgent || dirty(); // it may have been told before, and not be stored yet
    addWaiter({.until = Waiter::Until::Durable, .change = m_change, .request = report.request, .intent = report});
}

// What stands in the way of a rollback stays; a person decides about it.
void TransactionMachine::Impl::foundDirty(qsizetype index, const QString &text)
{
    BranchOp &op = m_snapshot.ops[index];
    GlobalTransaction &t = transaction();
    if (TXDESK_MUTANT(DirtyCountsAsDone))
        return finishOp(index, OpStatus::Succeeded);
    op.lastError = t.lastError = cutText(text, reasonLimit);
    ++m_runs[static_cast<std::size_t>(index)].revision;
    t.resolution = Resolution::None;
    finishOp(index, OpStatus::Dirty);
}

// What the participant is told to do with the branch that is next, in the words of the person's decision.
QString TransactionMachine::Impl::rollbackText() const
{
    switch (transaction().resolution) {
    case Resolution::None: break;
    case Resolution::Force: return u"rollback-force"_s;
    case Resolution::Accept: return u"rollback-accept"_s;
    }
    return {};
}

// With the decision that leaves nothing to put back, or with the end: not before, or others would change rows that are.
bool TransactionMachine::Impl::releasesLocks() const
{
    const TransactionStatus status = transaction().status;
    if (TXDESK_MUTANT(LocksEndWithTurn) && status == TransactionStatus::Aborting)
        return transaction().kind == TransactionKind::At;
    if (TXDESK_MUTANT(LocksSurvive) && status == TransactionStatus::Failed)
        return false;
    return transaction().kind == TransactionKind::At && status != m_storedStatus
        && (status == TransactionStatus::Submitted || isFinal(status));
}

} // namespace txdesk::engine
