// What of a transaction is shown to those who only look: everything but what its applications have handed over.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/caller.h"
#include "shared/model/transaction_snapshot.h"

namespace txdesk::api {

// Values of headers that carry secrets, by their names, become "(hidden)". They are shown to nobody.
void maskSecrets(QMap<QString, QString> &headers);

// Payloads, a workflow's data and result are taken out. URLs, ids, times and error texts stay: they tell why something
// is stuck.
void maskPayloads(GlobalTransaction &transaction);
void maskPayloads(TransactionSnapshot &snapshot);

// Whether its gid and kind are in the caller's scope. What is not looks like what is not there.
[[nodiscard]] bool mayTouch(const security::Caller &caller, const GlobalTransaction &transaction);

// By a token or a certificate, not only by the address that he comes from.
[[nodiscard]] bool isNamed(const security::Caller &caller);

// On DTM's routes applications see what is theirs; who looks on with a token or certificate of a higher role sees it masked.
[[nodiscard]] bool seesMasked(const security::Caller &caller);

} // namespace txdesk::api
