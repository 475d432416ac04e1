// What the engine wants done, as values, in order. The coordinator does it; the simulator pretends to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/event.h"
#include "shared/model/audit_record.h"
#include "shared/model/journal_event.h"
#include "shared/model/row_lock.h"

#include <vector>

namespace txdesk::engine {

// One atomic change of one transaction: all of it becomes durable or nothing does.
// Precondition, checked by the store: create: no row with this gid; otherwise: the row has exactly this
// (status, epoch). A write whose precondition fails changes nothing and is answered by WriteConflict.
// A write that is done adds 1 to the epoch. If one of `locks` is held by another transaction nothing of the write is done
// either; that is answered by WriteLocked.
struct TransactionWrite
{
    Gid gid;
    bool create = false;          // insert transaction and ops; otherwise update
    TransactionStatus expectedStatus = TransactionStatus::Prepared;
    qint64 expectedEpoch = 0;
    GlobalTransaction transaction; // its state after the write; epoch and id are the store's
    QList<BranchOp> newOps;        // create: all of them; otherwise branches that were registered; none of them exists yet
    struct OpChange
    {
        qsizetype index = 0;       // in TransactionSnapshot::ops
        BranchId branch;
        OpKind kind = OpKind::Action;
        OpStatus status = OpStatus::Prepared;
        std::optional<Instant> finishedAt;
        int failures = 0;
        std::optional<Instant> dueAt{};
        QString lastError{};
    };
    QList<OpChange> opChanges;
    QList<JournalEvent> events;    // seq already given, following the stored ones
    QList<LockedRow> locks{};      // AT: acquired for lockBranch; those the transaction holds already stay as they are
    BranchId lockBranch{};
    bool releasesLocks = false;    // AT: every lock of this transaction ends with this write
    QList<AuditRecord> audit{};    // of the acts that are in it; chain, seq and mac are the store's
};

struct Write { TransactionWrite change; };
// Read the transaction and, if `claim`, take it over: owner = this coordinator, epoch + 1. `steal`: also from a
// coordinator whose lease is alive; safe, because the other one's next write fails its epoch check.
struct Load { Gid gid; bool claim = true; bool steal = false; };

struct Call
{
    CallId call = 0;
    Gid gid;
    TransactionKind kind = TransactionKind::Saga;
    BranchId branch;
    OpKind op = OpKind::Action;
    int attempt = 1;
    QString url{};         // never empty
    QByteArray payload{};
    QString opText{};      // what the participant is told instead of the op's name (a workflow's name); empty: the name
    QString protocol{};    // of the transaction: "http", "json-rpc", "grpc"
    QMap<QString, QString> headers{};
    QString successBody{}; // notify: a 2xx with another body is not a success
    Milliseconds timeout{3000};
};

struct SetTimer { Instant at; }; // replaces the machine's earlier timer
struct CancelTimer {};

// The answer to a request, in the words of the protocol (docs/api.md; texts are DTM's, to the byte).
struct Reply
{
    enum class Kind {
        Success,  // 200
        Failure,  // 409, message ends in FAILURE
        Ongoing,  // 425
        Error,    // 500, message without dtm_result
        Moved,    // manual request: expected status or epoch no longer hold
        Denied,   // manual request: not allowed now; message is the gate's reason
        NotFound, // manual request on an unknown gid
        Busy,     // the store's queue is full: nothing was done, try again
        Locked,   // registerBranch of AT: somebody else holds a row; see holders
        AuditUnavailable, // manual request: it could not be put on record, so it was not done
    };
    RequestId request = 0;
    Kind kind = Kind::Success;
    QString message{};
    std::optional<GlobalTransaction> transaction{}; // manual requests: the state after the act
    std::optional<TransactionSnapshot> snapshot{};  // prepareWorkflow: what is stored
    BranchId branch{};                              // registerBranch of AT: the id it was given
    QList<LockHolder> holders{};                    // Locked: who holds what was wanted
};

// Tell the people who watch: DTM's AlertWebHook and the console.
struct Alert { Gid gid; TransactionStatus status; QString branchUrl; QString error; int retryCount = 0; };

using Effect = std::variant<Write, Load, Call, SetTimer, CancelTimer, Reply, Alert>;
using Effects = std::vector<Effect>;

} // namespace txdesk::engine
