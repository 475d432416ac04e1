// What a participant answers to one call of a coordinator, and how that is spelled in HTTP.
// Source: docs/branch-protocol.md (200 done, 409 refused for good, 425 not yet, anything else: ask again).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/message.h"
#include "shared/model/vocabulary.h"

namespace txdesk::client {

struct BranchAnswer
{
    Outcome outcome = Outcome::Succeeded;
    QString message{};                       // one sentence for a person; not sent with a success
    BarrierNote barrier = BarrierNote::None; // told in the header X-Tx-Barrier

    [[nodiscard]] static BranchAnswer succeeded() { return {}; }
    [[nodiscard]] static BranchAnswer rejected(QString why); // a saga turns back
    [[nodiscard]] static BranchAnswer ongoing(QString why);  // asked again at the same interval
    [[nodiscard]] static BranchAnswer unknown(QString why);  // asked again, later and later

    [[nodiscard]] int httpStatus() const;
    [[nodiscard]] QByteArray body() const; // JSON; never holds a word that changes what the status says
    [[nodiscard]] http::Response toResponse() const;

    friend bool operator==(const BranchAnswer &, const BranchAnswer &) = default;
};

} // namespace txdesk::client
