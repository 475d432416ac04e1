// Deliveries that failed and back-checks without an answer, where the sender has set limits.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/ladder.h"
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

// One step up its ladder; ONGOING stays on it.
void TransactionMachine::Impl::failedDelivery(qsizetype index, const CallAnswered &answer)
{
    BranchOp &op = m_snapshot.ops[index];
    GlobalTransaction &t = transaction();
    m_badAnswer = std::pair(answer.outcome, answer.text);
    t.updatedAt = m_now;
    ++m_runs[static_cast<std::size_t>(index)].revision;
    touch(false);
    if (answer.outcome != Outcome::Ongoing) {
        op.failures += TXDESK_MUTANT(LadderSkipsStep) ? 2 : 1;
        ++t.failures;
        op.lastError = t.lastError = cutText(answer.text, reasonLimit);
        if (op.failures >= m_settings.alertAfterFailures)
            m_out->emplace_back(Alert{.gid = m_gid, .status = t.status, .branchUrl = op.url,
                                      .error = texts::unknownResult(t.lastError), .retryCount = op.failures});
    }
    const std::optional<Milliseconds> step = ladderStep(ladderOf(t, m_settings), op.failures);
    const std::optional<Instant> end = windowEnd(t);
    if (!step)
        return giveUp(index);
    op.dueAt = m_now + m_settings.retry.wait(*step, m_roll);
    if (end && *op.dueAt > *end)
        return giveUp(index);
    t.nextDueAt = op.dueAt;
}

void TransactionMachine::Impl::giveUp(qsizetype index)
{
    BranchOp &op = m_snapshot.ops[index];
    op.dueAt.reset();
    ++m_runs[static_cast<std::size_t>(index)].revision;
    finishOp(index, TXDESK_MUTANT(DeadCountsAsDone) ? OpStatus::Succeeded : OpStatus::Dead);
}

// A person does not want to wait for the next step. only: of this receiver; empty: of all.
void TransactionMachine::Impl::hasten(const BranchId &only)
{
    if (!hasLadder(transaction()))
        return;
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        BranchOp &op = m_snapshot.ops[static_cast<qsizetype>(i)];
        if (!op.dueAt || op.status != OpStatus::Prepared || (!only.value.isEmpty() && op.branch != only))
            continue;
        op.dueAt.reset();
        ++m_runs[i].revision;
    }
}

// Asked at the pace, and counted to the limit, that its sender has named; without these as DTM does.
void TransactionMachine::Impl::unansweredCheck(const CallAnswered &answer)
{
    GlobalTransaction &t = transaction();
    if (answer.outcome == Outcome::Ongoing)
        t.retryInterval = baseInterval();
    badAnswer(m_query, queryOp(), answer);
    if (answer.outcome == Outcome::Ongoing && t.options.checkMax > 0)
        ++t.failures;
    if (t.options.checkInterval.count() <= 0)
        return;
    t.retryInterval = t.options.checkInterval;
    t.nextDueAt = m_now + m_settings.retry.wait(t.retryInterval, m_roll);
}

} // namespace txdesk::engine
