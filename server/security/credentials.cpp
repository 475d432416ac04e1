// SPDX-License-Identifier: Apache-2.0
#include "server/security/credentials.h"

#include <algorithm>

namespace txdesk::security {

QByteArray secretIn(const QByteArray &authorization)
{
    const qsizetype blank = authorization.indexOf(' ');
    if (blank < 0)
        return {};
    const QByteArrayView scheme = QByteArrayView(authorization).first(blank);
    const QByteArray rest = authorization.sliced(blank + 1).trimmed();
    if (scheme.compare("bearer", Qt::CaseInsensitive) == 0)
        return rest;
    if (scheme.compare("basic", Qt::CaseInsensitive) != 0)
        return {};
    const auto pair = QByteArray::fromBase64Encoding(rest, QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = pair ? pair.decoded.indexOf(':') : -1;
    return colon < 0 ? QByteArray() : pair.decoded.sliced(colon + 1);
}

bool namesSecret(QByteArrayView parameter)
{
    static constexpr QByteArrayView names[]{"token", "access_token", "access-token", "auth_token", "authorization", "auth",
                                            "bearer", "api_key", "api-key", "apikey", "password", "secret"};
    return std::any_of(std::begin(names), std::end(names),
                       [parameter](QByteArrayView name) { return parameter.compare(name, Qt::CaseInsensitive) == 0; });
}

} // namespace txdesk::security
