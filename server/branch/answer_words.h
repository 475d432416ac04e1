// What callers of all transports keep of an answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/event.h"
#include "shared/http/client.h"

namespace txdesk::branch {

[[nodiscard]] QString wordsOf(QByteArrayView answer);           // its first 4 KiB, as text
[[nodiscard]] BarrierNote barrierNoteFrom(QByteArrayView note); // of X-Tx-Barrier; None for any other word

// By status, words and X-Tx-Barrier of HTTP, which JSON-RPC shares.
[[nodiscard]] engine::CallAnswered answerFromHttp(engine::CallId id, const http::ClientResult &result);

} // namespace txdesk::branch
