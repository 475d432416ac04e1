// Which transaction, branch and op an incoming request belongs to: what a coordinator (or another service of the
// same transaction) wrote into its query string, headers, or gRPC metadata.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/base/strong_id.h"
#include "shared/http/message.h"

#include <QMap>
#include <QUrlQuery>

namespace txdesk::client {

// Invariant: gid, kind, branch and op are not empty and hold no CR, LF or semicolon.
struct TransactionContext
{
    Gid gid;
    QString kind;        // "saga", "msg", "tcc", ...; wire: trans_type
    BranchId branch;
    QString op;          // "action", "compensate", "msg", "try", ...
    QString coordinator; // its address, when the caller told it; wire: dtm
    QString phase2Url{}; // xa, phase 1: where the coordinator shall call commit or rollback

    // InvalidRequest names the first parameter that is missing.
    [[nodiscard]] static Result<TransactionContext> fromQuery(const QUrlQuery &query);
    [[nodiscard]] static Result<TransactionContext> fromHeaders(const QList<http::Header> &headers); // dtm-gid, ...
    [[nodiscard]] static Result<TransactionContext> from(const http::Request &request); // query, else headers

    // gRPC metadata as a plain map ("dtm-gid" -> ..): copy it out of grpc::ServerContext::client_metadata(). This
    // library does not link libgrpc++.
    [[nodiscard]] static Result<TransactionContext> fromMetadata(const QMap<QString, QString> &metadata);

    // Carries the transaction on to another service: as a query, added to a URL, as headers, as gRPC metadata.
    [[nodiscard]] QUrlQuery toQuery() const;
    [[nodiscard]] QString addedTo(const QString &url) const;
    [[nodiscard]] QList<http::Header> toHeaders() const;
    [[nodiscard]] QMap<QString, QString> toMetadata() const;

    friend bool operator==(const TransactionContext &, const TransactionContext &) = default;
};

} // namespace txdesk::client
