// Alerts in words: names of metrics, what a rule says, what an alert says, the tool tip of the tray.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_engine.h"

#include <QCoreApplication>

namespace txdesk::console {

class AlertWords
{
    Q_DECLARE_TR_FUNCTIONS(AlertWords)

public:
    [[nodiscard]] static QString metric(AlertMetric metric);
    [[nodiscard]] static QString unit(AlertMetric metric); // "s", "%"; empty: a count
    [[nodiscard]] static QString severity(AlertSeverity severity);
    [[nodiscard]] static QString state(AlertState state);
    [[nodiscard]] static QString name(const AlertRule &rule);    // the person's, or the metric's
    [[nodiscard]] static QString condition(const AlertRule &rule); // "stuck transactions >= 1 for 1 m 00 s"
    [[nodiscard]] static QString sentence(const Alert &alert);   // "312 transactions are stuck, most calls fail at stock:8082"
    [[nodiscard]] static QString value(AlertMetric metric, double value);
    // "shop-eu: 312 stuck, oldest 41 min"; or that all is well, or that nothing is heard.
    [[nodiscard]] static QString summary(const QString &server, const AlertSample &sample);
};

} // namespace txdesk::console
