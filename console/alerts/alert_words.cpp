// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alert_words.h"

#include "console/text/duration_text.h"

#include <QLocale>

#include <cmath>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

bool isTime(AlertMetric metric)
{
    return metric == AlertMetric::OldestStuckAge || metric == AlertMetric::ServerSilent || metric == AlertMetric::NoTraffic;
}

} // namespace

QString AlertWords::metric(AlertMetric metric)
{
    switch (metric) {
    case AlertMetric::StuckCount: return tr("stuck transactions");
    case AlertMetric::OldestStuckAge: return tr("age of the oldest stuck one");
    case AlertMetric::FailedPerMinute: return tr("rolled back a minute");
    case AlertMetric::RetriesPerSecond: return tr("retries a second");
    case AlertMetric::ParticipantErrors: return tr("failed calls of a participant");
    case AlertMetric::CommitP99: return tr("store commit, p99");
    case AlertMetric::ServerSilent: return tr("coordinator silent");
    case AlertMetric::NoTraffic: return tr("no new transaction");
    case AlertMetric::ClockSkew: return tr("clocks differ");
    case AlertMetric::WaitsForPerson: return tr("waiting for a person");
    }
    return {};
}

QString AlertWords::unit(AlertMetric metric)
{
    if (isTime(metric))
        return tr("s");
    if (metric == AlertMetric::ParticipantErrors)
        return u"%"_s;
    return metric == AlertMetric::CommitP99 || metric == AlertMetric::ClockSkew ? tr("ms") : QString();
}

QString AlertWords::severity(AlertSeverity severity) { return severity == AlertSeverity::Critical ? tr("critical") : tr("warning"); }

QString AlertWords::state(AlertState state)
{
    switch (state) {
    case AlertState::Pending: return tr("pending");
    case AlertState::Firing: return tr("firing");
    case AlertState::Acknowledged: return tr("acknowledged");
    case AlertState::Resolved: return tr("resolved");
    }
    return {};
}

QString AlertWords::name(const AlertRule &rule) { return rule.name.isEmpty() ? metric(rule.metric) : rule.name; }

QString AlertWords::value(AlertMetric metric, double value)
{
    if (isTime(metric))
        return durationText(Milliseconds{static_cast<qint64>(value * 1000)});
    const QString number = QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1);
    const QString with = unit(metric);
    return with.isEmpty() ? number : number + u' ' + with;
}

QString AlertWords::condition(const AlertRule &rule)
{
    QString text = u"%1 %2 %3"_s.arg(metric(rule.metric), nameIn(alertComparisonNames, rule.comparison), value(rule.metric, rule.value));
    if (!rule.filter.isEmpty())
        text += u" ["_s + rule.filter + u']';
    if (rule.forAtLeast > Seconds{0})
        text = tr("%1 for %2").arg(text, durationText(rule.forAtLeast));
    return text;
}

QString AlertWords::sentence(const Alert &alert)
{
    const QString said = value(alert.rule.metric, alert.value);
    QString text;
    switch (alert.rule.metric) {
    case AlertMetric::StuckCount: text = tr("%1 stuck").arg(said); break;
    case AlertMetric::OldestStuckAge: text = tr("The oldest stuck one is %1 old").arg(said); break;
    case AlertMetric::FailedPerMinute: text = tr("%1 rolled back a minute").arg(said); break;
    case AlertMetric::RetriesPerSecond: text = tr("%1 retries a second").arg(said); break;
    case AlertMetric::ParticipantErrors: return tr("%1 fails: no usable answer to %2 of its calls").arg(alert.subject, said);
    case AlertMetric::CommitP99: return tr("The store takes %1 to commit").arg(said);
    case AlertMetric::ServerSilent: return tr("Nothing heard of the coordinator for %1").arg(said);
    case AlertMetric::NoTraffic: return tr("No transaction was created for %1").arg(said);
    case AlertMetric::ClockSkew: return tr("The coordinator's clock and ours differ by %1").arg(said);
    case AlertMetric::WaitsForPerson: return tr("%1 waiting for a person").arg(said);
    }
    return alert.guilty.isEmpty() ? text : tr("%1; most failed calls: %2").arg(text, alert.guilty);
}

QString AlertWords::summary(const QString &server, const AlertSample &sample)
{
    if (!sample.stuck)
        return tr("%1: not connected").arg(server);
    if (*sample.stuck == 0)
        return tr("%1: nothing stuck").arg(server);
    const QString oldest = sample.oldestStuck ? durationText(*sample.oldestStuck) : u"–"_s;
    return tr("%1: %2 stuck, oldest %3").arg(server, QLocale().toString(*sample.stuck), oldest);
}

} // namespace txdesk::console
