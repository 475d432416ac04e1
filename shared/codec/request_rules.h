// What the values of a request may be, whichever door it came through. Refusals are InvalidRequest and name the field.
// Thread: any. Nothing here keeps state.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/codec/dtm_request.h"

namespace txdesk::codec {

[[nodiscard]] tl::unexpected<Error> refuse(const QString &message, const char *field);

[[nodiscard]] Result<> checkUrl(const QString &url, const QString &field, const RequestLimits &limits);
[[nodiscard]] Result<> checkHeaders(const QMap<QString, QString> &headers, const RequestLimits &limits);
[[nodiscard]] Result<> checkBusinessKey(const QString &key, const RequestLimits &limits);
[[nodiscard]] Result<> checkCustomDataSize(const QString &text, const RequestLimits &limits);

// How a workflow ended, if the request says so.
[[nodiscard]] Result<> checkEnd(const TransactionRequest &request);

// Options that do nothing for this kind.
[[nodiscard]] Result<> checkOurs(const TransactionRequest &request);

[[nodiscard]] Result<> checkBranch(const RegisterBody &body, const RequestLimits &limits);

} // namespace txdesk::codec
