// One distributed transaction as the coordinator knows it: what was asked, and how far it has come.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/strong_id.h"
#include "shared/model/transaction_options.h"
#include "shared/model/vocabulary.h"

#include <optional>

namespace txdesk {

struct GlobalTransaction
{
    qint64 id = 0; // the store's row number; 0 until stored; fits 31 bits for old clients
    Gid gid;
    TransactionKind kind = TransactionKind::Saga;           // fixed at creation
    TransactionStatus status = TransactionStatus::Prepared; // moves only along shared/engine/transition_table.h
    TransactionOptions options;                             // fixed at creation
    QString customData;     // JSON text as the client sent it
    CustomData custom;      // customData, parsed
    QString queryPrepared;  // message: where to ask whether the local transaction committed; workflow: where to wake it
    QString protocol;       // "http", "json-rpc" or "grpc": how branches are called whose URL leaves it open
    Instant createdAt{};
    Instant updatedAt{};
    std::optional<Instant> succeededAt;  // wire: finish_time
    std::optional<Instant> rolledBackAt; // wire: rollback_time
    QString rollbackReason;              // set when it turns back; at most 1024 characters
    QString result;                      // workflow: what its client returned, base64 as it came
    Milliseconds retryInterval{};        // the interval in force now, doubled by failures; wire: next_cron_interval
    std::optional<Instant> nextDueAt;    // the coordinator looks at it again then; empty: never by itself

    // Ours, absent from DTM's schema; added by migration.
    QString businessKey{};  // what its initiator calls it ("ORD-2209"), for people to find it by; at most 128 characters
    qint64 epoch = 0;       // grows with every stored change; the guard of each compare-and-set
    QString owner;          // the coordinator whose lease drives it; empty: nobody
    int failures = 0;       // failed attempts in a row; reset by any progress
    int attempts = 0;       // calls made in all
    QString lastError;      // the newest unknown or rejected answer, cut at 1024 characters
    bool paused = false;    // an operator stopped automatic work
    Parked parked = Parked::No;                // then there is no nextDueAt, but for a notify's end
    Resolution resolution = Resolution::None;  // AT: of its dirty branch, until that is done
    bool forced = false;    // final by force-stop: nothing was compensated
    qint64 lastSeq = 0;     // seq of its newest journal event
    bool ranAhead = false;  // calls may have been made whose outcomes the rows do not show: turning back assumes all of them

    friend bool operator==(const GlobalTransaction &, const GlobalTransaction &) = default;
};

} // namespace txdesk
