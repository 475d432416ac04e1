// A saga's rows seen as steps, and which step must wait for which.
// Source: DTM, saga: a step is a compensate row followed by an action row; orders name 0-based prerequisite steps.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/op_run.h"

#include <QVarLengthArray>

namespace txdesk::engine {

class SagaSteps
{
public:
    // Both must outlive it.
    SagaSteps(const TransactionSnapshot &saga, const OpRuns &runs);

    struct Step { qsizetype action = -1; qsizetype compensate = -1; };
    [[nodiscard]] qsizetype count() const { return m_steps.size(); }
    [[nodiscard]] const Step &at(qsizetype step) const { return m_steps[step]; }

    [[nodiscard]] const BranchOp &action(qsizetype step) const { return m_saga.ops[m_steps[step].action]; }
    [[nodiscard]] const OpRun &actionRun(qsizetype step) const { return m_runs[static_cast<std::size_t>(m_steps[step].action)]; }
    [[nodiscard]] const OpRun &compensateRun(qsizetype step) const { return m_runs[static_cast<std::size_t>(m_steps[step].compensate)]; }

    [[nodiscard]] bool dependsOn(qsizetype step, qsizetype prerequisite) const; // directly
    [[nodiscard]] bool prerequisitesSucceeded(qsizetype step) const;
    // Its action left Prepared, or a call of it may have been sent: then it has to be compensated.
    [[nodiscard]] bool mayHaveRun(qsizetype step) const;
    // Recording its success would make a step that was never called look as if it had been.
    [[nodiscard]] bool wouldImplicateOthers(qsizetype action) const;
    [[nodiscard]] bool needsCompensation(qsizetype step) const; // may have run and is not compensated yet

private:
    const TransactionSnapshot &m_saga;
    const OpRuns &m_runs;
    QVarLengthArray<Step, 8> m_steps;
};

} // namespace txdesk::engine
