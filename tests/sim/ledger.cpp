// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/ledger.h"

#include "tests/sim/sim_mutants.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 atFirst = 1'000;

bool isUndecided(const GlobalTransaction &t)
{
    return t.status == TransactionStatus::Prepared || t.status == TransactionStatus::Aborting;
}

} // namespace

Ledger::Ledger(World &world) : m_world(world)
{
    m_balances.fill(atFirst);
    for (const TransactionScript &script : world.scripts())
        m_shares.emplace_back(script.steps.size(), Share::None);
    m_before = m_shares;
}

LockedRow Ledger::row(int account)
{
    static const std::array<LockedRow, accountCount> rows = [] {
        std::array<LockedRow, accountCount> list;
        for (int i = 0; i < accountCount; ++i)
            list[static_cast<std::size_t>(i)] = {QByteArray(32, static_cast<char>('0' + i)), u"bank"_s, u"account"_s, QString::number(i)};
        return list;
    }();
    return rows[static_cast<std::size_t>(account)];
}

Ledger::Share Ledger::share(int number, int step) const
{
    return m_shares[static_cast<std::size_t>(number)][static_cast<std::size_t>(step)];
}

Ledger::Share &Ledger::shareOf(int number, int step)
{
    return m_shares[static_cast<std::size_t>(number)][static_cast<std::size_t>(step)];
}

void Ledger::require(bool holds, const char *invariant, int number, const char *what)
{
    if (!holds)
        m_world.violated(invariant, gidOf(number) + u": "_s + QString::fromLatin1(what));
}

bool Ledger::begin(int number, int step)
{
    auto &open = m_open[static_cast<std::size_t>(m_world.script(number).changes[static_cast<std::size_t>(step)].account)];
    if (open || share(number, step) == Share::Open)
        return false;
    open = std::pair(number, step);
    m_before[static_cast<std::size_t>(number)][static_cast<std::size_t>(step)] = share(number, step);
    shareOf(number, step) = Share::Open;
    return true;
}

void Ledger::rollBack(int number, int step)
{
    m_open[static_cast<std::size_t>(m_world.script(number).changes[static_cast<std::size_t>(step)].account)].reset();
    shareOf(number, step) = m_before[static_cast<std::size_t>(number)][static_cast<std::size_t>(step)];
}

bool Ledger::commit(int number, int step, const BranchId &id)
{
    const AtChange &change = m_world.script(number).changes[static_cast<std::size_t>(step)];
    Branch &branch = m_branches[{number, id.value}];
    if (branch.ended && !tombstoneIsOff()) {
        m_world.probe(Probe::AtTombstone);
        rollBack(number, step);
        return false;
    }
    checkCommit(number, change.account);
    qint64 &balance = m_balances[static_cast<std::size_t>(change.account)];
    branch = {.step = step, .account = change.account, .before = balance, .after = balance + change.delta, .undo = true};
    balance = branch.after;
    m_open[static_cast<std::size_t>(change.account)].reset();
    shareOf(number, step) = Share::Applied;
    return true;
}

// Force-stop ends locks and calls nobody: what commits afterwards was left to the person who did that.
void Ledger::checkCommit(int number, int account)
{
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    require(entry != nullptr, "I17", number, "a branch committed that is not registered");
    if (!entry || entry->snapshot.transaction.forced)
        return;
    require(entry->snapshot.transaction.status != TransactionStatus::Failed, "I32", number, "a local commit came after the rollback");
    require(m_world.store().holderOf(row(account).key) == gidOf(number), "I28", number, "a branch committed and its row is not locked for it");
    for (const auto &[key, other] : m_branches) {
        const store::MemoryStore::Entry *theirs = other.undo && other.account == account && key.first != number ? m_world.store().find(key.first) : nullptr;
        const bool dirty = theirs && isUndecided(theirs->snapshot.transaction);
        require(!dirty, "I28", number, "a row was changed that another transaction may still put back");
    }
}

bool Ledger::isEnded(int number, const BranchId &branch) const
{
    const auto found = m_branches.find({number, branch.value});
    return found != m_branches.end() && found->second.ended;
}

Bank::Verdict Ledger::execute(const engine::Call &call)
{
    const Key key{numberOf(call.gid), call.branch.value};
    Branch &branch = m_branches[key];
    if (call.op != OpKind::Commit)
        return rollBack(key, branch, call.opText);
    branch.undo = false;
    return {Outcome::Succeeded, 200};
}

bool Ledger::doByHand(int number, const BranchId &branch, OpKind op)
{
    engine::Call call;
    call.gid = Gid{gidOf(number)};
    call.kind = TransactionKind::At;
    call.branch = branch;
    call.op = op;
    return execute(call).outcome == Outcome::Succeeded;
}

Bank::Verdict Ledger::rollBack(const Key &key, Branch &branch, const QString &decision)
{
    const bool accepts = decision == u"rollback-accept"_s;
    if (!branch.undo) {
        m_world.probe(branch.ended ? Probe::AtRolledBackTwice : Probe::AtNothingToRollBack);
    } else if (!accepts && m_open[static_cast<std::size_t>(branch.account)]) {
        m_world.probe(Probe::AtRowBusy);
        return {Outcome::Unknown, 500};
    } else if (accepts) {
        m_world.probe(Probe::AtAccepted);
        shareOf(key.first, branch.step) = Share::Kept;
    } else if (!putBack(branch, decision == u"rollback-force"_s)) {
        m_world.probe(Probe::AtDirty);
        return {Outcome::Rejected, 409};
    } else {
        shareOf(key.first, branch.step) = Share::Undone;
    }
    branch.undo = false;
    branch.ended = true;
    return {Outcome::Succeeded, 200};
}

// Only over what this branch has written itself, unless a person said otherwise.
bool Ledger::putBack(Branch &branch, bool forced)
{
    qint64 &balance = m_balances[static_cast<std::size_t>(branch.account)];
    const qint64 delta = branch.after - branch.before;
    if (balance == branch.before) {
        if (delta != 0)
            m_world.probe(Probe::AtBackAlready);
        m_past += delta;
        return true;
    }
    if (balance != branch.after && !forced)
        return false;
    if (balance != branch.after) {
        m_world.probe(Probe::AtForced);
        m_past += branch.before - balance + delta;
    }
    balance = branch.before;
    return true;
}

void Ledger::writePast(int account)
{
    const auto index = static_cast<std::size_t>(account);
    if (m_open[index])
        return;
    qint64 &balance = m_balances[index];
    qint64 wanted = balance + m_world.random().between(1, 5);
    for (const auto &[key, branch] : m_branches)
        if (branch.undo && branch.account == account && m_world.random().below(3) == 0)
            wanted = branch.before;
    m_past += wanted - balance;
    balance = wanted;
}

void Ledger::mend(int number)
{
    const auto mine = std::ranges::find_if(m_branches.rbegin(), m_branches.rend(), [number](const auto &entry) {
        return entry.first.first == number && entry.second.undo;
    });
    if (mine == m_branches.rend() || m_open[static_cast<std::size_t>(mine->second.account)])
        return;
    qint64 &balance = m_balances[static_cast<std::size_t>(mine->second.account)];
    m_past += mine->second.after - balance;
    balance = mine->second.after;
    m_world.probe(Probe::AtMended);
}

void Ledger::verify()
{
    for (const auto &[key, branch] : m_branches) {
        const store::MemoryStore::Entry *entry = m_world.store().find(key.first);
        const bool stays = !entry || !isFinal(entry->snapshot.transaction.status) || entry->snapshot.transaction.forced;
        require(!branch.undo || stays, "I31", key.first, "an undo record is left of a finished transaction");
    }
    qint64 expected = atFirst * accountCount + m_past;
    for (std::size_t number = 0; number < m_shares.size(); ++number)
        for (std::size_t step = 0; step < m_shares[number].size(); ++step)
            if (const Share share = m_shares[number][step]; share == Share::Applied || share == Share::Kept)
                expected += m_world.script(static_cast<int>(number)).changes[step].delta;
    qint64 sum = 0;
    for (const qint64 balance : m_balances)
        sum += balance;
    require(sum == expected, "I2", 0, "money came from nowhere or went there");
}

} // namespace txdesk::sim
