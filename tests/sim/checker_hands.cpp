// What must hold of acts on one op: what a person has done by hand, and what a person says has failed.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/bank.h"
#include "tests/sim/checker.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

bool saysSo(const engine::TransactionWrite &write, const BranchOp &op, QLatin1StringView verb)
{
    return std::ranges::any_of(write.events, [&](const JournalEvent &event) {
        return event.kind == EventKind::ManualAct && event.branch == op.branch && event.op == op.kind && event.text.startsWith(verb);
    });
}

} // namespace

// An op counts as done when its participant has accepted a call of it, or in the write that tells that a person skipped this op.
void Checker::checkDoneOnes(int number, const TransactionSnapshot &before, const TransactionSnapshot &after, const engine::TransactionWrite &write)
{
    const TransactionKind kind = after.transaction.kind;
    if (kind == TransactionKind::At || kind == TransactionKind::Workflow)
        return; // their clients report what they have done
    for (qsizetype i = 0; i < std::min(before.ops.size(), after.ops.size()); ++i) {
        const BranchOp &is = after.ops.at(i);
        if (before.ops.at(i).status == is.status || is.url.isEmpty())
            continue;
        const Bank::StepState &step = m_world.bank().step(number, stepOf(is.branch));
        if (is.status == OpStatus::Succeeded)
            require(step.accepted.contains(is.kind) || saysSo(write, is, "skip"_L1), "Hands", number, "an op counts as done that nobody did or skipped");
        if (is.status == OpStatus::Failed)
            require(step.refusals > 0 || saysSo(write, is, "mark-failed"_L1), "Hands", number, "an action counts as rejected that nobody refused or marked");
    }
}

void Checker::actOnOpAnswered(int number, const ActionRequest &request, std::optional<OpKind> op)
{
    require(op.has_value(), "Hands", number, "an act on an op was done although its branch had none that failed");
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    if (!op || !entry || request.action == Action::Retry)
        return;
    const OpStatus wanted = request.action == Action::Skip ? OpStatus::Succeeded : OpStatus::Failed;
    const auto row = std::ranges::find_if(entry->snapshot.ops, [&](const BranchOp &o) { return o.branch == request.branch && o.kind == *op; });
    require(row != entry->snapshot.ops.end() && row->status == wanted, "I5", number, "an act on an op was answered and is not stored");
    const TransactionStatus status = entry->snapshot.transaction.status;
    const bool turned = status == TransactionStatus::Aborting || status == TransactionStatus::Failed;
    require(request.action != Action::MarkFailed || turned, "I5", number, "an action was marked as failed and its saga did not turn back");
}

} // namespace txdesk::sim
