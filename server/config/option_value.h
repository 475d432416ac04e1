// Texts in and out of the members of a Config.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/option_table.h"
#include "shared/base/result.h"

namespace txdesk::config {

// Reads `text` into the option's member; InvalidRequest says what it may be.
[[nodiscard]] Result<> assign(const Option &option, const QString &text, Config &config);

// The member as text, the way assign() reads it.
[[nodiscard]] QString valueText(const Option &option, const Config &config);

[[nodiscard]] bool isFlag(const Option &option); // needs no value on the command line

} // namespace txdesk::config
