// Where a transaction comes from and leads to: copies it was resubmitted as, its trace, its initiator.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"

namespace txdesk::console {

struct TransactionLinks
{
    std::optional<Gid> original{}; // it is a changed copy of this one
    QList<Gid> copies{};           // made of it, oldest first
    QString trace{};               // id of its trace, 32 hex digits; empty: none was handed over
    QString initiator{};           // who asked for it, as far as anybody said; empty: nobody

    friend bool operator==(const TransactionLinks &, const TransactionLinks &) = default;
};

// From the journal ("resubmitted from <gid>", "resubmitted as <gid>"), and from a W3C traceparent in its branch headers or
// its custom data.
[[nodiscard]] TransactionLinks linksOf(const TransactionDetail &detail);

// The page of a trace: {trace_id} in the template stands for its id. Empty: no template, no trace, or no http(s) address.
[[nodiscard]] QString traceUrl(const QString &pattern, const QString &trace);

} // namespace txdesk::console
