// Turns outcomes into HTTP: one place maps errors and engine replies to status codes and bodies.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/engine/effect.h"
#include "shared/http/message.h"

#include <QJsonObject>

namespace txdesk::api {

[[nodiscard]] http::Response jsonAnswer(int status, QByteArray body);
[[nodiscard]] http::Response jsonAnswer(const QJsonObject &object); // 200
[[nodiscard]] http::Response pageNotFound();                        // 404, plain text, as DTM's
[[nodiscard]] http::Response sentence(int status, const QString &message, const QString &field = {});

// /api/v1: {"message","field"}.
[[nodiscard]] http::Response errorAnswer(const Error &error);

// DTM's routes: 400 for bad input, 503 when busy, else 500, with {"message"}.
[[nodiscard]] http::Response dtmError(const Error &error);
// An answer of the engine to prepare, submit or abort.
[[nodiscard]] http::Response dtmReply(const engine::Reply &reply, const Gid &gid);
[[nodiscard]] http::Response dtmDone(); // 200 {"dtm_result":"SUCCESS"}
[[nodiscard]] QString noTransaction(const Gid &gid); // DTM's sentence

} // namespace txdesk::api
