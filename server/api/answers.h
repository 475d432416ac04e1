// Turns outcomes into HTTP: one place maps errors and engine replies to status codes and bodies.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/dtm_service.h"
#include "server/security/caller.h"
#include "shared/http/message.h"

#include <QJsonObject>

namespace txdesk::api {

[[nodiscard]] http::Response jsonAnswer(int status, QByteArray body);
[[nodiscard]] http::Response jsonAnswer(const QJsonObject &object); // 200
[[nodiscard]] http::Response unknownGid();                          // 404 of /api/v1
[[nodiscard]] http::Response pageNotFound();                        // 404, plain text, as DTM's
[[nodiscard]] http::Response sentence(int status, const QString &message, const QString &field = {});

// /api/v1: {"message","field"}. What only we can do something about is told as "internal error (request <id>)": the rest
// is in the log.
[[nodiscard]] http::Response errorAnswer(const Error &error, const security::Caller &caller = {});

// DTM's routes: Success 200, Failure 409, Ongoing 425, Error 500, BadRequest 400, Forbidden 403, Busy 503.
[[nodiscard]] http::Response dtmAnswer(const DtmReply &reply);
[[nodiscard]] http::Response dtmError(const Error &error, const security::Caller &caller);
[[nodiscard]] http::Response dtmDone(); // 200 {"dtm_result":"SUCCESS"}

// What the engine said, and what went wrong before it was asked, in the words of every transport.
[[nodiscard]] DtmReply dtmReply(engine::Reply &&reply, const Gid &gid, const QString &requestId);
[[nodiscard]] DtmReply dtmReply(const Error &error, const QString &requestId);
// The engine's Error: its own text, or that of an internal error.
[[nodiscard]] QString errorText(const engine::Reply &reply, const QString &requestId);
[[nodiscard]] QString noTransaction(const Gid &gid); // DTM's sentence

} // namespace txdesk::api
