// What one coordinator counted in the past: one point a step, the oldest first. For charts, deltas and heat maps.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/model/vocabulary.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace txdesk {

// How long finished transactions took, from creation to end, in ms.
struct DurationQuantiles
{
    qint64 finished = 0;
    double p50 = 0;
    double p95 = 0;
    double p99 = 0;

    friend bool operator==(const DurationQuantiles &, const DurationQuantiles &) = default;
};

// Sums over one step, except unfinished, stuck and oldestStuck, which are as at its end and of the whole store. Of a sum of
// steps: commitMsP99 is the largest.
struct HistoryPoint
{
    Instant at{}; // the step's beginning
    qint64 created = 0;
    qint64 succeeded = 0;
    qint64 failed = 0;
    qint64 calls = 0;
    qint64 callsFailed = 0;
    qint64 retries = 0; // calls that were not an op's first
    qint64 unfinished = 0;
    qint64 stuck = 0;
    Seconds oldestStuck{0}; // the age of the oldest of them
    double commitMsP99 = 0;
    QMap<TransactionKind, DurationQuantiles> durations{};

    friend bool operator==(const HistoryPoint &, const HistoryPoint &) = default;
};

struct ParticipantHistory
{
    QString participant; // host:port
    QList<qint64> calls{}; // one a step, the newest last; all lists have one length, steps before them count nothing
    QList<qint64> failed{}; // with an outcome that is not known: no answer, or an error
    QList<qint64> retries{};
    QList<qint64> undoing{}; // of the calls: compensate, cancel, rollback

    friend bool operator==(const ParticipantHistory &, const ParticipantHistory &) = default;
};

// Who starts transactions, as far as it can be told: by kind, and by whom the coordinator can ask back.
struct InitiatorHistory
{
    TransactionKind kind = TransactionKind::Saga;
    QString host{}; // host:port of the URL that is asked back; empty: this kind has none
    QList<qint64> created{}; // steps as of participants

    friend bool operator==(const InitiatorHistory &, const InitiatorHistory &) = default;
};

// Kept in memory only: a coordinator that starts counts anew. Each coordinator tells of its own calls and transactions.
struct StatsHistory
{
    QString node{};
    Instant from{}; // nothing is known from before
    Seconds step{60};
    QList<HistoryPoint> points{};
    std::optional<HistoryPoint> yesterday{}; // the hour before this time yesterday, summed; empty: not known
    HistoryPoint lastHour{};                 // the 60 newest minutes, summed
    Seconds participantStep{300};
    Instant participantEnd{}; // end of the newest participant step
    QList<ParticipantHistory> participants{};
    QList<InitiatorHistory> initiators{};

    friend bool operator==(const StatsHistory &, const StatsHistory &) = default;
};

} // namespace txdesk
