// A ClientRequest as bytes. Sans I/O.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/http/client.h"
#include "shared/http/client_url.h"

namespace txdesk::http {

// InvalidRequest when the method or a header would not be what it says on the wire (a line end in a value, a blank in a
// name). Host, Content-Length, Connection and Transfer-Encoding of the caller are left out.
[[nodiscard]] Result<QByteArray> requestBytes(const ClientRequest &request, const ClientUrl &url);

} // namespace txdesk::http
