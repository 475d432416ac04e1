// Numbers about the whole coordinator: for the overview, for alerts, for operators.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/model/vocabulary.h"

#include <QList>
#include <QMap>
#include <QString>

namespace txdesk {

struct CoordinatorStats
{
    QMap<TransactionStatus, qint64> unfinished; // prepared, submitted, aborting: exact
    qint64 stuck = 0;
    QMap<Parked, qint64> parked{}; // those that wait for a person, by why; No is not in it
    qint64 locks = 0;              // rows that AT transactions hold
    qint64 lockWaits = 0;          // waiter and holder, once each
    Seconds oldestUnfinishedAge{0};
    Seconds oldestStuckAge{0};   // since it was created
    Seconds oldestDue{0};        // how long the most overdue transaction has been due
    qint64 createdTotal = 0;     // this and the following: since this coordinator started
    qint64 succeededTotal = 0;
    qint64 failedTotal = 0;
    qint64 callsTotal = 0;
    qint64 callsFailedTotal = 0; // outcome unknown or rejected
    qint64 retriesTotal = 0;     // calls that were not an op's first
    int callsInFlight = 0;
    int inMemory = 0;            // transactions being driven right now
    double commitMsP50 = 0;      // of the last 1000 store commits
    double commitMsP99 = 0;

    friend bool operator==(const CoordinatorStats &, const CoordinatorStats &) = default;
};

struct ParticipantStats
{
    QString participant; // host:port
    qint64 calls = 0;
    qint64 succeeded = 0;
    qint64 rejected = 0;
    qint64 ongoing = 0;
    qint64 unknown = 0;
    int inFlight = 0;
    double msP50 = 0; // of the last 256 answered calls
    double msP99 = 0;
    QString lastError;
    std::optional<Instant> lastErrorAt;

    friend bool operator==(const ParticipantStats &, const ParticipantStats &) = default;
};

struct NodeInfo
{
    QString node;      // the coordinator's name
    QString version;
    QString store;     // "sqlite"
    Instant startedAt{};
    Instant leaseUntil{};
    bool alive = false;
    bool self = false;

    friend bool operator==(const NodeInfo &, const NodeInfo &) = default;
};

} // namespace txdesk
