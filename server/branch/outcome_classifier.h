// What a participant's HTTP answer means: the whole contract with participants in one pure function.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/vocabulary.h"

#include <QByteArrayView>

namespace txdesk::branch {

struct Verdict
{
    Outcome outcome = Outcome::Unknown;
    bool byText = false; // the body's words decided, not the status

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

// DTM's rules in DTM's order: 425 or the text ONGOING; then 409 or the text FAILURE; then anything but 200 is unknown.
// The words are looked for in the first 64 KiB of the body. Source: docs/branch-protocol.md.
[[nodiscard]] Verdict classify(int httpStatus, QByteArrayView body);

} // namespace txdesk::branch
