// What waits for a person, and what the person decides.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/machine_impl.h"
#include "shared/engine/parked_ops.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

// From now on nothing happens by itself.
void TransactionMachine::Impl::park(const Plan &plan)
{
    GlobalTransaction &t = transaction();
    t.parked = plan.park;
    t.updatedAt = m_now;
    t.nextDueAt = m_announced = plan.wakeAt;
    m_resting = true;
    const BranchOp op = plan.about < 0 ? queryOp() : m_snapshot.ops.at(plan.about);
    note({.kind = EventKind::Parked, .branch = op.branch, .op = op.kind, .text = plan.reason});
    m_out->emplace_back(Alert{.gid = m_gid, .status = t.status, .branchUrl = op.url, .error = cutText(plan.reason, reasonLimit),
                              .retryCount = std::max(t.failures, op.failures)});
    touch(true);
}

// It is dirty, or a delivery to it has been given up or is to be made again.
bool TransactionMachine::Impl::waitsFor(const BranchId &branch) const
{
    return std::ranges::any_of(m_snapshot.ops, [&branch](const BranchOp &op) {
        return op.branch == branch && (waitsForPerson(op, branch) || (op.status == OpStatus::Prepared && op.dueAt));
    });
}

// What waited for a person is tried again, from the beginning of its ladder; with a branch: only this one's dead letter.
void TransactionMachine::Impl::unpark(const BranchId &only)
{
    GlobalTransaction &t = transaction();
    if (std::exchange(t.parked, Parked::No) != Parked::No) {
        t.failures = 0;
        t.retryInterval = baseInterval();
    }
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        BranchOp &op = m_snapshot.ops[static_cast<qsizetype>(i)];
        if (!waitsForPerson(op, only))
            continue;
        giveBack(op);
        ++m_runs[i].revision;
    }
}

} // namespace txdesk::engine
