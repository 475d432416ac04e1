// What a participant's HTTP answer means: the whole contract with participants in one pure function.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"
#include "shared/model/vocabulary.h"

#include <QByteArrayView>

namespace txdesk::branch {

enum class ResultMatch {
    Dtm,        // status and words
    StatusOnly, // what a user wrote into a text decides nothing
};
inline constexpr std::array<Name<ResultMatch>, 2> resultMatchNames{{
    {ResultMatch::Dtm, QLatin1StringView("dtm")},
    {ResultMatch::StatusOnly, QLatin1StringView("status_only")},
}};

struct Verdict
{
    Outcome outcome = Outcome::Unknown;
    bool byText = false; // the body's words decided, not the status

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

// DTM's rules in DTM's order: 425 or the text ONGOING; then 409 or the text FAILURE; then anything but 200 is unknown.
// The words are looked for in the first 64 KiB of the body, and not at all with StatusOnly. Source: docs/branch-protocol.md.
[[nodiscard]] Verdict classify(int httpStatus, QByteArrayView body, ResultMatch match = ResultMatch::Dtm);

} // namespace txdesk::branch
