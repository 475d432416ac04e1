// Which transaction, branch and op an incoming request belongs to: what a coordinator (or another service of the
// same transaction) wrote into its query string or headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/base/strong_id.h"
#include "shared/http/message.h"

#include <QUrlQuery>

namespace txdesk::client {

// Invariant: gid, kind, branch and op are not empty and hold no CR, LF or semicolon.
struct TransactionContext
{
    Gid gid;
    QString kind;        // "saga", "msg"; wire: trans_type
    BranchId branch;
    QString op;          // "action", "compensate", "msg"
    QString coordinator; // its address, when the caller told it; wire: dtm

    // InvalidRequest names the first parameter that is missing.
    [[nodiscard]] static Result<TransactionContext> fromQuery(const QUrlQuery &query);
    [[nodiscard]] static Result<TransactionContext> fromHeaders(const QList<http::Header> &headers); // dtm-gid, ...
    [[nodiscard]] static Result<TransactionContext> from(const http::Request &request); // query, else headers

    // Carries the transaction on to another service, as a query or as headers.
    [[nodiscard]] QUrlQuery toQuery() const;
    [[nodiscard]] QList<http::Header> toHeaders() const;

    friend bool operator==(const TransactionContext &, const TransactionContext &) = default;
};

} // namespace txdesk::client
