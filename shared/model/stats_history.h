// What a coordinator counted in the past: one point a step, the oldest first. For charts, deltas and heat maps.
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

// Sums over one step, except unfinished and stuck, which are as at its end.
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
    double commitMsP99 = 0;
    QMap<TransactionKind, DurationQuantiles> durations{};

    friend bool operator==(const HistoryPoint &, const HistoryPoint &) = default;
};

struct ParticipantHistory
{
    QString participant; // host:port
    QList<qint64> calls{}; // one a step, the newest last
    QList<qint64> failed{};
    QList<qint64> retries{};

    friend bool operator==(const ParticipantHistory &, const ParticipantHistory &) = default;
};

struct StatsHistory
{
    Seconds step{60};
    QList<HistoryPoint> points{};
    std::optional<HistoryPoint> yesterday{}; // the last full hour before this time yesterday, summed; empty: not known
    HistoryPoint lastHour{};                 // summed
    Seconds participantStep{300};
    Instant participantEnd{}; // end of the newest participant step
    QList<ParticipantHistory> participants{};

    friend bool operator==(const StatsHistory &, const StatsHistory &) = default;
};

} // namespace txdesk
