// Requests that must be refused, with the exact answer of each; one list for the parser's and the server's tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/server_limits.h"

#include <QByteArray>
#include <QList>

namespace txdesk::http {

struct BadInput
{
    QByteArray name;
    QByteArray bytes;
    int status = 0;   // 0: closed without an answer
    QByteArray text{};
};

[[nodiscard]] ServerLimits badInputLimits(); // small body limit, hosts of a loopback bind
[[nodiscard]] QList<BadInput> badInputs();

} // namespace txdesk::http
