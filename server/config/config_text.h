// --help and --print-config, both from the option table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config.h"

namespace txdesk::config {

[[nodiscard]] QString helpText();
[[nodiscard]] QString effectiveText(const Config &config); // a conf.yml with every key

} // namespace txdesk::config
