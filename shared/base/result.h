// Result<T>: a value or an Error. The only way an expected failure crosses a folder boundary.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

#include <tl/expected.hpp>

namespace txdesk {

// Closed list; docs/api.md maps each to one HTTP status.
enum class ErrorCode {
    InvalidRequest,  // the input is wrong; message names the field and the fix
    NotFound,
    Conflict,        // the state does not allow it, or somebody else moved it first
    NotAllowed,      // the caller may not do this
    AuditUnavailable, // the act could not be put on record, so it was not done
    Overloaded,      // a bounded queue is full; try again later
    Unavailable,     // store or peer cannot be reached; nothing was done
    OutcomeUnknown,  // it may have been done: read again before anything else
    Internal,
};

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message; // one English sentence for a person; never parsed by code
    QString field;   // the input field that is wrong, empty when none is

    friend bool operator==(const Error &, const Error &) = default;
};

template<class T = void>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, QString message, QString field = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(field)});
}

} // namespace txdesk
