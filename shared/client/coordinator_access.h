// Where a coordinator is and what lets us in: its address, a token, whom to trust.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/http/tls.h"

namespace txdesk::client {

// Invariant: the token leaves this process only towards the scheme, host and port of baseUrl, never to a participant and
// never to an address that a request has told.
struct CoordinatorAccess
{
    QString baseUrl;               // "http://127.0.0.1:36789/api/dtmsvr"
    Milliseconds timeout{10'000};  // of one whole exchange
    QByteArray token{};            // empty: none; a coordinator on the same machine usually asks for none
    http::ClientTls tls{};         // for https, also of participants that are called

    // As DTM's clients write it, with the token as password: "https://any:TOKEN@host:36789/api/dtmsvr". The user name says
    // nothing. An address without one is taken as it is; slashes at its end are cut.
    [[nodiscard]] static CoordinatorAccess from(const QString &url, Milliseconds timeout = Seconds{10});

    // The first line of a file that only its owner may read. InvalidRequest: not there, empty, or others may read it.
    [[nodiscard]] Result<> readToken(const QString &file);
};

} // namespace txdesk::client
