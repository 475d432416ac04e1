// What can happen to one transaction, as values: requests, answers of participants and of the store, time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/action.h"
#include "shared/model/row_lock.h"
#include "shared/model/transaction_snapshot.h"

#include <variant>

namespace txdesk::engine {

using RequestId = quint64; // given by the coordinator; comes back in the Reply effect
using CallId = quint64;    // given by the machine; unique within it

// A client's prepare or submit. `wanted` is the transaction as it would be created: gid, kind, options, custom,
// ops with topics already resolved. For an existing transaction only its options and waitResult count.
// withProgress: DTM's prepareWorkflow, which is answered with the stored snapshot, whatever its status.
struct PrepareRequest { RequestId request = 0; TransactionSnapshot wanted; bool withProgress = false; };
// How a workflow ended, as its client says (req_extra of submit). An empty status is an error of the client.
struct WorkflowEnd { std::optional<TransactionStatus> status; QString rollbackReason; QString result; };
// A copy that a person makes of a finished transaction: created by this request or not at all, and told in its journal.
struct Origin { Gid from; QString actor; QString reason; AuditContext by; };
struct SubmitRequest { RequestId request = 0; TransactionSnapshot wanted; std::optional<WorkflowEnd> end{}; std::optional<Origin> origin{}; };
// A client's abort. `kindText` is the trans_type of the request, verbatim: DTM's answers depend on it.
struct AbortRequest { RequestId request = 0; QString kindText; QString reason; bool waitResult = false; };
// A branch of a prepared transaction: its rows in their order (tcc: cancel, confirm; xa: rollback, commit; workflow: the one
// recorded step, with its status). The same rows again are answered like the first time; others for a key that is there are refused.
struct RegisterRequest { RequestId request = 0; TransactionKind kind = TransactionKind::Tcc; QList<BranchOp> ops; };
// A branch of AT: registered with its locks or not at all (Reply::Kind::Locked). Its id is given here; the same requestId
// again is answered like the first time.
struct AtBranch
{
    QString requestId; // chosen by the client, one for each local transaction
    QString resource;
    QString url;       // of its service's phase two
    QList<LockedRow> locks;
};
struct RegisterAtRequest { RequestId request = 0; AtBranch branch; };
// How phase one of an AT branch ended at its client: a failed one has nothing to commit or to roll back.
struct BranchReport { RequestId request = 0; BranchId branch; bool failed = false; QString reason{}; };

// An operator's act from /api/v1 or DTM's forceStop and resetNextCronTime (then expected* are empty).
struct ManualRequest { RequestId request = 0; ActionRequest what; };

// Answer to a Call effect.
struct CallAnswered
{
    CallId call = 0;
    Outcome outcome = Outcome::Unknown;
    int statusCode = 0;
    Milliseconds took{};
    BarrierNote barrier = BarrierNote::None;
    QString text{}; // the error or the answer's words, cut at 4 KiB
};

// Answer to a Write effect. Exactly one per effect.
struct WriteDone { qint64 epoch = 0; qint64 id = 0; }; // durable; the row's new epoch
// Nothing was written: the row exists already, or somebody moved it. `current` is what the store holds, empty: no row.
struct WriteConflict { std::optional<TransactionSnapshot> current; };
// Nothing was written: rows that the write wanted to lock are held by other transactions.
struct WriteLocked { QList<LockHolder> holders; };
// Nothing was written and it is certain: queue full, disk full.
struct WriteRefused { Error error; };
// It may have been written. The machine reads again before anything else.
struct WriteUnknown { Error error; };

// Answer to a Load effect. Exactly one per effect.
struct Loaded
{
    std::optional<TransactionSnapshot> snapshot; // empty: no such transaction
    bool claimed = false; // false: another coordinator drives it, or it is final, or claim was not asked for
};
struct LoadFailed { Error error; };

// The instant asked for by the newest SetTimer effect has come. Early or repeated firing is harmless.
struct TimerFired {};

// The coordinator found the transaction due in the store and has claimed it already.
struct Claimed { TransactionSnapshot snapshot; bool recovered = false; };

// This coordinator's lease ran out while it did not look (stopped, or cut off from its store): others may drive now.
// Nothing is called until the row was read and claimed again.
struct LeaseLapsed {};

// Make what is only in memory durable now; answered by Reply{Success} when it is.
struct FlushRequest { RequestId request = 0; };

using Event = std::variant<PrepareRequest, SubmitRequest, AbortRequest, RegisterRequest, RegisterAtRequest, BranchReport, ManualRequest, FlushRequest, CallAnswered,
                           WriteDone, WriteConflict, WriteLocked, WriteRefused, WriteUnknown, Loaded, LoadFailed, TimerFired, Claimed, LeaseLapsed>;

} // namespace txdesk::engine
