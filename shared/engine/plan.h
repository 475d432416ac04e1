// What a planner is told and what it decides. The machine makes `event` durable first, then calls `runNow`, then sleeps.
// Pure: the same input gives the same plan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/op_run.h"
#include "shared/engine/settings.h"
#include "shared/engine/transition_table.h"
#include "shared/model/transaction_snapshot.h"

#include <QVarLengthArray>

namespace txdesk::engine {

struct PlanInput
{
    const TransactionSnapshot &snapshot;
    const OpRuns &runs;
    OpRun query{};                         // the message's back-check, the call that wakes a workflow's client
    std::optional<Outcome> queryOutcome{}; // its definite answer, when there is one
    QString rejection{};                   // the words of the first rejected action; empty: not known any more
    int retriesUsed = 0;                   // immediate retries of the whole saga (retry_limit)
    Instant now{};
    const EngineSettings &settings;
};

struct Plan
{
    std::optional<TransactionEvent> event{}; // at most one status change a step
    QVarLengthArray<qsizetype, 8> runNow{};  // indexes of ops, all Prepared, none in flight
    QVarLengthArray<qsizetype, 8> giveUp{};  // indexes of ops, all Prepared: no more deliveries to these
    Parked park = Parked::No;                // from now on only a person moves it
    qsizetype about = -1;                    // with park: index of the op it is about; -1: of none
    bool queryNow = false;                   // message: ask whether the local transaction committed; workflow: wake its client
    std::optional<Instant> wakeAt{};         // look again then; empty: only an event can change anything
    QString reason{};                        // with an event: why it happens, as it is stored; else why it waits
};

[[nodiscard]] Plan planSaga(const PlanInput &input);
[[nodiscard]] Plan planMessage(const PlanInput &input);
[[nodiscard]] Plan planTwoPhase(const PlanInput &input); // tcc, xa
[[nodiscard]] Plan planWorkflow(const PlanInput &input);
[[nodiscard]] Plan planAt(const PlanInput &input);
[[nodiscard]] Plan plan(const PlanInput &input); // the planner of the transaction's kind; nothing while it is paused or parked

// tcc, xa, at: its initiator decides until then; afterwards it has decided to take it back.
[[nodiscard]] Instant decisionDeadline(const GlobalTransaction &transaction, const EngineSettings &settings);
[[nodiscard]] Plan planUndecided(const PlanInput &input); // until then
[[nodiscard]] QString lateText(const GlobalTransaction &transaction, const EngineSettings &settings);

// The op by which a tcc's, xa's or at's branch is told the decision.
[[nodiscard]] OpKind phaseTwoOp(TransactionKind kind, bool forward);

[[nodiscard]] constexpr bool isTwoPhase(TransactionKind kind)
{
    return kind == TransactionKind::Tcc || kind == TransactionKind::Xa || kind == TransactionKind::At;
}

[[nodiscard]] inline std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b)
{
    if (!a || !b)
        return a ? a : b;
    return std::min(*a, *b);
}

} // namespace txdesk::engine
