// Global locks of AT: which transaction may change which row, and who waits for whom.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/strong_id.h"
#include "shared/model/vocabulary.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace txdesk {

// One row of one table of one resource. Invariant: two rows are the same exactly when their keys are the same bytes; the
// other members are for people. Source: spec/at-tcc-message-notify H.4.
struct LockedRow
{
    QByteArray key;   // 32 bytes: SHA-256 of (resource, table, primary key values), each with its type and length
    QString resource; // "mysql:db1:3306/bank1", "sqlite:/var/lib/bank1.db"
    QString table;
    QString row;      // its primary key as people read it: "17", "7, b"

    friend bool operator==(const LockedRow &, const LockedRow &) = default;
};

struct LockHolder
{
    LockedRow row;
    Gid gid;
    BranchId branch{}; // that locked it first
    Instant since{};
    TransactionStatus status = TransactionStatus::Prepared; // of the holder; Aborting: the row will be put back

    friend bool operator==(const LockHolder &, const LockHolder &) = default;
};

// `waiter` wants a row that `holder` holds; until: the edge means nothing afterwards.
struct LockWait
{
    Gid waiter;
    Gid holder;
    LockedRow row;
    Instant waiterCreatedAt{}; // the younger transaction of a deadlock gives way
    Instant since{};
    Instant until{};
    QString coordinator; // at which it waits

    friend bool operator==(const LockWait &, const LockWait &) = default;
};

// Empty members: any.
struct LockFilter
{
    QString gid;
    QString resource;
    QString table;

    friend bool operator==(const LockFilter &, const LockFilter &) = default;
};

struct LockPage
{
    QList<LockHolder> locks; // by key
    QString next;            // opaque position; empty at the end

    friend bool operator==(const LockPage &, const LockPage &) = default;
};

} // namespace txdesk
