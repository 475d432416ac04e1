// Rules, quiet hours and outputs of a profile in an INI file; the same form is what people export and import.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_rule.h"
#include "shared/base/result.h"

class QSettings;

namespace txdesk::console {

// The defaults when the profile has none. What cannot be read is left out.
[[nodiscard]] AlertPolicy loadAlertPolicy(QSettings &settings, const QString &profile);
void saveAlertPolicy(QSettings &settings, const QString &profile, const AlertPolicy &policy);

// Rules only: outputs name machines and programs, which a file of somebody else has no say in.
[[nodiscard]] Result<QList<AlertRule>> importAlertRules(const QString &path);
[[nodiscard]] Result<> exportAlertRules(const QString &path, const QList<AlertRule> &rules);

} // namespace txdesk::console
