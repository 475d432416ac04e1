// How txdeskctl ends: one number a meaning, the same for every verb. Scripts rely on them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>

namespace txdesk::ctl {

enum class ExitCode {
    Done = 0,
    Refused = 1,
    WrongUsage = 2,
    VerificationFailed = 3,
    NotFound = 4,
    NotAllowed = 5,
    NotReachable = 6,
    OutcomeUnknown = 7,
};

struct ExitMeaning
{
    ExitCode code;
    const char *sentence; // for --help and the manual
};

inline constexpr std::array<ExitMeaning, 8> exitMeanings{{
    {ExitCode::Done, "It was done."},
    {ExitCode::Refused, "Refused: the transaction's state does not allow it, it has moved since, or nobody said yes."},
    {ExitCode::WrongUsage, "Wrong usage, or an input that cannot be used; nothing was done."},
    {ExitCode::VerificationFailed, "A verification failed: the audit or a copy is not what it should be."},
    {ExitCode::NotFound, "There is no such transaction, token, topic or file."},
    {ExitCode::NotAllowed, "The token is missing, wrong or not of the role that is needed."},
    {ExitCode::NotReachable, "The server cannot be reached or is too busy; nothing was done."},
    {ExitCode::OutcomeUnknown, "The request was sent and no answer came: it may have been done. Look before you repeat."},
}};

} // namespace txdesk::ctl
