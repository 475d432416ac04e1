// Texts of the engine: DTM's answers, to the byte, and the limits that texts are cut at before they are stored.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/global_transaction.h"

namespace txdesk::engine {

inline constexpr qsizetype reasonLimit = 1024; // rollbackReason, lastError: DTM's column width
inline constexpr qsizetype eventTextLimit = 4096;

// At most `limit` UTF-16 units, never half of a surrogate pair.
[[nodiscard]] QString cutText(QString text, qsizetype limit);

namespace texts {

[[nodiscard]] QString withFailure(const QString &text); // ends in " FAILURE", once
[[nodiscard]] QString rejectedAction(const QString &url, const QString &body);
[[nodiscard]] QString unknownResult(const QString &text);
[[nodiscard]] QString cannotPrepare(TransactionStatus status);
[[nodiscard]] QString cannotSubmit(TransactionStatus status);
[[nodiscard]] QString cannotAbort(const GlobalTransaction &transaction);
[[nodiscard]] QString cannotForceStop(TransactionStatus status);
[[nodiscard]] QString cannotRegister(const Gid &gid); // there is no such transaction, or it is not prepared any more
[[nodiscard]] QString notFound(const Gid &gid);
[[nodiscard]] QString rowNotFound();     // the store's words for a workflow that is not there or has ended
[[nodiscard]] QString rowExists();       // and for a branch that is registered already
[[nodiscard]] QString copyOf(const Gid &original); // in the journal of a transaction that was submitted again
[[nodiscard]] QString copiedTo(const Gid &copy);   // in that of the original
[[nodiscard]] QString tooManyBranches(int most);
[[nodiscard]] QString noSuchBranch(const BranchId &branch);
[[nodiscard]] QString rowsAreLocked();
[[nodiscard]] QString nothingToResend();
[[nodiscard]] QString noEndStatus();
[[nodiscard]] QString notFinishedInTime();

} // namespace texts
} // namespace txdesk::engine
