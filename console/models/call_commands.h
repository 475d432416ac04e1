// A branch call as a command a person can run elsewhere: curl, grpcurl, and SQL that reads DTM's tables. Secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"

namespace txdesk::console {

enum class CallTransport { Http, JsonRpc, Grpc };

// As docs/branch-protocol.md decides it.
[[nodiscard]] CallTransport transportOf(const QString &protocol, const QString &url);

// One op of a branch, to be called by hand. Null: it has no such op, or nothing to call.
[[nodiscard]] const BranchOp *opToCall(const TransactionDetail &detail, const BranchId &branch, std::optional<OpKind> op);

// What the coordinator sends besides the body, in its order; values of secret names hidden.
[[nodiscard]] QList<std::pair<QString, QString>> headersOf(const TransactionDetail &detail, const BranchOp &op);

// Quoted for a POSIX shell. A body that is not text is left out and said to be. For a gRPC branch curlFor() is empty, for
// the others grpcurlFor() is.
[[nodiscard]] QString curlFor(const TransactionDetail &detail, const BranchOp &op);
[[nodiscard]] QString grpcurlFor(const TransactionDetail &detail, const BranchOp &op);
[[nodiscard]] QString callCommand(const TransactionDetail &detail, const BranchOp &op); // whichever fits
// Reads the transaction and its branches from the tables of a DTM server (or ours); changes nothing.
[[nodiscard]] QString dtmSqlFor(const Gid &gid);
// The transaction itself, from the coordinator: GET /api/dtmsvr/query.
[[nodiscard]] QString queryCurlFor(const QString &server, const Gid &gid);

[[nodiscard]] QString shellQuoted(const QString &text);

} // namespace txdesk::console
