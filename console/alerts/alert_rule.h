// What a person wants to be told of: "metric op value for duration on filter", as data; quiet hours; the rules to begin with.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"
#include "shared/base/names.h"

#include <QList>
#include <QStringList>
#include <QTimeZone>

namespace txdesk::console {

enum class AlertMetric {
    StuckCount,        // transactions; with a filter: those of them that match
    OldestStuckAge,    // s
    FailedPerMinute,   // rolled back, over the last minute
    RetriesPerSecond,  // over the last minute
    ParticipantErrors, // % of a participant's calls of the last 5 minutes; one alert a participant
    CommitP99,         // ms, of the store
    ServerSilent,      // s since anything was heard of it
    NoTraffic,         // s since a transaction was created
    ClockSkew,         // ms between its clock and ours, either way
    WaitsForPerson,    // transactions
};
inline constexpr std::array<Name<AlertMetric>, 10> alertMetricNames{{
    {AlertMetric::StuckCount, QLatin1StringView("stuck-count")},
    {AlertMetric::OldestStuckAge, QLatin1StringView("oldest-stuck-age")},
    {AlertMetric::FailedPerMinute, QLatin1StringView("failed-per-minute")},
    {AlertMetric::RetriesPerSecond, QLatin1StringView("retries-per-second")},
    {AlertMetric::ParticipantErrors, QLatin1StringView("participant-errors")},
    {AlertMetric::CommitP99, QLatin1StringView("commit-p99")},
    {AlertMetric::ServerSilent, QLatin1StringView("server-silent")},
    {AlertMetric::NoTraffic, QLatin1StringView("no-traffic")},
    {AlertMetric::ClockSkew, QLatin1StringView("clock-skew")},
    {AlertMetric::WaitsForPerson, QLatin1StringView("waits-for-person")},
}};

enum class AlertComparison { Above, AtLeast, Below, AtMost };
inline constexpr std::array<Name<AlertComparison>, 4> alertComparisonNames{{
    {AlertComparison::Above, QLatin1StringView(">")},
    {AlertComparison::AtLeast, QLatin1StringView(">=")},
    {AlertComparison::Below, QLatin1StringView("<")},
    {AlertComparison::AtMost, QLatin1StringView("<=")},
}};

enum class AlertSeverity { Warning, Critical };
inline constexpr std::array<Name<AlertSeverity>, 2> alertSeverityNames{{
    {AlertSeverity::Warning, QLatin1StringView("warning")},
    {AlertSeverity::Critical, QLatin1StringView("critical")},
}};

struct AlertRule
{
    QString id;   // never changes; names its alerts
    QString name{}; // by a person; empty: the metric's words
    bool enabled = true;
    AlertMetric metric = AlertMetric::StuckCount;
    AlertComparison comparison = AlertComparison::AtLeast;
    double value = 1;
    Seconds forAtLeast{0}; // it must hold so long without a break
    QString filter{}; // StuckCount: words of the list's filter; ParticipantErrors: part of the name; others: unused
    AlertSeverity severity = AlertSeverity::Warning;
    Seconds repeatEvery{0}; // told again, with sound, while nobody has acknowledged it; 0: never

    friend bool operator==(const AlertRule &, const AlertRule &) = default;
};

[[nodiscard]] bool holds(const AlertRule &rule, double value);
[[nodiscard]] bool takesFilter(AlertMetric metric);

// Of each day, by the clock of this machine: nothing pops up and nothing sounds; what is firing is told when they end.
struct QuietHours
{
    bool enabled = false;
    int fromMinute = 22 * 60; // of the day
    int toMinute = 7 * 60;    // may lie before fromMinute: then they go over midnight
    bool criticalBreaks = true; // critical ones are told all the same

    friend bool operator==(const QuietHours &, const QuietHours &) = default;
};
[[nodiscard]] bool isQuiet(const QuietHours &quiet, Instant at, const QTimeZone &zone);

// Ways out of the program, beside the panel.
struct AlertOutputs
{
    bool popup = true; // tray, or the desktop's notification service
    bool sound = true;
    bool attention = true; // the task bar
    QString webHook{};     // http or https; empty: none
    bool mayRun = false;   // a program, with its arguments; never through a shell
    QStringList program{}; // the program, then its arguments

    friend bool operator==(const AlertOutputs &, const AlertOutputs &) = default;
};

struct AlertPolicy
{
    QList<AlertRule> rules{};
    QuietHours quiet{};
    AlertOutputs outputs{};

    friend bool operator==(const AlertPolicy &, const AlertPolicy &) = default;
};

[[nodiscard]] AlertPolicy defaultAlertPolicy();

} // namespace txdesk::console
