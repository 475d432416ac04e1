// Splits a request target into a decoded path and query; what could be read in two ways is refused.
// Source: RFC 9112 section 3.2, RFC 3986 section 3.3.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/fault.h"
#include "shared/http/message.h"

#include <QByteArrayView>

namespace txdesk::http {

// Sets path and query of `request`. Status 0 in the answer: fine. An encoded slash (%2F) is data of its segment: it
// arrives as '/' but never makes a dot segment.
[[nodiscard]] Fault readTarget(QByteArrayView target, Request &request);

} // namespace txdesk::http
