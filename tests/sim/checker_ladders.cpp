// What must hold of deliveries by a ladder and of back-checks with a limit.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/ladder.h"
#include "tests/sim/bank.h"
#include "tests/sim/checker.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

struct Answers { int failed = 0; Instant lastAt{}; };

Answers answersOf(const engine::TransactionWrite &write, const BranchId &branch)
{
    Answers answers;
    for (const JournalEvent &event : write.events) {
        if (event.kind != EventKind::Answered || event.branch != branch || event.op != OpKind::Action)
            continue;
        if (event.outcome == Outcome::Succeeded)
            continue;
        answers.failed += event.outcome == Outcome::Ongoing ? 0 : 1;
        answers.lastAt = event.at; // ONGOING begins its step again
    }
    return answers;
}

bool isAbout(Milliseconds waited, Milliseconds step)
{
    return waited >= step * 4 / 5 - Milliseconds{1} && waited <= step * 6 / 5 + Milliseconds{1};
}

} // namespace

// One step for each delivery that failed, each as long as the ladder says; dead only at its end; delivered only if a receiver said so.
void Checker::checkDeliveries(int number, const TransactionSnapshot &before, const TransactionSnapshot &after, const engine::TransactionWrite &write)
{
    const GlobalTransaction &t = after.transaction;
    const QList<Seconds> &ladder = engine::ladderOf(t, m_world.node(0).settings());
    const bool hastened = std::ranges::find(write.events, EventKind::ManualAct, &JournalEvent::kind) != write.events.end();
    for (qsizetype i = 0; i < std::min(before.ops.size(), after.ops.size()); ++i) {
        const BranchOp &was = before.ops.at(i);
        const BranchOp &is = after.ops.at(i);
        const Answers answers = answersOf(write, is.branch);
        require(is.failures <= was.failures + answers.failed, "Ladder", number, "a receiver's ladder was climbed by more than one step at once");
        const bool climbed = is.failures > was.failures && is.status == OpStatus::Prepared;
        if (climbed && is.failures <= ladder.size() && !hastened)
            require(is.dueAt && isAbout(std::chrono::duration_cast<Milliseconds>(*is.dueAt - answers.lastAt), ladder[is.failures - 1]), "Ladder",
                    number, "a step of a receiver's ladder is not as long as it should be");
        require(!climbed || is.failures <= ladder.size(), "Ladder", number, "a receiver's ladder has no end");
        if (was.status == OpStatus::Dead || is.status != OpStatus::Dead)
            require(is.status != OpStatus::Succeeded || m_world.bank().step(number, stepOf(is.branch)).successes > 0, "I3", number,
                    "a delivery counts as done and no receiver said so");
        else
            require(is.failures > ladder.size() || t.options.window.count() > 0, "Ladder", number, "a delivery was given up before its ladder's end");
    }
}

void Checker::verifyNotify(const TransactionScript &script, const store::MemoryStore::Entry &entry)
{
    const int number = script.number;
    const GlobalTransaction &t = entry.snapshot.transaction;
    const bool submitted = std::ranges::any_of(entry.events, [](const JournalEvent &event) { return event.to == TransactionStatus::Submitted; });
    require(t.status != TransactionStatus::Succeeded || everyNetIs(script, 1), "I3", number, "succeeded and not every receiver was told");
    require(submitted || everyNetIs(script, 0), "I3", number, "was never submitted and its receivers were told");
    for (const BranchOp &op : entry.snapshot.ops)
        require(op.status != OpStatus::Succeeded || m_world.bank().step(number, stepOf(op.branch)).net() == 1, "I3", number,
                "a delivery counts as done and its receiver knows nothing");
    if (t.status == TransactionStatus::Succeeded)
        m_world.probe(Probe::NotifyDelivered);
    else if (submitted && !facts(number).turnAsked)
        m_world.probe(Probe::NotifyExpired);
    if (!script.prepares || facts(number).turnAsked)
        return;
    const bool committed = m_world.bank().locallyCommitted(number);
    require(submitted == committed, "I19", number, committed ? "committed and never submitted" : "submitted and not committed");
}

} // namespace txdesk::sim
