// Every legal status change of a transaction, one table per kind, and nothing else. Read this first.
// Nothing but the machine's apply() assigns a status, and only by this table; docs/state-machines.md is printed from it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/vocabulary.h"

#include <algorithm>
#include <optional>
#include <span>

namespace txdesk::engine {

enum class TransactionEvent {
    Prepare,              // a client prepared it
    Submit,               // a client submitted it
    Abort,                // a client took its message back
    LocalCommitted,       // the back-check says that the local transaction committed
    LocalRolledBack,      // the back-check says that it did not
    AllActionsDone,
    ActionRejected,
    DeadlinePassed,
    RetriesExhausted,
    AllCompensationsDone,
    OperatorAbort,
    OperatorRejects,      // a person says that an action failed of which nobody knows
    AllConfirmed,         // tcc, xa: phase two has reached every branch
    AllCancelled,
    WorkflowSucceeded,    // its client says so
    WorkflowFailed,
    OperatorSubmit,
    Expired,              // notify: given up, and kept long enough for a person to look at
    ForceStop,
};
inline constexpr std::array<Name<TransactionEvent>, 19> transactionEventNames{{
    {TransactionEvent::Prepare, QLatin1StringView("prepare")},
    {TransactionEvent::Submit, QLatin1StringView("submit")},
    {TransactionEvent::Abort, QLatin1StringView("abort")},
    {TransactionEvent::LocalCommitted, QLatin1StringView("local transaction committed")},
    {TransactionEvent::LocalRolledBack, QLatin1StringView("local transaction rolled back")},
    {TransactionEvent::AllActionsDone, QLatin1StringView("every action succeeded")},
    {TransactionEvent::ActionRejected, QLatin1StringView("an action was rejected")},
    {TransactionEvent::DeadlinePassed, QLatin1StringView("deadline passed")},
    {TransactionEvent::RetriesExhausted, QLatin1StringView("retry limit reached")},
    {TransactionEvent::AllCompensationsDone, QLatin1StringView("every compensation succeeded")},
    {TransactionEvent::OperatorAbort, QLatin1StringView("operator aborts")},
    {TransactionEvent::OperatorRejects, QLatin1StringView("operator marks an action as failed")},
    {TransactionEvent::AllConfirmed, QLatin1StringView("every branch confirmed")},
    {TransactionEvent::AllCancelled, QLatin1StringView("every branch cancelled")},
    {TransactionEvent::WorkflowSucceeded, QLatin1StringView("its client reports success")},
    {TransactionEvent::WorkflowFailed, QLatin1StringView("its client reports failure")},
    {TransactionEvent::OperatorSubmit, QLatin1StringView("operator submits")},
    {TransactionEvent::Expired, QLatin1StringView("given up long ago")},
    {TransactionEvent::ForceStop, QLatin1StringView("operator force-stops")},
}};

struct Transition
{
    std::optional<TransactionStatus> from; // empty: there is no such transaction yet
    TransactionEvent event;
    TransactionStatus to;
    QLatin1StringView source;              // where the rule comes from
};

namespace tables {

inline constexpr QLatin1StringView dtm("DTM, entry points by state");
inline constexpr QLatin1StringView dtmSaga("DTM, saga");
inline constexpr QLatin1StringView dtmMessage("DTM, message");
inline constexpr QLatin1StringView dtmTwoPhase("DTM, tcc and xa");
inline constexpr QLatin1StringView dtmWorkflow("DTM, workflow");
inline constexpr QLatin1StringView dtmForce("DTM, forceStop");
inline constexpr QLatin1StringView ours("TxDesk: an operator may turn a saga back");
inline constexpr QLatin1StringView oursAt("Seata, AT mode: decided as TCC");
inline constexpr QLatin1StringView oursNotify("TxDesk: best-effort notification");
inline constexpr QLatin1StringView oursMessage("TxDesk: an operator may drop a prepared message");

inline constexpr auto saga = [] {
    using enum TransactionStatus;
    using enum TransactionEvent;
    return std::to_array<Transition>({
        {std::nullopt, Prepare,              Prepared,  dtm},
        {std::nullopt, Submit,               Submitted, dtm},
        {Prepared,     Submit,               Submitted, dtm},
        {Prepared,     ForceStop,            Failed,    dtmForce},
        {Submitted,    AllActionsDone,       Succeeded, dtmSaga},
        {Submitted,    ActionRejected,       Aborting,  dtmSaga},
        {Submitted,    DeadlinePassed,       Aborting,  dtmSaga},
        {Submitted,    RetriesExhausted,     Aborting,  dtmSaga},
        {Submitted,    OperatorAbort,        Aborting,  ours},
        {Submitted,    OperatorRejects,      Aborting,  ours},
        {Submitted,    ForceStop,            Failed,    dtmForce},
        {Aborting,     AllCompensationsDone, Failed,    dtmSaga},
        {Aborting,     ForceStop,            Failed,    dtmForce},
    });
}();

inline constexpr auto message = [] {
    using enum TransactionStatus;
    using enum TransactionEvent;
    return std::to_array<Transition>({
        {std::nullopt, Prepare,         Prepared,  dtm},
        {std::nullopt, Submit,          Submitted, dtm},
        {Prepared,     Submit,          Submitted, dtm},
        {Prepared,     Abort,           Failed,    dtm},
        {Prepared,     LocalCommitted,  Submitted, dtmMessage},
        {Prepared,     LocalRolledBack, Failed,    dtmMessage},
        {Prepared,     OperatorAbort,   Failed,    oursMessage},
        {Prepared,     OperatorSubmit,  Submitted, oursMessage},
        {Prepared,     ForceStop,       Failed,    dtmForce},
        {Submitted,    AllActionsDone,  Succeeded, dtmMessage},
        {Submitted,    ForceStop,       Failed,    dtmForce},
    });
}();

// TCC and XA: the initiator tries every branch, the coordinator carries out phase two.
inline constexpr auto twoPhase = [] {
    using enum TransactionStatus;
    using enum TransactionEvent;
    return std::to_array<Transition>({
        {std::nullopt, Prepare,        Prepared,  dtm},
        {Prepared,     Submit,         Submitted, dtmTwoPhase},
        {Prepared,     Abort,          Aborting,  dtmTwoPhase},
        {Prepared,     DeadlinePassed, Aborting,  dtmTwoPhase},
        {Prepared,     OperatorAbort,  Aborting,  ours},
        {Prepared,     ForceStop,      Failed,    dtmForce},
        {Submitted,    AllConfirmed,   Succeeded, dtmTwoPhase},
        {Submitted,    ForceStop,      Failed,    dtmForce},
        {Aborting,     AllCancelled,   Failed,    dtmTwoPhase},
        {Aborting,     ForceStop,      Failed,    dtmForce},
    });
}();

// Initiators change rows and log how to undo that; a decision forward ends the locks, one back puts the rows back first.
inline constexpr auto at = [] {
    using enum TransactionStatus;
    using enum TransactionEvent;
    return std::to_array<Transition>({
        {std::nullopt, Prepare,        Prepared,  oursAt},
        {Prepared,     Submit,         Submitted, oursAt},
        {Prepared,     Abort,          Aborting,  oursAt},
        {Prepared,     DeadlinePassed, Aborting,  oursAt},
        {Prepared,     OperatorAbort,  Aborting,  oursAt},
        {Prepared,     ForceStop,      Failed,    oursAt},
        {Submitted,    AllConfirmed,   Succeeded, oursAt},
        {Submitted,    ForceStop,      Failed,    oursAt},
        {Aborting,     AllCancelled,   Failed,    oursAt},
        {Aborting,     ForceStop,      Failed,    oursAt},
    });
}();

// A message that may be given up.
inline constexpr auto notify = [] {
    using enum TransactionStatus;
    using enum TransactionEvent;
    return std::to_array<Transition>({
        {std::nullopt, Prepare,         Prepared,  oursNotify},
        {std::nullopt, Submit,          Submitted, oursNotify},
        {Prepared,     Submit,          Submitted, oursNotify},
        {Prepared,     Abort,           Failed,    oursNotify},
        {Prepared,     LocalCommitted,  Submitted, oursNotify},
        {Prepared,     LocalRolledBack, Failed,    oursNotify},
        {Prepared,     OperatorAbort,   Failed,    oursNotify},
        {Prepared,     OperatorSubmit,  Submitted, oursNotify},
        {Prepared,     ForceStop,       Failed,    oursNotify},
        {Submitted,    AllActionsDone,  Succeeded, oursNotify},
        {Submitted,    Expired,         Failed,    oursNotify},
        {Submitted,    OperatorAbort,   Failed,    oursNotify},
        {Submitted,    ForceStop,       Failed,    oursNotify},
    });
}();

// The client runs a workflow; the coordinator keeps its progress and wakes it.
inline constexpr auto workflow = [] {
    using enum TransactionStatus;
    using enum TransactionEvent;
    return std::to_array<Transition>({
        {std::nullopt, Prepare,           Prepared,  dtmWorkflow},
        {Prepared,     WorkflowSucceeded, Succeeded, dtmWorkflow},
        {Prepared,     WorkflowFailed,    Failed,    dtmWorkflow},
        {Prepared,     ForceStop,         Failed,    dtmForce},
    });
}();

} // namespace tables

[[nodiscard]] constexpr std::span<const Transition> transitionsOf(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Saga: return tables::saga;
    case TransactionKind::Tcc:
    case TransactionKind::Xa: return tables::twoPhase;
    case TransactionKind::Message: return tables::message;
    case TransactionKind::Workflow: return tables::workflow;
    case TransactionKind::At: return tables::at;
    case TransactionKind::Notify: return tables::notify;
    }
    return {};
}

// Where `event` leads from `from`; empty: it is not legal there.
[[nodiscard]] constexpr std::optional<TransactionStatus> next(TransactionKind kind, std::optional<TransactionStatus> from,
                                                              TransactionEvent event)
{
    for (const Transition &row : transitionsOf(kind))
        if (row.from == from && row.event == event)
            return row.to;
    return std::nullopt;
}

[[nodiscard]] constexpr bool finalStatusesHaveNoExit(TransactionKind kind)
{
    return std::ranges::none_of(transitionsOf(kind), [](const Transition &row) { return row.from && isFinal(*row.from); });
}

[[nodiscard]] constexpr bool isDeterministic(TransactionKind kind)
{
    return std::ranges::all_of(transitionsOf(kind), [kind](const Transition &row) {
        return std::ranges::count_if(transitionsOf(kind), [&row](const Transition &other) {
            return other.from == row.from && other.event == row.event;
        }) == 1;
    });
}

[[nodiscard]] constexpr bool isReachable(TransactionKind kind, TransactionStatus status)
{
    std::array<bool, transactionStatusNames.size()> seen{};
    for (std::size_t round = 0; round < seen.size(); ++round)
        for (const Transition &row : transitionsOf(kind))
            if (!row.from || seen[static_cast<std::size_t>(*row.from)])
                seen[static_cast<std::size_t>(row.to)] = true;
    return seen[static_cast<std::size_t>(status)];
}

[[nodiscard]] constexpr bool everyStatusIsReachable(TransactionKind kind)
{
    return isReachable(kind, TransactionStatus::Succeeded) && isReachable(kind, TransactionStatus::Failed)
        && std::ranges::all_of(transitionsOf(kind), [kind](const Transition &row) { return !row.from || isReachable(kind, *row.from); });
}

static_assert(std::ranges::all_of(transactionKindNames, [](const auto &kind) {
    return isDeterministic(kind.value) && finalStatusesHaveNoExit(kind.value) && everyStatusIsReachable(kind.value);
}));

} // namespace txdesk::engine
