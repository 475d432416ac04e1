// A stock DTM keeps no journal: this concludes one from the rows it keeps, by rules I-01 to I-08 (console/text/provenance.h),
// and adds what came to the web hook, which is observed. Pure.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/dtm/hook_report.h"
#include "shared/model/transaction_detail.h"

namespace txdesk::console::dtm {

// In order, numbered from 1. Every event carries its rule. Times are those that are stored, in whole seconds on SQL stores;
// of failures, when they must have been by the doubling of the interval. `reports`: of this transaction, oldest first.
[[nodiscard]] QList<JournalEvent> inferEvents(const TransactionSnapshot &snapshot, const QList<HookReport> &reports);

// What a row does not say and its neighbours do: failures in a row, the newest error, and, when `ops` are known, whether it
// was force-stopped. attempts stays 0: a stock DTM does not count them.
void inferFields(TransactionSnapshot &snapshot, const QList<HookReport> &reports);

} // namespace txdesk::console::dtm
