// What the rules look at: one look at a coordinator, and the rates that two looks make.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_rule.h"
#include "shared/model/coordinator_stats.h"

#include <QHash>

#include <deque>
#include <optional>

namespace txdesk::console {

struct ParticipantShare
{
    QString participant;
    qint64 calls = 0; // of the last five minutes
    qint64 failed = 0; // without a usable answer

    [[nodiscard]] double percent() const { return calls == 0 ? 0.0 : 100.0 * static_cast<double>(failed) / static_cast<double>(calls); }
};

// Empty: not known now.
struct AlertSample
{
    Instant at{};
    std::optional<qint64> stuck{};
    std::optional<Seconds> oldestStuck{};
    std::optional<double> failedPerMinute{};
    std::optional<double> retriesPerSecond{};
    std::optional<double> commitP99{};
    std::optional<Seconds> silentFor{};
    std::optional<Seconds> noTrafficFor{};
    std::optional<Milliseconds> skew{};
    std::optional<qint64> waiting{};
    std::optional<QList<ParticipantShare>> participants{};
    QHash<QString, qint64> counts{}; // by rule id: what matches its filter
    QString guilty{}; // the participant with the most failed calls; empty: none fails
};

// What one rule sees. ParticipantErrors sees one for each participant.
struct AlertReading
{
    QString subject{}; // the participant; empty: the coordinator
    std::optional<double> value{};
    QString filter{}; // of the list that explains it; empty: no list does
    QString guilty{};
};
[[nodiscard]] QList<AlertReading> readingsOf(const AlertRule &rule, const AlertSample &sample);

// Totals that only grow, made into rates over the last minute (at least rateLeast) and shares over the last five.
class RateWindow
{
public:
    static constexpr Seconds keep{300};
    static constexpr Seconds rateOver{60};
    static constexpr Seconds rateLeast{10};
    static constexpr qint64 callsLeast = 5; // fewer calls say nothing of a participant

    void add(Instant at, const CoordinatorStats &stats);
    void add(Instant at, const QList<ParticipantStats> &participants);
    void fill(AlertSample &sample) const; // rates, shares, the guilty one, and how long nothing was created

private:
    struct Totals
    {
        Instant at;
        qint64 created;
        qint64 failed;
        qint64 retries;
    };
    struct Calls
    {
        Instant at;
        QHash<QString, std::pair<qint64, qint64>> byName; // calls, failed
    };

    std::deque<Totals> m_totals;
    std::deque<Calls> m_calls;
    std::optional<Instant> m_createdAt; // when the number of created ones was seen to change, or looking began
};

} // namespace txdesk::console
