// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alert_sample.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView othersName("(others)");

template<class T>
std::optional<double> asNumber(const std::optional<T> &value)
{
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

template<class Rep, class Period>
std::optional<double> asNumber(const std::optional<std::chrono::duration<Rep, Period>> &value)
{
    return value ? std::optional(static_cast<double>(value->count())) : std::nullopt;
}

QList<AlertReading> participantReadings(const AlertRule &rule, const AlertSample &sample)
{
    QList<AlertReading> readings;
    for (const ParticipantShare &share : sample.participants.value_or(QList<ParticipantShare>{})) {
        if (!rule.filter.isEmpty() && !share.participant.contains(rule.filter, Qt::CaseInsensitive))
            continue;
        const QString filter = share.participant == othersName ? QString() : u"status:unfinished part:"_s + share.participant;
        readings.append({share.participant, share.percent(), filter, share.participant});
    }
    return readings;
}

AlertReading stuckReading(const AlertRule &rule, const AlertSample &sample)
{
    AlertReading reading{.value = asNumber(sample.stuck), .filter = u"is:stuck"_s, .guilty = sample.guilty};
    if (rule.filter.isEmpty())
        return reading;
    reading.filter += u' ' + rule.filter;
    const auto counted = sample.counts.constFind(rule.id);
    reading.value = counted == sample.counts.cend() ? std::nullopt : std::optional(static_cast<double>(*counted));
    return reading;
}

} // namespace

QList<AlertReading> readingsOf(const AlertRule &rule, const AlertSample &sample)
{
    switch (rule.metric) {
    case AlertMetric::StuckCount: return {stuckReading(rule, sample)};
    case AlertMetric::OldestStuckAge: return {{.value = asNumber(sample.oldestStuck), .filter = u"is:stuck"_s, .guilty = sample.guilty}};
    case AlertMetric::FailedPerMinute: return {{.value = sample.failedPerMinute, .filter = u"status:rolled-back age<10m"_s, .guilty = sample.guilty}};
    case AlertMetric::RetriesPerSecond: return {{.value = sample.retriesPerSecond, .filter = u"status:unfinished tries>=1"_s, .guilty = sample.guilty}};
    case AlertMetric::ParticipantErrors: return participantReadings(rule, sample);
    case AlertMetric::CommitP99: return {{.value = sample.commitP99}};
    case AlertMetric::ServerSilent: return {{.value = asNumber(sample.silentFor)}};
    case AlertMetric::NoTraffic: return {{.value = asNumber(sample.noTrafficFor)}};
    case AlertMetric::ClockSkew: return {{.value = sample.skew ? std::optional(std::abs(static_cast<double>(sample.skew->count()))) : std::nullopt}};
    case AlertMetric::WaitsForPerson: return {{.value = asNumber(sample.waiting), .filter = u"is:parked"_s}};
    }
    return {};
}

void RateWindow::add(Instant at, const CoordinatorStats &stats)
{
    const Totals now{at, stats.createdTotal, stats.failedTotal, stats.retriesTotal};
    if (!m_totals.empty()) {
        const Totals &before = m_totals.back();
        if (now.created < before.created || now.failed < before.failed || now.retries < before.retries) { // started anew
            m_totals.clear();
            m_calls.clear();
        }
    }
    if (!m_createdAt || m_totals.empty() || m_totals.back().created != now.created)
        m_createdAt = at;
    m_totals.push_back(now);
    while (m_totals.front().at < at - keep)
        m_totals.pop_front();
}

void RateWindow::add(Instant at, const QList<ParticipantStats> &participants)
{
    Calls now{at, {}};
    for (const ParticipantStats &one : participants)
        now.byName.insert(one.participant, {one.calls - one.inFlight, one.unknown}); // only what was answered
    m_calls.push_back(now);
    while (m_calls.front().at < at - keep)
        m_calls.pop_front();
}

void RateWindow::fill(AlertSample &sample) const
{
    if (m_createdAt)
        sample.noTrafficFor = std::chrono::duration_cast<Seconds>(sample.at - *m_createdAt);
    if (!m_totals.empty()) {
        const Totals &last = m_totals.back();
        const auto first = std::ranges::find_if(m_totals, [&last](const Totals &one) { return one.at >= last.at - rateOver; });
        if (const Milliseconds over = last.at - first->at; over >= rateLeast) {
            const double seconds = static_cast<double>(over.count()) / 1000;
            sample.failedPerMinute = static_cast<double>(last.failed - first->failed) * 60 / seconds;
            sample.retriesPerSecond = static_cast<double>(last.retries - first->retries) / seconds;
        }
    }
    if (m_calls.size() < 2)
        return;
    QList<ParticipantShare> shares;
    qint64 most = 0;
    for (auto now = m_calls.back().byName.cbegin(); now != m_calls.back().byName.cend(); ++now) {
        const auto before = m_calls.front().byName.value(now.key());
        const ParticipantShare share{now.key(), now->first - before.first, now->second - before.second};
        if (share.failed > most) {
            most = share.failed;
            sample.guilty = share.participant;
        }
        if (share.calls >= callsLeast)
            shares.append(share);
    }
    std::ranges::sort(shares, {}, &ParticipantShare::participant);
    sample.participants = shares;
}

} // namespace txdesk::console
