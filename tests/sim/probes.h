// Rare situations that a run reaches: a probe that no seed reaches means that the simulator does not test it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"

namespace txdesk::sim {

enum class Probe {
    Crash, Freeze, WriteConflict, WriteRefused, WriteDoneUnanswered, WriteLost, CrashLostWrite, ZombieWrite, Takeover,
    LateArrival, DoubledCall, EmptyCompensation, SuspendedAction, DuplicateCall, RefusedAction, Aborted, DeadlineReason,
    RetryLimitReason, OperatorTurn, ForceStop, Paused, Moved, Denied, BackCheckCommitted, BackCheckDenied, LocalBlocked,
    SecondSubmit, WaitSucceeded, WaitTurnedBack, WaitUnfinished, Busy, RanAheadClaimed, ConcurrentSaga, LateAfterForce,
    Count
};
inline constexpr std::array<Name<Probe>, static_cast<std::size_t>(Probe::Count)> probeNames{{
    {Probe::Crash, QLatin1StringView("crash")},
    {Probe::Freeze, QLatin1StringView("freeze")},
    {Probe::WriteConflict, QLatin1StringView("write-conflict")},
    {Probe::WriteRefused, QLatin1StringView("write-refused")},
    {Probe::WriteDoneUnanswered, QLatin1StringView("write-done-unanswered")},
    {Probe::WriteLost, QLatin1StringView("write-lost")},
    {Probe::CrashLostWrite, QLatin1StringView("crash-lost-write")},
    {Probe::ZombieWrite, QLatin1StringView("zombie-write")},
    {Probe::Takeover, QLatin1StringView("takeover")},
    {Probe::LateArrival, QLatin1StringView("late-arrival")},
    {Probe::DoubledCall, QLatin1StringView("doubled-call")},
    {Probe::EmptyCompensation, QLatin1StringView("empty-compensation")},
    {Probe::SuspendedAction, QLatin1StringView("suspended-action")},
    {Probe::DuplicateCall, QLatin1StringView("duplicate-call")},
    {Probe::RefusedAction, QLatin1StringView("refused-action")},
    {Probe::Aborted, QLatin1StringView("aborted-message")},
    {Probe::DeadlineReason, QLatin1StringView("deadline")},
    {Probe::RetryLimitReason, QLatin1StringView("retry-limit")},
    {Probe::OperatorTurn, QLatin1StringView("operator-turn")},
    {Probe::ForceStop, QLatin1StringView("force-stop")},
    {Probe::Paused, QLatin1StringView("paused")},
    {Probe::Moved, QLatin1StringView("moved")},
    {Probe::Denied, QLatin1StringView("denied")},
    {Probe::BackCheckCommitted, QLatin1StringView("back-check-committed")},
    {Probe::BackCheckDenied, QLatin1StringView("back-check-denied")},
    {Probe::LocalBlocked, QLatin1StringView("local-blocked-by-back-check")},
    {Probe::SecondSubmit, QLatin1StringView("second-submit")},
    {Probe::WaitSucceeded, QLatin1StringView("wait-succeeded")},
    {Probe::WaitTurnedBack, QLatin1StringView("wait-turned-back")},
    {Probe::WaitUnfinished, QLatin1StringView("wait-unfinished")},
    {Probe::Busy, QLatin1StringView("busy")},
    {Probe::RanAheadClaimed, QLatin1StringView("ran-ahead-claimed")},
    {Probe::ConcurrentSaga, QLatin1StringView("concurrent-saga")},
    {Probe::LateAfterForce, QLatin1StringView("late-after-force")},
}};

} // namespace txdesk::sim
