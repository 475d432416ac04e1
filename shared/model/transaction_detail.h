// Everything the detail page shows of one transaction, in one answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/action.h"
#include "shared/model/journal_event.h"
#include "shared/model/transaction_snapshot.h"

#include <QStringList>

namespace txdesk {

// A call the coordinator will make by itself, or would make if an action were taken. Never made yet.
struct PlannedCall
{
    BranchId branch;
    OpKind op = OpKind::Action;
    QString url;
    QString why;                 // "next action", "undoes 01", "asks whether the local transaction committed"
    std::optional<Instant> at;   // when, if it is known
    bool certain = true;         // false: only if the calls before it go a certain way

    friend bool operator==(const PlannedCall &, const PlannedCall &) = default;
};

struct TransactionDetail
{
    TransactionSnapshot snapshot;
    QStringList participants;
    QList<JournalEvent> events;    // by seq
    bool eventsTruncated = false;  // older events were left out
    QList<ActionState> actions;    // every action, allowed or not, with its reason
    QList<PlannedCall> planned;    // what happens next if nobody acts
    QList<qint64> payloadBytes;    // of each op, when the payloads themselves were left out

    friend bool operator==(const TransactionDetail &, const TransactionDetail &) = default;
};

} // namespace txdesk
