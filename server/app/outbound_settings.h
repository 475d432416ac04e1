// The configuration of everything that goes out: URL policy, participants' certificates, how answers are read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/result_rules.h"
#include "server/config/config.h"
#include "server/security/url_policy.h"
#include "shared/http/tls.h"

namespace txdesk::app {

// Where calls may lead.
struct Policies
{
    security::UrlPolicy calls;
    security::UrlPolicy alerts; // there, and to the one place the operator named for them
};

// Asks the machine for its own addresses and name. Errors name the key to blame and the entry that is none.
[[nodiscard]] Result<Policies> policiesOf(const config::Config &config);
[[nodiscard]] Result<http::ClientTls> participantTls(const config::Config &config);
[[nodiscard]] Result<branch::ResultRules> resultRules(const config::Config &config);

} // namespace txdesk::app
