// --help, of the program and of each verb, made of the verb table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/ctl/verb_table.h"

namespace txdesk::ctl {

[[nodiscard]] QString helpText();
[[nodiscard]] QString helpText(const Verb &verb);

[[nodiscard]] QString usageOf(const Verb &verb); // "tokens create NAME [--role ROLE] ..."

} // namespace txdesk::ctl
