// The failpoints that a group passes before and after its COMMIT.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/failpoint.h"
#include "shared/engine/effect.h"

namespace txdesk::store {

struct Passing
{
    bool aborting = false;
    bool final = false;
    bool claim = false;

    void note(const engine::TransactionWrite &write)
    {
        aborting = aborting || write.transaction.status == TransactionStatus::Aborting;
        final = final || isFinal(write.transaction.status);
    }
    void beforeCommit() const
    {
        if (aborting)
            TXDESK_FAILPOINT("status.aborting.before");
        if (final)
            TXDESK_FAILPOINT("status.final.before");
        if (claim)
            TXDESK_FAILPOINT("claim.before");
        TXDESK_FAILPOINT("store.commit.before");
    }
    void afterCommit() const
    {
        TXDESK_FAILPOINT("store.commit.after");
        if (aborting)
            TXDESK_FAILPOINT("status.aborting.after");
        if (final)
            TXDESK_FAILPOINT("status.final.after");
        if (claim)
            TXDESK_FAILPOINT("claim.after");
    }
};

} // namespace txdesk::store
