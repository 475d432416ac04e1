// What callers of all transports keep of an answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outcome_classifier.h"
#include "shared/engine/event.h"
#include "shared/http/client.h"

namespace txdesk::branch {

[[nodiscard]] QString wordsOf(QByteArrayView answer);           // its first 4 KiB, as text
[[nodiscard]] BarrierNote barrierNoteFrom(QByteArrayView note); // of X-Tx-Barrier; None for any other word

// By status, words and X-Tx-Barrier of HTTP, which JSON-RPC shares. `verdict`: of classify(); what it is when nothing was
// answered does not matter.
[[nodiscard]] engine::CallAnswered answerFromHttp(engine::CallId id, const http::ClientResult &result, Verdict verdict);

} // namespace txdesk::branch
