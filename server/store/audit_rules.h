// What both stores and the verification agree on beside the seal: which requests carry records, what a trim leaves behind.
// Thread: any; pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_seal.h"
#include "server/store/store_request.h"

namespace txdesk::store {

inline constexpr QLatin1StringView trimAction{"audit.trim"};

// The records of the acts in a request.
[[nodiscard]] QList<AuditRecord> recordsOf(const StoreRequest &request);
// Something was done: then its records are kept. What a record does not know before (how many) is filled in.
[[nodiscard]] bool isDone(const StoreAnswer &answer);
void fillIn(QList<AuditRecord> &records, const StoreAnswer &answer);

[[nodiscard]] inline Error auditUnavailable() { return {ErrorCode::AuditUnavailable, QStringLiteral("audit unavailable"), {}}; }

// How many of the oldest records of a chain, in the order of seq, a trim takes away: none when all of them tell of trims only.
struct OldRecord { qint64 seq = 0; Instant at{}; bool isTrim = false; QByteArray mac; };
[[nodiscard]] qsizetype trimmable(const QList<OldRecord> &oldest, Instant before);
// `last` is the last record that leaves; `chain` the one it leaves.
[[nodiscard]] AuditRecord trimRecord(const QString &chain, const OldRecord &last, qint64 count, Instant now);
// The head that a chain has after the trim that `record` tells of; empty: it tells of none.
[[nodiscard]] std::optional<AuditHead> trimmedHead(const AuditRecord &record);

} // namespace txdesk::store
