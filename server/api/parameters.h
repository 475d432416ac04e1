// Query parameters read the two ways there are: like DTM (first value, Go's error text) and like /api/v1 (strict).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/http/message.h"

#include <QStringList>

namespace txdesk::api {

// DTM: the first value of that name, empty when absent; InvalidRequest "bad utf-8".
[[nodiscard]] Result<QString> firstValue(const http::Request &request, QByteArrayView name);

// DTM: a whole number, `fallback` when absent or empty; Internal "convert to int error: <text>", as DTM answers.
[[nodiscard]] Result<qint64> numberValue(const http::Request &request, QByteArrayView name, qint64 fallback);

// /api/v1: each of `names` at most once, no others.
[[nodiscard]] Result<> onlyKnown(const http::Request &request, const QList<QByteArray> &names);

} // namespace txdesk::api
