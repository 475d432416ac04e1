// The participant behind a URL: its host and port, "127.0.0.1:8081".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

namespace txdesk {

[[nodiscard]] QString participantOf(QStringView url); // empty for an empty or relative URL

} // namespace txdesk
