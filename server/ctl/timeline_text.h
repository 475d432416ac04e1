// The journal of one transaction as lines: when, how long after the line before, who did what. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/transaction_detail.h"

namespace txdesk::ctl {

[[nodiscard]] QString timelineText(const TransactionDetail &detail);

} // namespace txdesk::ctl
