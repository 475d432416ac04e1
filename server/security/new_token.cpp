// SPDX-License-Identifier: Apache-2.0
#include "server/security/new_token.h"

#include "shared/base/check.h"

#include <algorithm>
#include <unistd.h>

namespace txdesk::security {
namespace {

constexpr qsizetype secretCharactersMax = 256;

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    check(::getentropy(bytes.data(), static_cast<std::size_t>(count)) == 0, "the kernel gives random numbers, or no secret is safe");
    return bytes;
}

} // namespace

QByteArray newSecret()
{
    return "txd_" + randomBytes(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString newTokenId()
{
    return QString::fromLatin1(randomBytes(4).toHex());
}

QString firstTokenId()
{
    return QStringLiteral("00000001");
}

bool canBeSecret(QByteArrayView secret)
{
    return secret.size() >= secretCharactersMin && secret.size() <= secretCharactersMax
        && std::all_of(secret.begin(), secret.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

} // namespace txdesk::security
