// What a request shows of itself: the secret in its Authorization header, and names that no query string may carry.
// Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>

namespace txdesk::security {

// The secret of "Bearer x", or the password of "Basic base64(user:x)", whatever the user (Source: RFC 6750 2.1, RFC 7617 2).
// Empty: neither, or not well-formed. Schemes match in any case.
[[nodiscard]] QByteArray secretIn(const QByteArray &authorization);

// A query parameter of that name would be a secret in a URL, which ends in logs and histories. Source: ASVS 14.2.1.
[[nodiscard]] bool namesSecret(QByteArrayView parameter);

} // namespace txdesk::security
