// --help, --print-config and what a reload says, all from the option table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config.h"

namespace txdesk::config {

[[nodiscard]] QString helpText();
[[nodiscard]] QString effectiveText(const Config &config); // a conf.yml with every key; without secrets

// Keys whose values differ, without those in `but`.
[[nodiscard]] QStringList changedKeys(const Config &before, const Config &after, const QStringList &but);

} // namespace txdesk::config
