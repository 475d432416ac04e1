// Responses as bytes. Sans I/O.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/fault.h"
#include "shared/http/message.h"

#include <QByteArray>

namespace txdesk::http {

// What the connection, not the handler, decides about an answer.
struct Framing
{
    bool isHttp10 = false;
    bool isHead = false;     // of the request: the body is left out, its length is told
    bool closes = false;
    bool isStream = false;   // chunked (HTTP/1.0: until the connection ends)
};

[[nodiscard]] QByteArray responseBytes(const Response &response, Framing framing);
[[nodiscard]] QByteArray chunkBytes(QByteArrayView data); // empty data would be the last chunk: write lastChunk()
[[nodiscard]] QByteArray lastChunk();
[[nodiscard]] Response faultResponse(Fault fault);        // {"message": text}, closing
[[nodiscard]] Response tryAgainResponse(Fault fault);     // the same with Retry-After, not closing
[[nodiscard]] QByteArrayView reasonOf(int status);

} // namespace txdesk::http
