// Which AT transaction a piece of work belongs to: what its initiator hands to the services it calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/base/strong_id.h"
#include "shared/http/message.h"

namespace txdesk::at {

// Invariant of one that was read: the gid is not empty and holds no control character.
struct AtContext
{
    Gid gid;
    QString coordinator{}; // its address; empty: the one the service is configured with

    // Dtm-Gid, Dtm-Trans-Type: at, Dtm-Dtm, and TX_XID (= gid) for services that know no other name.
    [[nodiscard]] QList<http::Header> toHeaders() const;

    // InvalidRequest: neither Dtm-Gid nor TX_XID, two that differ, another kind of transaction, or a gid that cannot be one.
    [[nodiscard]] static Result<AtContext> fromHeaders(const QList<http::Header> &headers);

    friend bool operator==(const AtContext &, const AtContext &) = default;
};

} // namespace txdesk::at
