// Errors planted on purpose, to prove that the simulator sees them: compiled only into txdesk_engine_mutants.
// In every other build TXDESK_MUTANT(x) is the constant false.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"

namespace txdesk::engine {

enum class Mutant {
    None,
    AckBeforeDurable,      // an answer leaves before what it speaks of is stored
    CallBeforeCreate,      // calls start before the transaction is stored
    DecisionNotDurable,    // compensations start before the turn is stored
    FinalBeforeStored,     // a waiting client hears of the end before it is stored
    CompensateForward,     // compensations run in forward order
    LostIsFailed,          // no answer counts as a refusal
    SkipInDoubt,           // what got no answer is not compensated
    TrustRowsThatLag,      // after a crash, rows that may lag are taken for the truth
    CompensateInFlight,    // a step is compensated while its action is still under way
    SubmitRunsAgain,       // a second submit starts again from the first step
    UnknownWriteIsDone,    // a write without an answer counts as done
    ConflictOverwritten,   // a lost compare-and-set is written again with the new epoch
    LateAnswerResurrects,  // a late success of an action turns an aborting saga forward again
    LostBackCheckIsNo,     // no answer to a back-check counts as "rolled back"
    FailureSkipsStep,      // a compensation that fails counts as done
    NeverRetries,          // what failed once is not tried again
    TimeoutConfirms,       // a tcc or xa whose client says nothing is confirmed
    TccForward,            // a tcc is confirmed and cancelled in forward order
    XaBackward,            // an xa is committed and rolled back in reverse order
    PhaseTwoGivesUp,       // a branch that does not accept the decision counts as done
    CancelSkipsNewest,     // the branch that registered last is not cancelled: its try may never have arrived
    ResubmitForgetsRows,   // a second submit of a tcc or xa works on an empty list
    StepRecordedTwice,     // a workflow's step that is recorded already is accepted again
    RegisterAfterDecision, // a branch may join when the decision is made
    LapseIgnored,          // a lease that ran out changes nothing
    StaleProgress,         // a woken client is told what this coordinator remembers, not what is stored
    RegisterAckEarly,      // a branch counts as registered before its rows are stored
    AuditLost,             // an operator's act is stored without its audit record
    ActOutlivesAudit,      // an act that could not be put on record stays in memory, and is stored with the next write
    AtForward,             // an at is rolled back in forward order
    LocksEndWithTurn,      // an at's locks end when it turns back, before anything is put back
    LocksForgotten,        // a branch of at is stored without its locks
    LockedIsRegistered,    // a branch whose rows somebody else holds is told that it is registered
    ResolutionLingers,     // a person's decision about one dirty branch is applied to the next one, too
    LocksSurvive,          // an at's locks stay when it ends
    ResolutionNotDurable,  // a dirty branch is overwritten before the person's decision is stored
    LadderSkipsStep,       // a failed delivery takes two steps of its ladder
    DeadCountsAsDone,      // a delivery that is given up counts as a success
    NeverParks,            // a message without an answer is asked for ever
    DirtyCountsAsDone,     // a rollback that would overwrite what others wrote counts as done
    SkipTakesNext,         // who skips an op skips the one after it, too
    SkipForgotten,         // a skip is acknowledged, and its op is not stored as done
    SkipOutlivesRefusal,   // a skip that was not stored counts as done all the same
    MarkedNotCompensated,  // what a person marked as failed counts as never run
};
inline constexpr std::array<Name<Mutant>, 45> mutantNames{{
    {Mutant::None, QLatin1StringView("none")},
    {Mutant::AckBeforeDurable, QLatin1StringView("ack-before-durable")},
    {Mutant::CallBeforeCreate, QLatin1StringView("call-before-create")},
    {Mutant::DecisionNotDurable, QLatin1StringView("decision-not-durable")},
    {Mutant::FinalBeforeStored, QLatin1StringView("final-before-stored")},
    {Mutant::CompensateForward, QLatin1StringView("compensate-forward")},
    {Mutant::LostIsFailed, QLatin1StringView("lost-is-failed")},
    {Mutant::SkipInDoubt, QLatin1StringView("skip-in-doubt")},
    {Mutant::TrustRowsThatLag, QLatin1StringView("trust-rows-that-lag")},
    {Mutant::CompensateInFlight, QLatin1StringView("compensate-in-flight")},
    {Mutant::SubmitRunsAgain, QLatin1StringView("submit-runs-again")},
    {Mutant::UnknownWriteIsDone, QLatin1StringView("unknown-write-is-done")},
    {Mutant::ConflictOverwritten, QLatin1StringView("conflict-overwritten")},
    {Mutant::LateAnswerResurrects, QLatin1StringView("late-answer-resurrects")},
    {Mutant::LostBackCheckIsNo, QLatin1StringView("lost-back-check-is-no")},
    {Mutant::FailureSkipsStep, QLatin1StringView("failure-skips-step")},
    {Mutant::NeverRetries, QLatin1StringView("never-retries")},
    {Mutant::TimeoutConfirms, QLatin1StringView("timeout-confirms")},
    {Mutant::TccForward, QLatin1StringView("tcc-forward")},
    {Mutant::XaBackward, QLatin1StringView("xa-backward")},
    {Mutant::PhaseTwoGivesUp, QLatin1StringView("phase-two-gives-up")},
    {Mutant::CancelSkipsNewest, QLatin1StringView("cancel-skips-newest")},
    {Mutant::ResubmitForgetsRows, QLatin1StringView("resubmit-forgets-rows")},
    {Mutant::StepRecordedTwice, QLatin1StringView("step-recorded-twice")},
    {Mutant::RegisterAfterDecision, QLatin1StringView("register-after-decision")},
    {Mutant::LapseIgnored, QLatin1StringView("lapse-ignored")},
    {Mutant::StaleProgress, QLatin1StringView("stale-progress")},
    {Mutant::RegisterAckEarly, QLatin1StringView("register-ack-early")},
    {Mutant::AuditLost, QLatin1StringView("audit-lost")},
    {Mutant::ActOutlivesAudit, QLatin1StringView("act-outlives-audit")},
    {Mutant::AtForward, QLatin1StringView("at-forward")},
    {Mutant::LocksEndWithTurn, QLatin1StringView("locks-end-with-turn")},
    {Mutant::LocksForgotten, QLatin1StringView("locks-forgotten")},
    {Mutant::LockedIsRegistered, QLatin1StringView("locked-is-registered")},
    {Mutant::ResolutionLingers, QLatin1StringView("resolution-lingers")},
    {Mutant::LocksSurvive, QLatin1StringView("locks-survive")},
    {Mutant::ResolutionNotDurable, QLatin1StringView("resolution-not-durable")},
    {Mutant::LadderSkipsStep, QLatin1StringView("ladder-skips-step")},
    {Mutant::DeadCountsAsDone, QLatin1StringView("dead-counts-as-done")},
    {Mutant::NeverParks, QLatin1StringView("never-parks")},
    {Mutant::DirtyCountsAsDone, QLatin1StringView("dirty-counts-as-done")},
    {Mutant::SkipTakesNext, QLatin1StringView("skip-takes-next")},
    {Mutant::SkipForgotten, QLatin1StringView("skip-forgotten")},
    {Mutant::SkipOutlivesRefusal, QLatin1StringView("skip-outlives-refusal")},
    {Mutant::MarkedNotCompensated, QLatin1StringView("marked-not-compensated")},
}};

#ifdef TXDESK_MUTANTS
inline thread_local Mutant chosenMutant = Mutant::None; // set by the simulator before each run
#define TXDESK_MUTANT(name) (::txdesk::engine::chosenMutant == ::txdesk::engine::Mutant::name)
#else
#define TXDESK_MUTANT(name) false
#endif

} // namespace txdesk::engine
