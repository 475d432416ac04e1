// Fates of store requests.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_store.h"

#include "tests/sim/checker.h"
#include "tests/sim/node.h"
#include "tests/sim/sim_mutants.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

SimStore::Fate SimStore::drawFate()
{
    const Weather &weather = m_world.weather();
    if (m_world.fault(weather.storeRefused))
        return Fate::Refused;
    if (m_world.fault(weather.storeLost))
        return Fate::Lost;
    if (m_world.fault(weather.storeDoneLost))
        return Fate::DoneButLost;
    return Fate::Done;
}

void SimStore::ask(Node &node, store::StoreRequest request, Answered answered)
{
    // A lost lease means two callers at once, which only barriers survive.
    const bool spared = !m_world.weather().barriers && std::holds_alternative<store::Heartbeat>(request);
    const Fate fate = spared ? Fate::Done : drawFate();
    const Milliseconds stalled = std::chrono::duration_cast<Milliseconds>(std::max(m_stalledUntil, m_world.now()) - m_world.now());
    const Milliseconds way = inOrder(m_lastApplied[node.index()], m_world.random().ms(0, 2) + stalled);
    m_world.after(way, [this, request = std::move(request), &node, life = node.life(), fate, answered = std::move(answered)]() mutable {
        apply(request, node, life, fate, std::move(answered));
    });
}

// One queue each way for each node, as CommitWriter and its inbox are: nothing overtakes.
Milliseconds SimStore::inOrder(Instant &last, Milliseconds delay)
{
    last = std::max(last, m_world.now() + delay);
    return std::chrono::duration_cast<Milliseconds>(last - m_world.now());
}

void SimStore::stall(Milliseconds time)
{
    m_stalledUntil = m_world.now() + time;
}

void SimStore::apply(const store::StoreRequest &request, Node &node, int life, Fate fate, Answered answered)
{
    if (life != node.life() && m_world.random().below(2) == 0)
        return m_world.probe(Probe::CrashLostWrite); // it died with the process that asked
    const bool isWrite = std::holds_alternative<engine::TransactionWrite>(request);
    store::StoreAnswer answer = Error{ErrorCode::OutcomeUnknown, u"no answer"_s, {}};
    if (fate == Fate::Done || fate == Fate::DoneButLost) {
        store::StoreAnswer done = isWrite ? applyWrite(request, node) : m_store.apply(request);
        if (fate == Fate::Done)
            answer = std::move(done);
    }
    if (fate == Fate::Refused)
        answer = Error{m_world.random().below(2) == 0 ? ErrorCode::Overloaded : ErrorCode::Unavailable, u"refused"_s, {}};
    if (isWrite && fate != Fate::Done)
        m_world.probe(fate == Fate::Refused ? Probe::WriteRefused : fate == Fate::Lost ? Probe::WriteLost : Probe::WriteDoneUnanswered);
    m_world.mix(static_cast<quint64>(fate) + 17 * answer.index());
    if (m_world.tracing())
        traceAnswer(node, answer);
    node.later(inOrder(m_lastAnswered[node.index()], m_world.random().ms(0, 2)), [answered = std::move(answered), answer = std::move(answer)]() mutable {
        answered(std::move(answer));
    }, life);
}

void SimStore::traceAnswer(const Node &node, const store::StoreAnswer &answer)
{
    const auto line = [&](const TransactionSnapshot &snapshot, const QString &what) {
        const GlobalTransaction &t = snapshot.transaction;
        m_world.trace(u"store tells %1: %2 %3 is %4, epoch %5, owner %6, due %7%8"_s.arg(node.name(), t.gid.value, what,
            QString(nameIn(transactionStatusNames, t.status))).arg(t.epoch).arg(t.owner)
            .arg(t.nextDueAt ? QString::number(static_cast<double>((*t.nextDueAt - m_world.now()).count()) / 1000.0) : u"never"_s,
                 t.ranAhead ? u", ran ahead"_s : QString()));
    };
    if (const auto *loaded = std::get_if<engine::Loaded>(&answer); loaded && loaded->snapshot)
        line(*loaded->snapshot, loaded->claimed ? u"loaded and claimed"_s : u"loaded"_s);
    if (const auto *conflict = std::get_if<engine::WriteConflict>(&answer); conflict && conflict->current)
        line(*conflict->current, u"conflict"_s);
    if (const auto *claimed = std::get_if<store::ClaimedList>(&answer))
        for (const TransactionSnapshot &snapshot : claimed->snapshots)
            line(snapshot, u"claimed"_s);
}

static store::StoreRequest withoutGuard(engine::TransactionWrite write, const std::optional<TransactionSnapshot> &before)
{
    if (before && !write.create) {
        write.expectedStatus = before->transaction.status;
        write.expectedEpoch = before->transaction.epoch;
    }
    return write;
}

store::StoreAnswer SimStore::applyWrite(const store::StoreRequest &request, const Node &node)
{
    const auto &write = std::get<engine::TransactionWrite>(request);
    const int number = numberOf(write.gid);
    const store::MemoryStore::Entry *entry = find(number);
    const std::optional<TransactionSnapshot> before = entry ? std::optional(entry->snapshot) : std::nullopt;
    m_store.refuseAudit(!write.audit.isEmpty() && m_world.fault(m_world.weather().auditRefused));
    store::StoreAnswer answer = m_store.apply(epochIsUnchecked() ? withoutGuard(write, before) : request);
    if (std::holds_alternative<engine::WriteConflict>(answer)) {
        m_world.probe(Probe::WriteConflict);
        if (before && !before->transaction.owner.isEmpty() && before->transaction.owner != node.name())
            m_world.probe(Probe::ZombieWrite);
    } else if (std::holds_alternative<engine::WriteLocked>(answer)) {
        m_world.probe(Probe::AtLocked);
    } else if (std::holds_alternative<Error>(answer)) {
        m_world.probe(Probe::AuditRefused);
    } else {
        const QString &owner = find(number)->snapshot.transaction.owner;
        if (!write.create && !write.newOps.isEmpty() && !owner.isEmpty() && owner != node.name())
            m_world.probe(Probe::GuestWrite);
        m_world.checker().written(number, before, find(number)->snapshot, write);
    }
    return answer;
}

const store::MemoryStore::Entry *SimStore::find(int number) const
{
    const auto found = m_store.entries().constFind(gidOf(number));
    return found == m_store.entries().cend() ? nullptr : &*found;
}

QString SimStore::holderOf(const QByteArray &key) const
{
    for (const LockHolder &holder : m_store.locks())
        if (holder.row.key == key)
            return holder.gid.value;
    return {};
}

int SimStore::locksOf(int number) const
{
    const QList<LockHolder> locks = m_store.locks();
    return static_cast<int>(std::ranges::count(locks, Gid{gidOf(number)}, &LockHolder::gid));
}

bool SimStore::everythingEnded() const
{
    for (const store::MemoryStore::Entry &entry : m_store.entries()) {
        const GlobalTransaction &t = entry.snapshot.transaction;
        const bool waitsForClient = t.kind == TransactionKind::Saga && t.status == TransactionStatus::Prepared;
        if (!isFinal(t.status) && !waitsForClient)
            return false;
    }
    return true;
}

} // namespace txdesk::sim
