// Completion of bash and zsh, made of the verb table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

namespace txdesk::ctl {

[[nodiscard]] QString bashCompletion();
[[nodiscard]] QString zshCompletion();

} // namespace txdesk::ctl
