// What a finished HTTP reply means: a JSON object, or an error in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"
#include "shared/base/foreign_word.h"
#include "shared/base/result.h"

#include <QJsonObject>

class QNetworkReply;

namespace txdesk::console {

// mayHaveActed: no answer to such a request is OutcomeUnknown, not Unavailable.
[[nodiscard]] Result<QJsonObject> jsonAnswer(QNetworkReply &reply, const QByteArray &body, bool mayHaveActed);

[[nodiscard]] QString lostText(const QNetworkReply &reply); // why there is no answer
[[nodiscard]] QString problemOf(QNetworkReply &reply); // why a reply ended, in words for the status bar

[[nodiscard]] ErrorCode errorCodeOf(int httpStatus);
[[nodiscard]] Door doorOf(int httpStatus); // Open: the status is about something else

// A reader of the codec as the console uses it: the server may be newer, and words that are not known here are shown as they came.
template <class T>
[[nodiscard]] auto keepingWords(Result<T> (*read)(const QJsonObject &, UnknownWords))
{
    return [read](const QJsonObject &json) { return read(json, UnknownWords::Kept); };
}

} // namespace txdesk::console
