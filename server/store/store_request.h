// Everything that is asked of the writing connection, as values: so that it can be queued, grouped and replayed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/token_book.h"
#include "shared/base/result.h"
#include "shared/engine/effect.h"
#include "shared/model/coordinator_stats.h"
#include "shared/model/topic.h"

#include <variant>

namespace txdesk::store {

// Answered by WriteDone or WriteConflict. What GlobalTransaction calls fixed at creation is never changed by a later
// write; a final transaction is stored without nextDueAt.
using engine::TransactionWrite;

// The record of an act that somebody has asked for. It is stored in the same database transaction as the act, or the
// answer is Error AuditUnavailable and nothing of the request is done. Of a request whose precondition fails nothing is recorded.
using Audit = std::optional<AuditRecord>;

// Reads one transaction and, if asked, takes it over (engine/effect.h, Load). Never claims a final one.
struct LoadTransaction { Gid gid; bool claim = true; bool steal = false; QString owner; Instant now; };

// Takes over up to `limit` unfinished transactions that are due at `now` (nextDueAt <= now, not paused) and whose owner
// is empty, is `owner`, or has no live lease. Earliest first, to the second. A claim adds 1 to the epoch and moves the stored nextDueAt
// to now + retryInterval (at least 1 s), so that the next claim does not find it again; the snapshots in the answer
// carry the nextDueAt that was reached.
// ahead: what will be due within that time counts as due, too (test hooks).
struct ClaimDue { QString owner; Instant now; int limit = 256; Milliseconds ahead{0}; };

// Start-up: every submitted or aborting transaction that `owner` drove before, or that nobody alive drives, becomes due
// at once, unless it is paused; prepared ones keep their due time. `unfinished` counts all of them, paused ones too.
struct Recover { QString owner; Instant now; };

// A coordinator whose lease has lapsed drives nothing any more: each submitted or aborting transaction, not paused, whose
// owner is a known coordinator other than `owner` without a live lease becomes due at `now`, unless it is already.
// Unlike ClaimDue it never touches owners that are no coordinators of ours (a DTM on the same database). Answered by Recovered.
struct TakeOver { QString owner; Instant now; };

// What `owner` holds in memory stays away from claims, also those of a DTM on the same database: the stored due time of
// each of these transactions, if it is earlier, becomes `until`. The epoch stays, so that writes under way still fit.
// Answered by Removed, with the number of rows that were moved.
struct KeepHeld { QString owner; QList<Gid> gids; Instant until; };

// Renews or creates this coordinator's lease, by the store's clock, and says who else is alive. A live lease of another
// run (NodeInfo::startedAt tells runs apart) under the same name is left as it is; then no row of the answer is `self`.
// asked: `now` is as old as that when the request's turn comes.
struct Heartbeat { NodeInfo node; Milliseconds lease; Instant now; std::chrono::steady_clock::time_point asked = std::chrono::steady_clock::now(); };
struct LeaveCluster { QString node; }; // answered by Removed

// Removes at most `limit` finished transactions that ended before `before`, with their branches and journal.
struct RemoveFinished { Instant before; int limit = 500; };

// Topics and DTM's key-value rows. expectedVersion 0: must not exist yet; otherwise it must be at that version; if not,
// the answer is Error Conflict with DTM's words. RemoveKv is answered by Removed.
// guard: another row that must be at that version, and stays there until the commit; else Error Conflict, and nothing is done.
struct KvGuard { QString category; QString key; qint64 version = 0; };
struct PutKv { QString category; QString key; QString value; qint64 expectedVersion = 0; Instant now; Audit audit{}; std::optional<KvGuard> guard{}; };
struct RemoveKv { QString category; QString key; Audit audit{}; std::optional<KvGuard> guard{}; };

// nextDueAt = now for up to `limit` unfinished, not paused transactions whose nextDueAt is later than `laterThan`
// (DTM resetCronTime). Earliest first; adds 1 to the epoch.
struct HastenDue { Instant laterThan; Instant now; int limit = 100; Audit audit{}; };

// A token, by its id: new, or the stored one is replaced (revoked). onlyNew: if the id or the secret is stored already, the
// answer is Error Conflict. Answered by Kept.
struct PutToken { security::StoredToken token; Audit audit{}; bool onlyNew = false; };
// Notes when tokens were used last; unknown ids are left out. Answered by Kept.
struct TouchTokens { QMap<QString, Instant> lastUsed; };
// A record by itself: a refusal, a failed login, a look at a payload. Answered by Kept.
struct AppendAudit { AuditRecord record; };
// Removes at most `limit` of the oldest records before `before`; the chain stays verifiable from its new beginning. Answered by Removed.
// A chain of a coordinator that is gone leaves when all of it is old.
struct TrimAudit { Instant before; int limit = 500; Instant now{}; };

// AT: `wait` stands until its `until`, or until the same waiter notes another wait or forgets it. Answered by LockGraph.
struct NoteLockWait { QList<LockWait> waits; Instant now; }; // all of one waiter; replace those it had
struct ForgetLockWait { Gid waiter; };                       // answered by Removed

// Empties the store: transactions, branches, journal, key-value rows; leases stay. For test hooks only. Answered by Removed.
struct Reset {};

using StoreRequest = std::variant<TransactionWrite, LoadTransaction, ClaimDue, Recover, Heartbeat, LeaveCluster,
                                  RemoveFinished, PutKv, RemoveKv, HastenDue, TakeOver, KeepHeld, Reset,
                                  PutToken, TouchTokens, AppendAudit, TrimAudit, NoteLockWait, ForgetLockWait>;

struct ClaimedList { QList<TransactionSnapshot> snapshots; };
struct Recovered { qint64 unfinished = 0; };
struct NodeList { QList<NodeInfo> nodes; };
struct Removed { int count = 0; };
struct KvStored { qint64 version = 0; };
struct Hastened { QList<Gid> gids; bool hasRemaining = false; };

struct Kept {};
struct LockGraph { QList<LockWait> waits; }; // every wait that stands, of all coordinators

// The answers, in the order of the kinds above that bring them; Error: nothing of this request was done, except ErrorCode::OutcomeUnknown.
using StoreAnswer = std::variant<engine::WriteDone, engine::WriteConflict, engine::WriteLocked, engine::Loaded, ClaimedList, Recovered, NodeList,
                                 Removed, KvStored, Hastened, Kept, LockGraph, Error>;

} // namespace txdesk::store
