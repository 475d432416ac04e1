// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/token_codec.h"

#include "shared/codec/fields.h"

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestLifeSeconds = 10LL * 365 * 24 * 3600;

void insertTime(QJsonObject &json, const QString &name, const std::optional<Instant> &at)
{
    if (at)
        json.insert(name, toMs(*at));
}

void insertScope(QJsonObject &json, const TokenScope &scope)
{
    if (!scope.gidPrefix.isEmpty())
        json.insert(u"gidPrefix"_s, scope.gidPrefix);
    QJsonArray kinds;
    for (const TransactionKind kind : scope.kinds)
        kinds.append(nameIn(transactionKindNames, kind));
    if (!kinds.isEmpty())
        json.insert(u"kinds"_s, kinds);
}

TokenScope readScope(Fields &fields)
{
    TokenScope scope{.gidPrefix = fields.text("gidPrefix"_L1), .kinds = {}};
    for (const QString &word : fields.texts("kinds"_L1)) {
        std::optional<TransactionKind> kind = valueIn(transactionKindNames, word);
        if (!kind && fields.keepsWords())
            kind = foreignValue<TransactionKind>(word);
        if (!kind)
            fields.complain("kinds"_L1, "has an unknown word");
        else if (scope.kinds.contains(*kind))
            fields.complain("kinds"_L1, "has a word twice");
        else
            scope.kinds.append(*kind);
    }
    return scope;
}

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || u" ._@:+/-"_s.contains(c);
}

// Names stand in logs, audit records and lists: nothing that could pass for something else there.
void checkName(Fields &fields, const QString &name)
{
    static const QStringList ours{u"server"_s, u"loopback"_s, u"nobody"_s};
    if (name.isEmpty())
        fields.complain("name"_L1, "is missing");
    else if (name.size() > tokenNameCharactersMax)
        fields.complain("name"_L1, "is too long");
    else if (!std::all_of(name.begin(), name.end(), isNameCharacter) || name.trimmed() != name)
        fields.complain("name"_L1, "may hold letters, digits and . _ @ : + / - and blanks inside");
    else if (ours.contains(name.toLower()))
        fields.complain("name"_L1, "is the server's own");
}

// Acts are limited by scope, reading is not: for a viewer it would be no limit, and an admin makes tokens without one.
void checkScope(Fields &fields, const TokenWish &wish)
{
    if (wish.scope.gidPrefix.toUtf8().size() > tokenPrefixBytesMax)
        fields.complain("gidPrefix"_L1, "is too long");
    if (!std::all_of(wish.scope.gidPrefix.begin(), wish.scope.gidPrefix.end(), [](QChar c) { return c.isPrint() && !c.isSpace(); }))
        fields.complain("gidPrefix"_L1, "has characters that no gid has");
    const bool mayBeLimited = wish.role == Role::Client || wish.role == Role::Operator;
    if (!mayBeLimited && !wish.scope.gidPrefix.isEmpty())
        fields.complain("gidPrefix"_L1, "is only for the roles client and operator");
    if (!mayBeLimited && !wish.scope.kinds.isEmpty())
        fields.complain("kinds"_L1, "are only for the roles client and operator");
}

// A misspelt limit must not make a token without one.
void checkMembers(const QJsonObject &json, Fields &fields)
{
    static const QStringList known{u"name"_s, u"role"_s, u"gidPrefix"_s, u"kinds"_s, u"expiresInS"_s, u"reason"_s};
    for (auto it = json.begin(); it != json.end(); ++it)
        if (!known.contains(it.key())) {
            fields.complain(QLatin1StringView(it.key().left(64).toLatin1()), "is not known");
            return;
        }
}

} // namespace

QJsonObject toJson(const AccessToken &token)
{
    QJsonObject json{{u"id"_s, token.id}, {u"name"_s, token.name}, {u"role"_s, nameIn(roleNames, token.role)},
                     {u"createdAt"_s, toMs(token.createdAt)}, {u"createdBy"_s, token.createdBy}};
    insertScope(json, token.scope);
    insertTime(json, u"expiresAt"_s, token.expiresAt);
    insertTime(json, u"lastUsedAt"_s, token.lastUsedAt);
    insertTime(json, u"revokedAt"_s, token.revokedAt);
    return json;
}

Result<AccessToken> accessTokenFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    AccessToken token;
    token.id = fields.text("id"_L1);
    token.name = fields.text("name"_L1);
    token.role = fields.choice("role"_L1, roleNames, Role::Nobody);
    token.scope = readScope(fields);
    token.createdAt = fields.instant("createdAt"_L1);
    token.createdBy = fields.text("createdBy"_L1);
    token.expiresAt = fields.maybeInstant("expiresAt"_L1);
    token.lastUsedAt = fields.maybeInstant("lastUsedAt"_L1);
    token.revokedAt = fields.maybeInstant("revokedAt"_L1);
    return fields.finish(token);
}

QJsonObject toJson(const TokenWish &wish)
{
    QJsonObject json{{u"name"_s, wish.name}, {u"role"_s, nameIn(roleNames, wish.role)}};
    insertScope(json, wish.scope);
    if (wish.expiresIn)
        json.insert(u"expiresInS"_s, qint64{wish.expiresIn->count()});
    if (!wish.reason.isEmpty())
        json.insert(u"reason"_s, wish.reason);
    return json;
}

Result<TokenWish> tokenWishFromJson(const QJsonObject &json)
{
    Fields fields(json);
    TokenWish wish;
    checkMembers(json, fields);
    wish.name = fields.text("name"_L1);
    checkName(fields, wish.name);
    wish.role = fields.choice("role"_L1, roleNames, Role::Nobody);
    if (wish.role == Role::Nobody)
        fields.complain("role"_L1, "must be client, viewer, operator or admin");
    wish.scope = readScope(fields);
    checkScope(fields, wish);
    if (fields.has("expiresInS"_L1))
        wish.expiresIn = Seconds{fields.integer("expiresInS"_L1, 1, longestLifeSeconds)};
    wish.reason = fields.text("reason"_L1).trimmed().left(tokenReasonCharactersMax);
    return fields.finish(wish);
}

} // namespace txdesk::codec
