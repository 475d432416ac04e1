// Tokens as /api/v1 shows them, and what is asked for when one is made. Never a secret, but in the one answer that shows it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/foreign_word.h"
#include "shared/base/result.h"
#include "shared/model/access.h"

#include <QJsonObject>

namespace txdesk::codec {

// Source of the numbers: docs/security.md.
inline constexpr int tokenNameCharactersMax = 64;
inline constexpr int tokenPrefixBytesMax = 128;
inline constexpr int tokenReasonCharactersMax = 1024; // longer ones are cut, not refused

struct TokenWish
{
    QString name;
    Role role = Role::Client;
    TokenScope scope;
    std::optional<Seconds> expiresIn; // empty: never
    QString reason;

    friend bool operator==(const TokenWish &, const TokenWish &) = default;
};

[[nodiscard]] QJsonObject toJson(const AccessToken &token);
[[nodiscard]] QJsonObject toJson(const TokenWish &wish);
[[nodiscard]] Result<AccessToken> accessTokenFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);

// InvalidRequest names the field: unknown members, too; a scope with the roles viewer and admin; "nobody"; a name that
// is empty, too long, not printable or the server's own.
[[nodiscard]] Result<TokenWish> tokenWishFromJson(const QJsonObject &json);

} // namespace txdesk::codec
