// Pages of a stock DTM's list. DTM filters by one status at a time: several are asked one by one and merged in the store's
// order; where the store has none, everything is scanned and sorted out here.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/backend_kind.h"
#include "console/dtm/dtm_calls.h"
#include "shared/codec/dtm_reader.h"
#include "shared/model/transaction_page.h"

namespace txdesk::console::dtm {

struct ListedPage
{
    QList<GlobalTransaction> rows{}; // each gid once
    QString next{};                  // opaque; empty: the end
    int unreadable = 0;
    DtmStore store = DtmStore::Unknown; // as far as it is known now
};

inline constexpr int pageMax = 100;

using TakePage = std::function<void(Result<ListedPage>)>;

// What DTM does not filter by is not filtered: the rows are more than were asked for, never fewer. `after`: of the page
// before, empty for the first. Several requests may be needed; `take` is called once.
void listPage(DtmCalls &calls, DtmStore store, const TransactionFilter &filter, const QString &after, int limit, QObject *context, TakePage take);

// What of the filter DTM can be asked: the statuses a matching transaction may have; empty: any.
[[nodiscard]] QList<TransactionStatus> statusesOf(const TransactionFilter &filter);

} // namespace txdesk::console::dtm
