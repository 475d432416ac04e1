// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alert_rule.h"

#include <QDateTime>

namespace txdesk::console {

using namespace Qt::StringLiterals;

bool holds(const AlertRule &rule, double value)
{
    switch (rule.comparison) {
    case AlertComparison::Above: return value > rule.value;
    case AlertComparison::AtLeast: return value >= rule.value;
    case AlertComparison::Below: return value < rule.value;
    case AlertComparison::AtMost: return value <= rule.value;
    }
    return false;
}

bool takesFilter(AlertMetric metric) { return metric == AlertMetric::StuckCount || metric == AlertMetric::ParticipantErrors; }

bool isQuiet(const QuietHours &quiet, Instant at, const QTimeZone &zone)
{
    if (!quiet.enabled || quiet.fromMinute == quiet.toMinute)
        return false;
    const QTime time = QDateTime::fromMSecsSinceEpoch(toMs(at), zone).time();
    const int minute = time.hour() * 60 + time.minute();
    if (quiet.fromMinute < quiet.toMinute)
        return minute >= quiet.fromMinute && minute < quiet.toMinute;
    return minute >= quiet.fromMinute || minute < quiet.toMinute;
}

AlertPolicy defaultAlertPolicy()
{
    constexpr auto above = AlertComparison::Above;
    AlertPolicy policy;
    policy.rules = {
        {.id = u"stuck"_s, .comparison = AlertComparison::AtLeast, .value = 1, .forAtLeast = Seconds{60}},
        {.id = u"oldest"_s, .metric = AlertMetric::OldestStuckAge, .comparison = above, .value = 1800, .severity = AlertSeverity::Critical,
         .repeatEvery = Seconds{900}},
        {.id = u"participant"_s, .metric = AlertMetric::ParticipantErrors, .comparison = AlertComparison::AtLeast, .value = 50,
         .forAtLeast = Seconds{30}, .severity = AlertSeverity::Critical, .repeatEvery = Seconds{900}},
        {.id = u"person"_s, .metric = AlertMetric::WaitsForPerson, .forAtLeast = Seconds{30}},
        {.id = u"failed"_s, .metric = AlertMetric::FailedPerMinute, .comparison = above, .value = 60, .forAtLeast = Seconds{120}},
        {.id = u"retries"_s, .metric = AlertMetric::RetriesPerSecond, .comparison = above, .value = 20, .forAtLeast = Seconds{120}},
        {.id = u"commit"_s, .metric = AlertMetric::CommitP99, .comparison = above, .value = 500, .forAtLeast = Seconds{120}},
        {.id = u"silent"_s, .metric = AlertMetric::ServerSilent, .comparison = above, .value = 10, .forAtLeast = Seconds{10},
         .severity = AlertSeverity::Critical, .repeatEvery = Seconds{900}},
        {.id = u"skew"_s, .metric = AlertMetric::ClockSkew, .comparison = above, .value = 500, .forAtLeast = Seconds{60}},
        // A dead man's switch: right for a shop, wrong for a test server, so a person turns it on.
        {.id = u"traffic"_s, .enabled = false, .metric = AlertMetric::NoTraffic, .comparison = above, .value = 600, .severity = AlertSeverity::Critical},
    };
    return policy;
}

} // namespace txdesk::console
