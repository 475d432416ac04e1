// One call of a participant by its initiator: a TCC's try, an XA branch's phase 1, a step of a workflow.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/transaction_context.h"

namespace txdesk::client {

struct BranchCall
{
    QString url;                // without the context
    TransactionContext context; // goes into the query
    QByteArray payload{};       // JSON; the call is a POST also when it is empty

    friend bool operator==(const BranchCall &, const BranchCall &) = default;
};

} // namespace txdesk::client
