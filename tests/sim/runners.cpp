// Source: DTM, workflow: steps replayed by their ids, rollbacks in reverse, the end reported by submit.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/runners.h"

#include "tests/sim/bank.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

void Runners::begin(int number, Done done)
{
    const auto run = std::make_shared<Run>(Run{number, std::move(done), {}});
    if (++m_active[static_cast<std::size_t>(number)] > 1)
        m_world.probe(Probe::TwoRunners);
    m_phone.ask({.number = number, .asked = Asked::Progress}, 2, [this, run](Heard heard, const engine::Reply &reply) {
        if (heard != Heard::Success || !reply.snapshot)
            return end(run, Outcome::Unknown);
        replay(run, *reply.snapshot);
    });
}

void Runners::replay(const RunPtr &run, const TransactionSnapshot &known)
{
    if (isFinal(known.transaction.status))
        return end(run, known.transaction.status == TransactionStatus::Succeeded ? Outcome::Succeeded : Outcome::Rejected);
    for (const BranchOp &row : known.ops)
        run->recorded[{stepOf(row.branch), row.kind}] = row.status;
    if (!run->recorded.empty())
        m_world.probe(Probe::WorkflowReplayed);
    forward(run, 0);
}

void Runners::forward(const RunPtr &run, int step)
{
    if (step == static_cast<int>(m_world.script(run->number).steps.size()))
        return report(run, true);
    doStep(run, step, OpKind::Action, [this, run, step](OpStatus status) {
        status == OpStatus::Succeeded ? forward(run, step + 1) : backward(run, step - 1);
    });
}

void Runners::backward(const RunPtr &run, int step)
{
    if (step < 0)
        return report(run, false);
    doStep(run, step, OpKind::Rollback, [this, run, step](OpStatus) { backward(run, step - 1); });
}

// What is recorded is not done again; what cannot be recorded ends this run: another one has done it, or nobody knows.
void Runners::doStep(const RunPtr &run, int step, OpKind op, const std::function<void(OpStatus)> &then)
{
    const auto known = run->recorded.find({step, op});
    if (known != run->recorded.end())
        return then(known->second);
    if (dies(run))
        return;
    m_phone.call(run->number, step, op, [this, run, step, op, then](Outcome outcome) {
        if (dies(run))
            return;
        if (outcome != Outcome::Succeeded && (outcome != Outcome::Rejected || op != OpKind::Action))
            return end(run, Outcome::Unknown);
        const OpStatus status = outcome == Outcome::Succeeded ? OpStatus::Succeeded : OpStatus::Failed;
        m_phone.ask({.number = run->number, .asked = Asked::Register, .step = step, .op = op, .status = status}, 1,
                    [this, run, status, then](Heard heard, const engine::Reply &) {
                        heard == Heard::Success ? then(status) : end(run, Outcome::Unknown);
                    });
    });
}

void Runners::report(const RunPtr &run, bool good)
{
    if (dies(run))
        return;
    const OpStatus status = good ? OpStatus::Succeeded : OpStatus::Failed;
    m_phone.ask({.number = run->number, .asked = Asked::End, .status = status}, 2, [this, run, good](Heard heard, const engine::Reply &) {
        end(run, heard != Heard::Success ? Outcome::Unknown : good ? Outcome::Succeeded : Outcome::Rejected);
    });
}

void Runners::end(const RunPtr &run, Outcome outcome)
{
    --m_active[static_cast<std::size_t>(run->number)];
    run->done(outcome);
}

bool Runners::dies(const RunPtr &run)
{
    if (!m_phone.givesUp())
        return false;
    --m_active[static_cast<std::size_t>(run->number)];
    m_world.probe(Probe::RunnerDied);
    return true;
}

} // namespace txdesk::sim
