// The manual pages, made of the verb table and the option table: docs/man is compared with them by a test.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

namespace txdesk::ctl {

[[nodiscard]] QString ctlManual();    // txdeskctl(1)
[[nodiscard]] QString serverManual(); // txdesk-server(8)

} // namespace txdesk::ctl
