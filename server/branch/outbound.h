// What all outgoing calls share: where they may lead, and who is calling.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/url_policy.h"

#include <QByteArray>
#include <QUrl>

#include <memory>

namespace txdesk::branch {

// Every call says who makes it, so that a coordinator refuses to be called as a participant (421 `loop`).
inline constexpr QByteArrayView outboundHeader("Dtm-Outbound");

struct Outbound
{
    // Its owner may change it at any time, on the I/O thread. Not null.
    std::shared_ptr<const security::UrlPolicy> policy = std::make_shared<const security::UrlPolicy>();
    QString node{}; // this coordinator

    // The node as the value of a header.
    [[nodiscard]] QByteArray name() const { return node.isEmpty() ? QByteArray("txdesk") : QUrl::toPercentEncoding(node, ":"); }
};

// What an attempt says that was not made, for the journal and the console. `refusal` is the policy's word.
[[nodiscard]] inline QString forbiddenText(const Error &refusal, const QString &detail)
{
    return QStringLiteral("%1: %2; nothing was sent").arg(refusal.message, detail.left(128));
}

} // namespace txdesk::branch
