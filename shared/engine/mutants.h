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
};
inline constexpr std::array<Name<Mutant>, 17> mutantNames{{
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
}};

#ifdef TXDESK_MUTANTS
inline thread_local Mutant chosenMutant = Mutant::None; // set by the simulator before each run
#define TXDESK_MUTANT(name) (::txdesk::engine::chosenMutant == ::txdesk::engine::Mutant::name)
#else
#define TXDESK_MUTANT(name) false
#endif

} // namespace txdesk::engine
