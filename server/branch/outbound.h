// What all outgoing calls share: where they may lead, and who is calling.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/url_policy.h"
#include "shared/http/client.h"

#include <QByteArray>

#include <memory>

namespace txdesk::branch {

// Every call says who makes it, so that a coordinator refuses to be called as a participant (421 `loop`).
inline constexpr QByteArrayView outboundHeader("Dtm-Outbound");

using PolicyPtr = std::shared_ptr<const security::UrlPolicy>; // its owner may change it at any time, on the I/O thread

struct Outbound
{
    PolicyPtr policy = std::make_shared<const security::UrlPolicy>(); // not null
    QString node{};                                                   // this coordinator

    [[nodiscard]] QByteArray name() const; // the node as the value of a header
};

// What an attempt says that was not made, for the journal and the console. `refusal` is the policy's word.
[[nodiscard]] QString forbiddenText(const Error &refusal, const QString &detail);

// The policy about one address of a host, with such a text.
[[nodiscard]] Result<> checkAddress(const security::UrlPolicy &policy, const QHostAddress &address, quint16 port, const QString &host);
[[nodiscard]] http::Client::AddressCheck addressCheckOf(PolicyPtr policy);

} // namespace txdesk::branch
