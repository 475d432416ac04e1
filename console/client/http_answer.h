// What a finished HTTP reply means: a JSON object, or an error in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"

#include <QJsonObject>

class QNetworkReply;

namespace txdesk::console {

// mayHaveActed: no answer to such a request is OutcomeUnknown, not Unavailable.
[[nodiscard]] Result<QJsonObject> jsonAnswer(QNetworkReply &reply, bool mayHaveActed);

[[nodiscard]] QString problemOf(QNetworkReply &reply); // why a reply ended, in words for the status bar

[[nodiscard]] ErrorCode errorCodeOf(int httpStatus);

} // namespace txdesk::console
