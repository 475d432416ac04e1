// A transaction with its operations, read together: what every decision is made from.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/branch_op.h"
#include "shared/model/global_transaction.h"

#include <QList>

namespace txdesk {

struct TransactionSnapshot
{
    GlobalTransaction transaction;
    QList<BranchOp> ops; // in creation order; a saga's step is compensate first, then action

    friend bool operator==(const TransactionSnapshot &, const TransactionSnapshot &) = default;
};

} // namespace txdesk
